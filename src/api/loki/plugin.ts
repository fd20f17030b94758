import type { FastifyInstance, FastifyReply } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { lokiErrorText, lokiStatus } from '../../wire/loki/errors.js';
import { acceptForms, parametersOf } from '../form-parameters.js';
import { queryLimits } from '../read-context.js';
import { labelNames, labelValues, series } from './labels.js';
import { query, queryRange } from './query.js';
import type { LokiContext, LokiRequest } from './request.js';

/** Answers with the whole JSON body. */
type Endpoint = (request: LokiRequest) => Promise<unknown>;

/** Loki's query API: https://grafana.com/docs/loki/latest/reference/loki-http-api/ */
const ENDPOINTS: readonly (readonly [path: string, Endpoint])[] = [
  ['/loki/api/v1/query', query],
  ['/loki/api/v1/query_range', queryRange],
  ['/loki/api/v1/labels', labelNames],
  ['/loki/api/v1/label', labelNames],
  ['/loki/api/v1/label/:name/values', labelValues],
  ['/loki/api/v1/series', series],
  ['/loki/api/v1/status/buildinfo', async ({ context }) => ({ version: context.version, goVersion: 'none' })],
];

export async function lokiApi(app: FastifyInstance, { context }: { context: LokiContext }): Promise<void> {
  acceptForms(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  for (const [url, endpoint] of ENDPOINTS) {
    app.route<{ Params: { name?: string } }>({
      url,
      method: ['GET', 'POST'],
      handler: async (request, reply) => {
        const flags = String(request.headers['x-loki-response-encoding-flags'] ?? '')
          .split(',')
          .map((flag) => flag.trim());
        const body = await endpoint({
          context,
          parameters: parametersOf(request),
          tenant: context.tenantOf(request.headers),
          limits: queryLimits(context, reply),
          flags,
          name: request.params.name ?? '',
        });
        return reply.type('application/json; charset=UTF-8').send(JSON.stringify(body));
      },
    });
  }
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
  return reply.code(lokiStatus(error)).type('text/plain; charset=utf-8').send(lokiErrorText(error));
}
