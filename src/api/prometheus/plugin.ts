import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { prometheusError } from '../../wire/prometheus/errors.js';
import { acceptForms, parametersOf } from '../form-parameters.js';
import { queryLimits } from '../read-context.js';
import { sendBytes, sendText } from '../send-in-chunks.js';
import { type Answer, envelope } from './answer.js';
import type { PrometheusContext } from './context.js';
import { allowPages } from './cors.js';
import { CARDINALITY_ENDPOINTS, ENDPOINTS, type Endpoint, SEARCH_ENDPOINTS } from './endpoints.js';
import { federate } from './federate.js';
import { refuseOtherMethods } from './other-methods.js';
import { remoteRead } from './remote-read.js';
import type { PrometheusRequest } from './request.js';

export interface PrometheusApiOptions {
  readonly context: PrometheusContext;
}

type NamedRequest = FastifyRequest<{ Params: { name?: string } }>;

const MIMIR_PREFIX = '/prometheus/api/v1';

/** To be registered with the prefix below which the API stands: `/api/v1` in Prometheus, `/prometheus/api/v1` in Mimir. */
export async function prometheusApi(app: FastifyInstance, { context }: PrometheusApiOptions): Promise<void> {
  acceptForms(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  allowPages(app);
  const search = context.experiments.searchApi ? SEARCH_ENDPOINTS : [];
  for (const endpoint of [...ENDPOINTS, ...search]) addEndpoint(app, context, endpoint);
  // As the original's router answers a path that has an empty part.
  app.get('/label//values', async (_request, reply) => reply.redirect(`${app.prefix}/label/values`, 307));
  await app.register(remoteRead, { context });
}

/** Mimir's cardinality API, below the same prefix as the query API. */
export async function cardinalityApi(app: FastifyInstance, { context }: PrometheusApiOptions): Promise<void> {
  acceptForms(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  for (const endpoint of CARDINALITY_ENDPOINTS) addEndpoint(app, context, endpoint);
}

/** `/federate`, which stands beside the API and tells errors in plain text. */
export async function federation(app: FastifyInstance, { context }: PrometheusApiOptions): Promise<void> {
  acceptForms(app);
  app.get('/federate', { exposeHeadRoute: false }, async (request: NamedRequest, reply) => {
    try {
      return sendAnswer(reply, await federate(requestOf(context, request, reply), request.headers.accept));
    } catch (error) {
      const known = requestError(error);
      return reply.code(prometheusError(known).status).type('text/plain; charset=utf-8').send(`${known.message}\n`);
    }
  });
}

function addEndpoint(app: FastifyInstance, context: PrometheusContext, { path, methods, answer }: Endpoint): void {
  app.route({
    url: path,
    method: [...methods],
    exposeHeadRoute: false,
    handler: async (request: NamedRequest, reply) => {
      // An escaped slash is no part of a name: names that have one are written with U__.
      if (request.params.name?.includes('/')) return plainText(reply, 404, '404 page not found');
      return sendAnswer(
        reply,
        await answer({ ...requestOf(context, request, reply), isMimir: app.prefix === MIMIR_PREFIX }),
      );
    },
  });
  refuseOtherMethods(app, path, methods);
}

function requestOf(context: PrometheusContext, request: NamedRequest, reply: FastifyReply): PrometheusRequest {
  return {
    context,
    parameters: parametersOf(request),
    tenant: context.readTenantOf(request.headers),
    limits: queryLimits(context, reply),
    name: request.params.name ?? '',
    accept: request.headers.accept,
  };
}

function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  if ('data' in answer) return sendText(reply.type('application/json'), envelope(answer));
  if ('bytes' in answer) return sendBytes(reply.type(answer.contentType).header('vary', 'Accept'), answer.bytes);
  if (answer.contentType !== undefined) reply.type(answer.contentType);
  return sendText(reply.code(answer.status), answer.body);
}

const plainText = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).type('text/plain; charset=utf-8').send(`${text}\n`);

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  const { status, body } = prometheusError(error);
  if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
  return reply.code(status).type('application/json').send(JSON.stringify(body));
}
