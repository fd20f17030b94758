import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { alertmanagerError, InvalidRequest } from '../../wire/alertmanager/errors.js';
import { parametersOf } from '../form-parameters.js';
import { allowPages } from '../prometheus/cors.js';
import { sendText } from '../send-in-chunks.js';
import type { AlertmanagerContext } from './context.js';
import { ENDPOINTS, type Method, type Methods } from './endpoints.js';

export interface AlertmanagerApiOptions {
  readonly context: AlertmanagerContext;
}

/** Bytes of a body: 10,000 alerts, or a few of the largest. */
const MAX_BODY_BYTES = 16 << 20;
const ALL_METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'];

type SilenceRequest = FastifyRequest<{ Params: { silenceID?: string } }>;

/**
 * `/api/v2`, and `/api/v1` as far as it says that it is gone; below `/alertmanager` where it is registered with that prefix,
 * as in Mimir.
 */
export async function alertmanagerApi(app: FastifyInstance, { context }: AlertmanagerApiOptions): Promise<void> {
  await app.register(
    async (v2) => {
      acceptJson(v2);
      v2.setErrorHandler((error, _request, reply) => sendError(reply, error));
      allowPages(v2);
      v2.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      for (const [path, methods] of Object.entries(ENDPOINTS)) addEndpoint(v2, context, path, methods);
    },
    { prefix: '/api/v2' },
  );
  await app.register(removedApi, { prefix: '/api/v1' });
}

function addEndpoint(app: FastifyInstance, context: AlertmanagerContext, url: string, methods: Methods): void {
  const taken = Object.keys(methods) as Method[];
  app.route({
    url,
    method: taken,
    exposeHeadRoute: false,
    handler: async (request: SilenceRequest, reply) => {
      const answer = await methods[request.method as Method]!({
        context,
        alertmanager: await context.alertmanagerOf(context.tenantOf(request.headers)),
        parameters: parametersOf(request),
        body: jsonOf(request.body),
        silenceId: request.params.silenceID ?? '',
      });
      return sendText(reply.type('application/json'), answer);
    },
  });
  app.route({
    url,
    method: ALL_METHODS.filter((method) => !taken.includes(method as Method)),
    handler: async (request, reply) => {
      reply.header('allow', taken.join(','));
      throw new InvalidRequest(405, `method ${request.method} is not allowed, but [${taken.join(',')}] are`);
    },
  });
}

/** Bodies reach handlers as bytes: names such as `__proto__` are labels like others, which Fastify's own reader refuses. */
function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser('*', (request, _body, done) => {
    const type = JSON.stringify(request.headers['content-type'] ?? 'application/octet-stream');
    done(new InvalidRequest(415, `unsupported media type ${type}, only [application/json] are allowed`));
  });
}

function jsonOf(body: unknown): unknown {
  if (!(body instanceof Buffer) || body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new InvalidRequest(400, `parsing body failed, because ${(error as Error).message}`);
  }
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = thrown instanceof InvalidRequest ? thrown : requestError(thrown);
  const { status, body } = alertmanagerError(error);
  if ('retryAfter' in error) reply.header('Retry-After', error.retryAfter);
  return reply.code(status).type('application/json').send(JSON.stringify(body));
}

const REMOVED = {
  status: 'deprecated',
  error: 'API v1 is gone since Alertmanager 0.27; the same paths below /api/v2 have what it had',
};

/** What the Alertmanager says since it has no API v1 any more. */
async function removedApi(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null);
  });
  app.all('/*', async (_request, reply) => reply.code(410).send(REMOVED));
}
