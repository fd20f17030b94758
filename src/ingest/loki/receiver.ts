import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { QuartetError } from '../../model/errors.js';
import { mediaTypeOf } from '../../wire/loki/content-type.js';
import { lokiStatus } from '../../wire/loki/errors.js';
import { plainTextError } from '../../wire/plain-text-error.js';
import { acceptRawBodies } from '../body.js';
import type { RawRequest } from '../receiver.js';
import { RepeatedBodies } from '../repeated-bodies.js';
import { requestError } from '../request-error.js';
import type { LokiPush, PushOutcome } from './push.js';
import { type PushFormat, readPushBody } from './push-body.js';

/** Where pushes are taken, and the form of their JSON. */
const PATHS: readonly { readonly path: string; readonly json: PushFormat }[] = [
  { path: '/loki/api/v1/push', json: 'json' },
  { path: '/api/prom/push', json: 'legacyJson' },
];

/**
 * Takes Loki pushes (port 3100) as protobuf in snappy or as JSON. Answers 204 when every entry is stored durably; 400
 * with a text when some can never be stored (the others are); 422 for a body without streams; 429 and 5xx when repeating
 * the request helps, with Retry-After.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
export function lokiReceiver(push: LokiPush): FastifyPluginAsync {
  const { context } = push;
  const repeated = new RepeatedBodies<PushOutcome>({ now: context.now });
  return async (app: FastifyInstance) => {
    acceptRawBodies(app, context.maxBodyBytes);
    app.setErrorHandler((error, _request, reply) => sendError(reply, error));
    for (const { path, json } of PATHS) {
      app.post(path, async (request: RawRequest, reply) => {
        const { headers } = request;
        const tenant = context.tenantOf(headers);
        const mediaType = mediaTypeOf(headers['content-type']);
        const body = request.body ?? EMPTY;
        const outcome = await repeated.once(tenant, path, body, async () => {
          const encoding = headers['content-encoding'];
          return push.receive(tenant, await readPushBody(body, mediaType, json, encoding, context.maxBodyBytes));
        });
        if (outcome.status === 204) return reply.code(204).send();
        return reply.code(outcome.status).type(PLAIN).send(`${outcome.message}\n`);
      });
    }
  };
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = (thrown as { code?: string }).code === NO_MEDIA_TYPE ? INVALID_MEDIA_TYPE : requestError(thrown);
  const { status, headers, body } = plainTextError(lokiStatus(error), error.message, error.retryAfter);
  return reply.code(status).headers(headers).send(body);
}

/** Fastify looks at the Content-Type before we do; it answers as `mediaTypeOf` would. */
const NO_MEDIA_TYPE = 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
const INVALID_MEDIA_TYPE = new QuartetError('invalid_argument', 'mime: invalid media parameter');

const EMPTY = Buffer.alloc(0);
const PLAIN = 'text/plain; charset=utf-8';
