import type { FastifyInstance, FastifyReply } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { prometheusError } from '../../wire/prometheus/errors.js';
import { acceptForms, parametersOf } from '../form-parameters.js';
import { queryLimits, type ReadContext } from '../read-context.js';
import { labelNames, labelValues, series } from './labels.js';
import { query, queryRange } from './query.js';
import type { PrometheusRequest } from './request.js';

/** Answers with what stands under `data`. */
type Endpoint = (request: PrometheusRequest) => Promise<unknown>;

const GET = ['GET'] as const;
const GET_OR_POST = ['GET', 'POST'] as const;

/** Prometheus' query API: https://prometheus.io/docs/prometheus/latest/querying/api/ */
const ENDPOINTS: readonly (readonly [path: string, methods: readonly ('GET' | 'POST')[], Endpoint])[] = [
  ['/query', GET_OR_POST, query],
  ['/query_range', GET_OR_POST, queryRange],
  ['/series', GET_OR_POST, series],
  ['/labels', GET_OR_POST, labelNames],
  ['/label/:name/values', GET, labelValues],
  [
    '/status/buildinfo',
    GET,
    async ({ context }) => ({ version: context.version, goVersion: 'none', application: 'quartet' }),
  ],
];

/** To be registered with the prefix below which the API stands: `/api/v1` in Prometheus, `/prometheus/api/v1` in Mimir. */
export async function prometheusApi(app: FastifyInstance, { context }: { context: ReadContext }): Promise<void> {
  acceptForms(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  for (const [path, methods, endpoint] of ENDPOINTS) {
    app.route<{ Params: { name?: string } }>({
      url: path,
      method: [...methods],
      handler: async (request, reply) => {
        const data = await endpoint({
          context,
          parameters: parametersOf(request),
          tenant: context.tenantOf(request.headers),
          limits: queryLimits(context, reply),
          name: request.params.name ?? '',
        });
        return reply.type('application/json').send(JSON.stringify({ status: 'success', data }));
      },
    });
  }
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  const { status, body } = prometheusError(error);
  if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
  return reply.code(status).type('application/json').send(JSON.stringify(body));
}
