import type { FastifyInstance, FastifyReply, HTTPMethods } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { lokiReadLimits } from '../../model/loki-limits.js';
import { lokiErrorText, lokiStatus } from '../../wire/loki/errors.js';
import { acceptForms, parametersOf } from '../form-parameters.js';
import { queryLimits } from '../read-context.js';
import { sendText } from '../send-in-chunks.js';
import type { LokiAnswer } from './answer.js';
import { cancelDeletion, listDeletions, requestDeletion } from './deletion.js';
import { detectedFields, detectedFieldValues } from './detected-fields.js';
import { detectedLabels } from './detected-labels.js';
import { formatQuery } from './format-query.js';
import { labelNames, labelValues, series } from './labels.js';
import { patterns } from './patterns.js';
import { query, queryRange } from './query.js';
import type { LokiContext, LokiRequest } from './request.js';
import { buildInfo, configuration, services } from './status.js';
import { tailRoute } from './tail/route.js';
import { indexStats, volume, volumeRange } from './volume.js';

interface Endpoint {
  readonly path: string;
  readonly methods: readonly HTTPMethods[];
  readonly answer: (request: LokiRequest) => Promise<LokiAnswer>;
}

const read = (path: string, answer: Endpoint['answer']): Endpoint => ({ path, methods: ['GET', 'POST'], answer });
const get = (path: string, answer: Endpoint['answer']): Endpoint => ({ path, methods: ['GET'], answer });

/** Loki's query API: https://grafana.com/docs/loki/latest/reference/loki-http-api/ */
const ENDPOINTS: readonly Endpoint[] = [
  read('/loki/api/v1/query', query),
  read('/loki/api/v1/query_range', queryRange),
  read('/loki/api/v1/labels', labelNames),
  read('/loki/api/v1/label', labelNames),
  read('/loki/api/v1/label/:name/values', labelValues),
  read('/loki/api/v1/series', series),
  read('/loki/api/v1/index/stats', indexStats),
  read('/loki/api/v1/index/volume', volume),
  read('/loki/api/v1/index/volume_range', volumeRange),
  read('/loki/api/v1/detected_labels', detectedLabels),
  read('/loki/api/v1/detected_fields', detectedFields),
  read('/loki/api/v1/detected_field/:name/values', detectedFieldValues),
  read('/loki/api/v1/patterns', patterns),
  read('/loki/api/v1/format_query', formatQuery),
  { path: '/loki/api/v1/delete', methods: ['POST', 'PUT'], answer: requestDeletion },
  get('/loki/api/v1/delete', listDeletions),
  { path: '/loki/api/v1/delete', methods: ['DELETE'], answer: cancelDeletion },
  get('/loki/api/v1/status/buildinfo', buildInfo),
  get('/config', configuration),
  get('/services', services),
];

export async function lokiApi(app: FastifyInstance, { context }: { context: LokiContext }): Promise<void> {
  acceptForms(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  tailRoute(app, context);
  for (const { path, methods, answer } of ENDPOINTS) {
    app.route<{ Params: { name?: string } }>({
      url: path,
      method: [...methods],
      handler: async (request, reply) => {
        const flags = String(request.headers['x-loki-response-encoding-flags'] ?? '')
          .split(',')
          .map((flag) => flag.trim());
        const tenant = context.tenantOf(request.headers);
        const allowed = lokiReadLimits(context.limitsOf, tenant);
        const { queryTimeout } = allowed;
        const limits = queryLimits(context, reply);
        const { status, contentType, body } = await answer({
          context,
          parameters: parametersOf(request),
          tenant,
          allowed,
          limits: {
            ...limits,
            timeoutMs: Number.isFinite(queryTimeout) ? queryTimeout : limits.timeoutMs,
            maxLabelSets: allowed.cardinalityLimit,
          },
          flags,
          name: request.params.name ?? '',
        });
        reply.code(status).type(contentType);
        return typeof body === 'string' ? reply.send(body) : sendText(reply, body);
      },
    });
  }
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
  return reply.code(lokiStatus(error)).type('text/plain; charset=utf-8').send(lokiErrorText(error));
}
