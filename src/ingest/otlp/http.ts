import type { FastifyInstance, FastifyReply } from 'fastify';
import { QuartetError } from '../../model/errors.js';
import { statusJson, statusProtobuf, toOtlpError } from '../../wire/otlp/errors.js';
import { exportResponseJson, exportResponseProtobuf } from '../../wire/otlp/partial-success.js';
import { acceptRawBodies, decompress } from '../body.js';
import type { RawRequest, ReceiverContext } from '../receiver.js';
import { RepeatedBodies } from '../repeated-bodies.js';
import { requestError } from '../request-error.js';
import { allowBrowsers } from './cors.js';
import type { OtlpEncoding, OtlpOutcome, OtlpSignal } from './signal.js';

const ENCODINGS: Readonly<Record<string, OtlpEncoding>> = {
  'application/x-protobuf': 'protobuf',
  'application/protobuf': 'protobuf',
  'application/json': 'json',
};

const CONTENT_TYPES: Record<OtlpEncoding, string> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
};

export interface OtlpHttpOptions {
  /** What is taken here; each at its own path below the plugin's prefix. */
  readonly signals: readonly OtlpSignal[];
  readonly context: ReceiverContext;
  /** Web pages beyond loopback that may send from the browser: origins, or `*`. */
  readonly allowedOrigins?: readonly string[];
}

/**
 * OTLP over HTTP as a Fastify plugin: `POST /v1/traces` and its like, binary protobuf or JSON. Answers when everything is
 * stored, in the request's content type. To be registered on its own (`app.register`), with a prefix where another
 * system has one.
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export async function otlpHttpReceiver(app: FastifyInstance, options: OtlpHttpOptions): Promise<void> {
  const { signals, context, allowedOrigins = [] } = options;
  const repeated = new RepeatedBodies<OtlpOutcome>({ now: context.now });
  const paths = signals.map((signal) => signal.path);
  acceptRawBodies(app, context.maxBodyBytes);
  allowBrowsers(app, paths, allowedOrigins);

  app.setErrorHandler((thrown, request, reply) => {
    const error = toOtlpError(requestError(thrown));
    reply.code(error.httpStatus);
    if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter);
    const encoding = ENCODINGS[mediaType(request.headers['content-type'])] ?? 'json';
    return send(reply, encoding, encoding === 'json' ? statusJson(error) : statusProtobuf(error));
  });

  for (const signal of signals) {
    app.post(signal.path, async (request: RawRequest, reply) => {
      const tenant = context.tenantOf(request.headers);
      const encoding = encodingOf(request.headers['content-type']);
      const received = request.body ?? Buffer.alloc(0);
      const outcome = await repeated.once(tenant, signal.path, received, async () => {
        const body = await decompress(received, request.headers['content-encoding'], context.maxBodyBytes);
        return signal.ingest({ body, encoding, tenant, transport: 'http' }, context);
      });
      const answer =
        encoding === 'json' ? exportResponseJson(outcome, signal.rejectedField) : exportResponseProtobuf(outcome);
      return send(reply, encoding, answer);
    });
  }

  for (const url of paths) {
    app.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE'],
      url,
      handler: async (request, reply) => {
        const message = `${request.method} is not known here; OTLP is sent with POST`;
        const status = { ...toOtlpError(new QuartetError('invalid_argument', message)), httpStatus: 405 };
        return send(reply.code(405).header('allow', 'POST, OPTIONS'), 'json', statusJson(status));
      },
    });
  }
}

const send = (reply: FastifyReply, encoding: OtlpEncoding, body: object): FastifyReply =>
  reply
    .header('content-type', CONTENT_TYPES[encoding])
    .send(encoding === 'json' ? Buffer.from(JSON.stringify(body)) : body);

const mediaType = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase();

function encodingOf(contentType: string | undefined): OtlpEncoding {
  const encoding = ENCODINGS[mediaType(contentType)];
  if (encoding !== undefined) return encoding;
  throw new QuartetError(
    'unsupported_media',
    `Content-Type ${JSON.stringify(contentType ?? '')} is not known; OTLP is application/x-protobuf or application/json`,
  );
}
