import type { FastifyInstance } from 'fastify';
import { QuartetError, toQuartetError } from '../../model/errors.js';
import { jaegerHttpError, withPreface } from '../../wire/jaeger/errors.js';
import { ProcessCache } from '../../wire/jaeger/processes.js';
import { SAMPLE_ALL_JSON } from '../../wire/jaeger/sampling.js';
import { decodeBatch } from '../../wire/jaeger/thrift.js';
import { BinaryThriftReader } from '../../wire/thrift/binary.js';
import { CompactThriftReader } from '../../wire/thrift/compact.js';
import { acceptRawBodies, decompress } from '../body.js';
import type { RawRequest, ReceiverContext } from '../receiver.js';
import { RepeatedBodies } from '../repeated-bodies.js';
import { requestError } from '../request-error.js';
import { storeSpans } from '../store-counted.js';

const RECEIVED_BY = { dialect: 'jaeger', transport: 'http' } as const;

/** Content types of a Batch, each with its protocol. */
const PROTOCOLS = {
  'application/x-thrift': BinaryThriftReader,
  'application/vnd.apache.thrift.binary': BinaryThriftReader,
  'application/x-thrift+compact': CompactThriftReader,
  'application/vnd.apache.thrift.compact': CompactThriftReader,
} as const;

/**
 * Jaeger's collector over HTTP (port 14268): `POST /api/traces` takes a Thrift Batch and answers 202 when it is stored;
 * `GET /sampling` and `GET /api/sampling` tell clients to sample everything.
 * https://www.jaegertracing.io/docs/latest/architecture/apis/
 */
export async function jaegerHttpReceiver(app: FastifyInstance, ctx: ReceiverContext): Promise<void> {
  const processes = { binary: new ProcessCache(), compact: new ProcessCache() };
  const repeated = new RepeatedBodies<void>({ now: ctx.now });
  acceptRawBodies(app, ctx.maxBodyBytes);

  app.setErrorHandler((error, _request, reply) => {
    const { status, headers, body } = jaegerHttpError(requestError(error));
    return reply.code(status).headers(headers).send(body);
  });

  app.post('/api/traces', async (request: RawRequest, reply) => {
    const tenant = ctx.tenantOf(request.headers);
    const Reader = protocolOf(request.headers['content-type']);
    const received = request.body ?? Buffer.alloc(0);
    await repeated.once(tenant, request.url, received, async () => {
      const body = await decompress(received, request.headers['content-encoding'], ctx.maxBodyBytes);
      const known = Reader === BinaryThriftReader ? processes.binary : processes.compact;
      let preface = 'Unable to process request body';
      try {
        const spans = decodeBatch(new Reader(body), tenant, ctx.writer.indexes.resources, known);
        preface = 'Cannot submit Jaeger batch';
        await storeSpans(ctx, RECEIVED_BY, spans, body.length);
      } catch (error) {
        throw withPreface(toQuartetError(error), preface);
      }
    });
    return reply.code(202).send();
  });

  for (const path of ['/sampling', '/api/sampling']) {
    app.get<{ Querystring: { service?: string | string[] } }>(path, async (request, reply) => {
      if (typeof request.query.service !== 'string') {
        throw new QuartetError('invalid_argument', "'service' parameter must be provided once");
      }
      return reply.type('application/json').send(SAMPLE_ALL_JSON);
    });
  }
}

function protocolOf(contentType: string | undefined): (typeof PROTOCOLS)[keyof typeof PROTOCOLS] {
  const name = (contentType ?? '').replace(/;.*$/, '').trim().toLowerCase();
  if (name === '') throw new QuartetError('invalid_argument', 'Cannot parse content type: mime: no media type');
  const protocol = PROTOCOLS[name as keyof typeof PROTOCOLS];
  if (protocol === undefined) {
    const known = Object.keys(PROTOCOLS).join(', ');
    throw new QuartetError('invalid_argument', `Unsupported content type: ${name}; use ${known}`);
  }
  return protocol;
}
