import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { QuartetError } from '../../model/errors.js';
import { tempoStatus } from '../../wire/tempo/errors.js';
import { acceptForms, parametersOf } from '../form-parameters.js';
import { queryLimits } from '../read-context.js';
import { queryInstant, queryRange } from './metrics.js';
import type { TempoContext, TempoRequest } from './request.js';
import { search } from './search.js';
import { traceV1, traceV2 } from './trace-by-id.js';

interface Endpoint {
  readonly path: string;
  readonly answer: (request: TempoRequest) => Promise<object>;
}

/** Tempo's API: https://grafana.com/docs/tempo/latest/api_docs/ */
const ENDPOINTS: readonly Endpoint[] = [
  { path: '/api/search', answer: search },
  { path: '/api/metrics/query_range', answer: queryRange },
  { path: '/api/metrics/query', answer: queryInstant },
];

export async function tempoApi(app: FastifyInstance, { context }: { context: TempoContext }): Promise<void> {
  acceptForms(app);
  app.setErrorHandler((thrown, _request, reply) => sendError(reply, thrown));
  app.get('/api/echo', async (_request, reply) => reply.type(TEXT).send('echo\n'));
  app.get('/api/status/buildinfo', async (_request, reply) =>
    reply.send({ version: context.version, goVersion: 'none' }),
  );
  for (const endpoint of ENDPOINTS) mount(app, endpoint, context);
  traceRoutes(app, context);
}

const TEXT = 'text/plain; charset=utf-8';

function mount(app: FastifyInstance, { path, answer }: Endpoint, context: TempoContext): void {
  app.route<{ Params: { name?: string } }>({
    url: path,
    method: ['GET', 'POST'],
    handler: async (request, reply) => {
      const body = await answer({
        context,
        tenant: context.tenantOf(request.headers),
        parameters: parametersOf(request),
        limits: queryLimits(context, reply),
        allowed: context.tempoLimits,
      });
      return reply.send(body);
    },
  });
}

function traceRoutes(app: FastifyInstance, context: TempoContext): void {
  for (const [url, answer] of [
    ['/api/traces/:id', traceV1],
    ['/api/v2/traces/:id', traceV2],
  ] as const) {
    app.get(url, async (request: FastifyRequest<{ Params: { id: string } }>, reply): Promise<FastifyReply> => {
      const { traces } = context;
      const tenant = context.tenantOf(request.headers);
      const limits = queryLimits(context, reply);
      const protobuf = (request.headers.accept ?? '').includes('application/protobuf');
      return answer(reply, protobuf, (id) => traces.trace(tenant, id, limits), request.params.id);
    });
  }
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
  return reply
    .code(tempoStatus(error))
    .type(TEXT)
    .send(error instanceof QuartetError ? error.message : String(error));
}
