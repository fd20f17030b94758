import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { QuartetError } from '../../model/errors.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits } from '../../storage/interface.js';
import { analyzeTrace, type TraceAnalysis } from '../../traceql/analysis/trace-summary.js';
import { evaluatedTrace } from '../../traceql/eval/trace.js';
import { HTTP_STATUS } from '../../wire/http-status.js';
import { queryLimits } from '../read-context.js';
import { withOwnIds } from '../tempo/shared-ids.js';
import { cardinalityRoutes } from './cardinality/routes.js';
import type { QuartetContext } from './context.js';
import { correlate } from './correlate.js';
import { runbookRoute } from './runbooks.js';
import { analysisJson, waterfallRow } from './trace-json.js';

const PREFIX = '/api/quartet/v1';

/**
 * Our own API, on the port of the web UI: what no other system's has. Errors are `{"error": {"code", "message"}}`.
 * - `GET traces/{id}`: the analysis of a trace and its spans as a waterfall;
 * - `GET traces/{id}/analysis`: critical path, services, errors and slow spans alone;
 * - `GET correlate?traceId=`: the trace, its log lines and its exemplars;
 * - `GET status/cardinality/logs`, `status/cardinality/traces`: labels of streams and attributes of spans with most values;
 * - `GET runbooks/{alert}`: what to do about one of the shipped alerts.
 */
export async function quartetApi(app: FastifyInstance, { context }: { context: QuartetContext }): Promise<void> {
  app.setErrorHandler((thrown, _request, reply) => sendError(reply, thrown));
  cardinalityRoutes(app, PREFIX, context);
  runbookRoute(app, `${PREFIX}/runbooks/:name`, context.runbooks);
  app.get<{ Params: { id: string } }>(`${PREFIX}/traces/:id`, async (request, reply) => {
    const analysis = await presentTrace(context, request, reply, request.params.id);
    return { ...analysisJson(analysis), spans: analysis.spans.map(waterfallRow) };
  });
  app.get<{ Params: { id: string } }>(`${PREFIX}/traces/:id/analysis`, async (request, reply) =>
    analysisJson(await presentTrace(context, request, reply, request.params.id)),
  );
  app.get<{ Querystring: { traceId?: unknown } }>(`${PREFIX}/correlate`, async (request, reply) => {
    const { traceId: asked } = request.query;
    if (typeof asked !== 'string')
      throw new QuartetError('invalid_argument', 'the parameter traceId is required, once');
    const traceId = traceIdOf(asked);
    const tenant = context.tenantOf(request.headers);
    const limits = queryLimits(context, reply);
    const analysis = await traceAnalysis(context, tenant, traceId, limits);
    return correlate({ context, tenant, traceId, analysis, limits });
  });
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const { code, message, retryAfter } = requestError(thrown);
  if (retryAfter !== undefined) reply.header('Retry-After', retryAfter);
  return reply.code(HTTP_STATUS[code]).send({ error: { code, message } });
}

async function presentTrace(
  context: QuartetContext,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
): Promise<TraceAnalysis> {
  const traceId = traceIdOf(id);
  const tenant = context.tenantOf(request.headers);
  const analysis = await traceAnalysis(context, tenant, traceId, queryLimits(context, reply));
  if (analysis === undefined) throw new QuartetError('not_found', `there is no trace ${traceId}`);
  return analysis;
}

async function traceAnalysis(
  { traces }: QuartetContext,
  tenant: Tenant,
  traceId: string,
  limits: QueryLimits,
): Promise<TraceAnalysis | undefined> {
  const spans = await withOwnIds(await traces.trace(tenant, Buffer.from(traceId, 'hex'), limits));
  return spans.length === 0 ? undefined : analyzeTrace(evaluatedTrace(spans));
}

/** 32 digits in lower case; shorter ids are padded on the left. */
function traceIdOf(text: string): string {
  if (!/^[0-9a-f]{1,32}$/i.test(text)) {
    throw new QuartetError('invalid_argument', `${JSON.stringify(text)} is no trace id: one has up to 32 hex digits`);
  }
  return text.toLowerCase().padStart(32, '0');
}
