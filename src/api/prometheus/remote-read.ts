import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { compress } from 'snappy';
import { acceptRawBodies } from '../../ingest/body.js';
import { requestError } from '../../ingest/request-error.js';
import { QuartetError } from '../../model/errors.js';
import { compareLabels, type Labels } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits } from '../../storage/interface.js';
import { plainTextError } from '../../wire/plain-text-error.js';
import { prometheusError } from '../../wire/prometheus/errors.js';
import { decodeReadRequest, type ReadQuery } from '../../wire/remote-read/request.js';
import {
  chunkedFrame,
  chunkedSeries,
  type ReadSeries,
  readResponse,
  timeSeries,
} from '../../wire/remote-read/response.js';
import { decompressBlock } from '../../wire/snappy-block.js';
import { queryLimits } from '../read-context.js';
import type { PrometheusContext } from './context.js';
import { refuseOtherMethods } from './other-methods.js';
import { checkTotalLength } from './tenant-limits.js';

/** Bytes of a request, which names a few selectors. */
const MAX_REQUEST = 4 << 20;
/** Bytes of encoded series in one frame, about; a frame has one series at least. */
const MAX_FRAME = 1 << 20;
/** Bytes of encoded series that one answer may have. */
const MAX_ANSWER = 256 << 20;

/** Series of one query, encoded, in the order of their labels. */
type Encoded = readonly { readonly labels: Labels; readonly message: Buffer }[];

/**
 * Prometheus' remote read at `/read`, sampled or as a stream of chunks, whichever the client names first.
 * https://prometheus.io/docs/prometheus/latest/querying/remote_read_api/
 */
export async function remoteRead(app: FastifyInstance, { context }: { context: PrometheusContext }): Promise<void> {
  acceptRawBodies(app, MAX_REQUEST);
  app.setErrorHandler((error, _request, reply) => {
    const known = requestError(error);
    const { status, headers, body } = plainTextError(prometheusError(known).status, known.message, known.retryAfter);
    return reply.code(status).headers(headers).send(body);
  });
  refuseOtherMethods(app, '/read', ['POST']);
  app.post('/read', async (request: FastifyRequest<{ Body: Buffer | undefined }>, reply) => {
    const tenant = context.readTenantOf(request.headers);
    const limits = queryLimits(context, reply);
    const body = await decompressBlock(request.body ?? Buffer.alloc(0), MAX_REQUEST);
    const { queries, accepted } = decodeReadRequest(body);
    const isStreamed = accepted[0] === 'streamed-xor-chunks';
    const budget = { left: MAX_ANSWER };
    const read = (query: ReadQuery) =>
      encodedSeries(context, tenant, query, limits, isStreamed ? chunkedSeries : timeSeries, budget);
    return isStreamed ? sendChunks(reply, queries, read) : sendSamples(reply, queries, read);
  });
}

async function sendSamples(
  reply: FastifyReply,
  queries: readonly ReadQuery[],
  read: (query: ReadQuery) => Promise<Encoded>,
): Promise<FastifyReply> {
  const results: Buffer[][] = [];
  for (const query of queries) results.push((await read(query)).map(({ message }) => message));
  const answer = await compress(readResponse(results));
  return reply.type('application/x-protobuf').header('content-encoding', 'snappy').send(answer);
}

async function sendChunks(
  reply: FastifyReply,
  queries: readonly ReadQuery[],
  read: (query: ReadQuery) => Promise<Encoded>,
): Promise<FastifyReply> {
  // The first query is read before the status goes out, so that most errors can still be told by it.
  const first = queries.length === 0 ? [] : await read(queries[0]!);
  async function* frames(): AsyncGenerator<Buffer> {
    for (const [index, query] of queries.entries()) {
      yield* framesOf(index, index === 0 ? first : await read(query));
    }
  }
  return reply
    .type('application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse')
    .send(Readable.from(frames(), { objectMode: false }));
}

function* framesOf(query: number, series: Encoded): Generator<Buffer> {
  let open: Buffer[] = [];
  let bytes = 0;
  for (const { message } of series) {
    if (open.length > 0 && bytes + message.length > MAX_FRAME) {
      yield chunkedFrame(query, open);
      open = [];
      bytes = 0;
    }
    open.push(message);
    bytes += message.length;
  }
  if (open.length > 0) yield chunkedFrame(query, open);
}

async function encodedSeries(
  context: PrometheusContext,
  tenant: Tenant,
  { start, end, matchers }: ReadQuery,
  limits: QueryLimits,
  encode: (series: ReadSeries) => Buffer,
  budget: { left: number },
): Promise<Encoded> {
  const encoded: { labels: Labels; message: Buffer }[] = [];
  if (end < start) return encoded;
  checkTotalLength({ context, tenant }, start, end);
  const { externalLabels } = context;
  const stored = externalLabels.takenFrom(matchers);
  for await (const batch of context.metrics.samples(tenant, stored, { start, end }, limits)) {
    for (const found of batch) {
      const series = { ...found, labels: externalLabels.addedTo(found.labels) };
      const message = encode(series);
      budget.left -= message.length;
      if (budget.left < 0) {
        throw new QuartetError('limit_exceeded', `the answer has more than ${MAX_ANSWER} bytes; ask for less`);
      }
      encoded.push({ labels: series.labels, message });
    }
  }
  return encoded.sort((a, b) => compareLabels(a.labels, b.labels));
}
