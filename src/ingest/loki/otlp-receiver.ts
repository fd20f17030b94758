import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { QuartetError } from '../../model/errors.js';
import { lokiStatus } from '../../wire/loki/errors.js';
import { ProtobufWriter } from '../../wire/protobuf/writer.js';
import { acceptRawBodies, decompress } from '../body.js';
import { logsSignal } from '../otlp/logs.js';
import type { OtlpEncoding, OtlpOutcome } from '../otlp/signal.js';
import type { RawRequest } from '../receiver.js';
import { RepeatedBodies } from '../repeated-bodies.js';
import { requestError } from '../request-error.js';
import { type LokiPush, NO_STREAM } from './push.js';

const ENCODINGS: Readonly<Record<string, OtlpEncoding>> = {
  'application/x-protobuf': 'protobuf',
  'application/json': 'json',
};

/**
 * OTLP logs on Loki's own port, `POST /otlp/v1/logs`. It differs from the one of the OTLP ports: success is 204 without a
 * body, entries that can never be stored make a 400 (the others are stored), and every error is a google.rpc.Status in
 * protobuf that has a message and no code, also where JSON was sent.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs-using-otlp
 */
export function lokiOtlpReceiver(push: LokiPush): FastifyPluginAsync {
  const { context } = push;
  const signal = logsSignal(push);
  const repeated = new RepeatedBodies<OtlpOutcome & { readonly stored: number }>({ now: context.now });
  return async (app: FastifyInstance) => {
    acceptRawBodies(app, context.maxBodyBytes);
    app.setErrorHandler((error, _request, reply) => sendError(reply, error));
    app.post('/otlp/v1/logs', async (request: RawRequest, reply) => {
      const { headers } = request;
      const tenant = context.tenantOf(headers);
      const encoding = encodingOf(headers['content-type']);
      const received = request.body ?? Buffer.alloc(0);
      const outcome = await repeated.once(tenant, '/otlp/v1/logs', received, async () => {
        const body = await decompress(received, headers['content-encoding'], context.maxBodyBytes);
        return signal.ingest({ body, encoding, tenant, transport: 'http' });
      });
      if (outcome.rejected > 0) throw new QuartetError('invalid_argument', outcome.message);
      if (outcome.stored === 0) throw new QuartetError('execution', NO_STREAM);
      return reply.code(204).send();
    });
  };
}

function encodingOf(contentType: string | undefined): OtlpEncoding {
  const mediaType = (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase();
  const encoding = ENCODINGS[mediaType];
  if (encoding !== undefined) return encoding;
  throw new QuartetError('unsupported_media', `content type: ${mediaType} is not supported`);
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  if (error.retryAfter !== undefined) reply.header('Retry-After', Math.max(1, Math.ceil(error.retryAfter)));
  const status = new ProtobufWriter();
  status.string(2, error.message);
  return reply.code(lokiStatus(error)).type('application/x-protobuf').send(status.finish());
}
