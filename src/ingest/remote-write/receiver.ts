import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { QuartetError } from '../../model/errors.js';
import type { Tenant } from '../../model/tenant.js';
import type { WriteDecoder, WriteDecoderOptions } from '../../wire/remote-write/decoder.js';
import { remoteWriteError } from '../../wire/remote-write/errors.js';
import { expectSnappy, type RemoteWriteVersion, versionOf } from '../../wire/remote-write/message-type.js';
import type { WriteOutcome } from '../../wire/remote-write/outcome.js';
import { WriteRequestDecoder } from '../../wire/remote-write/v1.js';
import { RequestDecoder } from '../../wire/remote-write/v2.js';
import { decompressBlock } from '../../wire/snappy-block.js';
import { acceptRawBodies } from '../body.js';
import { MetadataMemory } from '../metadata-memory.js';
import type { RawRequest, ReceiverContext } from '../receiver.js';
import { requestError } from '../request-error.js';
import { storeCounted } from '../store-counted.js';
import { takeItems } from '../take-items.js';

const RECEIVED_BY = { dialect: 'remote_write', transport: 'http' } as const;

/** Both protocols' decoders with their caches: one for all ports that take remote write. */
export class RemoteWrite {
  private readonly decoders: Readonly<Record<RemoteWriteVersion, WriteDecoder>>;
  private readonly described = new MetadataMemory();

  constructor(
    private readonly context: ReceiverContext,
    options: Omit<WriteDecoderOptions, 'series'> = {},
  ) {
    const decoderOptions = { ...options, series: context.writer.indexes.series };
    this.decoders = { '1.0': new WriteRequestDecoder(decoderOptions), '2.0': new RequestDecoder(decoderOptions) };
  }

  /** Stores what can be stored of a body and says what came of it. Throws where nothing of it was stored. */
  async receive(tenant: Tenant, version: RemoteWriteVersion, block: Buffer): Promise<WriteOutcome> {
    const { context } = this;
    const body = await decompressBlock(block, context.maxBodyBytes);
    const outcome = this.decoders[version].decode(body, tenant, context.metricIntake?.gate(tenant));
    await this.store(outcome, body.length);
    const refused = outcome.refusedSamples;
    if (refused > 0) context.meter.refused(RECEIVED_BY, 'metrics', tenant, refused, 'invalid');
    return outcome;
  }

  private async store(outcome: WriteOutcome, bytes: number): Promise<void> {
    const { context, described } = this;
    const now = context.now();
    const brought = outcome.batch() ?? { tenant: outcome.tenant };
    takeItems(context, RECEIVED_BY, brought);
    const batch = described.withoutKnown(brought, now);
    // Of a repeated description nothing but the tenant is left.
    if (Object.keys(batch).length === 1) return;
    const items = outcome.samples.rows + outcome.histograms.rows;
    await storeCounted(context, RECEIVED_BY, batch, { signal: 'metrics', items, bytes });
    described.remember(batch, now);
  }
}

/**
 * Takes Prometheus remote write 1.0 and 2.0 at `paths` (`/api/v1/write` of Prometheus, `/api/v1/push` of Mimir).
 * Answers 204 when every row is stored durably; 400 with a text when a part can never be stored (the rest is), 415 for
 * formats that are not known, 429 and 5xx when repeating the request helps.
 * https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/
 */
export function remoteWriteReceiver(
  remoteWrite: RemoteWrite,
  context: ReceiverContext,
  paths: readonly string[],
): FastifyPluginAsync {
  return async (app: FastifyInstance) => {
    acceptRawBodies(app, context.maxBodyBytes);
    app.setErrorHandler((error, _request, reply) => sendError(reply, error));
    for (const path of paths) {
      app.post(path, async (request: RawRequest, reply) => {
        const { headers } = request;
        const tenant = context.tenantOf(headers);
        const version = versionOf(headers['content-type']);
        expectSnappy(headers['content-encoding']);
        const outcome = await remoteWrite.receive(tenant, version, request.body ?? Buffer.alloc(0));
        setWritten(reply, outcome.samples.rows, outcome.histograms.rows, outcome.exemplars.rows);
        const problem = outcome.problem();
        if (problem === undefined) return reply.code(204).send();
        return sendError(reply, new QuartetError('invalid_argument', problem));
      });
      app.route({
        method: ['GET', 'PUT', 'DELETE', 'PATCH'],
        url: path,
        handler: async (_request, reply) =>
          reply.code(405).header('allow', 'POST').type('text/plain; charset=utf-8').send('Method Not Allowed\n'),
      });
    }
  };
}

function setWritten(reply: FastifyReply, samples: number, histograms: number, exemplars: number): void {
  reply.header('x-prometheus-remote-write-samples-written', samples);
  reply.header('x-prometheus-remote-write-histograms-written', histograms);
  reply.header('x-prometheus-remote-write-exemplars-written', exemplars);
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  const { status, headers, body } = remoteWriteError(requestError(error));
  if (!reply.hasHeader('x-prometheus-remote-write-samples-written')) setWritten(reply, 0, 0, 0);
  return reply.code(status).headers(headers).send(body);
}
