import type { FastifyInstance, FastifyReply } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import type { StoredSpan } from '../../model/stored-span.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits } from '../../storage/interface.js';
import { gatewayError } from '../../wire/jaeger/query-answer.js';
import { type TraceSummary, traceSummariesJson } from '../../wire/jaeger/trace-summary.js';
import { toOtlpError } from '../../wire/otlp/errors.js';
import { OTLP_FORM } from '../../wire/otlp/traces-encode.js';
import { resourceSpansText } from '../../wire/tempo/resource-spans-text.js';
import { acceptForms, first, parametersOf } from '../form-parameters.js';
import { queryLimits } from '../read-context.js';
import { sendText } from '../send-in-chunks.js';
import type { JaegerContext } from './context.js';
import { operationsOf, serviceNames } from './operations.js';
import { invalid } from './search-parameters.js';
import { parseTraceId } from './trace-id.js';
import { findTraces, oneTrace, type TraceQuery } from './trace-search.js';
import { SUMMARY_COLUMNS, traceSummary } from './trace-summary.js';
import { queryOfBody, queryOfUrl, timeOf } from './v3-parameters.js';
import { traceNotFound, v3Query } from './v3-query.js';

/**
 * Jaeger's `api_v3` over HTTP: traces as OTLP in JSON, within `result`.
 * https://www.jaegertracing.io/docs/latest/architecture/apis/#query-json-over-http
 */
export async function jaegerV3Api(app: FastifyInstance, { context }: { context: JaegerContext }): Promise<void> {
  acceptForms(app);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, json, done) => done(null, { json }));
  app.setErrorHandler((thrown, _request, reply) => {
    const error = requestError(thrown);
    const { status, body } = gatewayError(error, (known) => toOtlpError(known).grpcCode);
    if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
    return reply.code(status).send(body);
  });
  app.get('/api/v3/services', async (request, reply) => {
    const tenant = context.tenantOf(request.headers);
    return { services: await serviceNames(context, tenant, queryLimits(context, reply)) };
  });
  app.get('/api/v3/operations', async (request, reply) => {
    const tenant = context.tenantOf(request.headers);
    const parameters = parametersOf(request);
    const service = first(parameters, 'service') ?? '';
    if (service === '') throw invalid("malformed parameter 'service': parameter is required");
    const kind = first(parameters, 'span_kind') ?? '';
    return { operations: await operationsOf(context, tenant, service, kind, queryLimits(context, reply)) };
  });
  app.get('/api/v3/dependencies', async (request, reply) => {
    const tenant = context.tenantOf(request.headers);
    const parameters = parametersOf(request);
    const [start, end] = ['start_time', 'end_time'].map((name) => timeOf(name, first(parameters, name) ?? ''));
    if (start === undefined || end === undefined) throw invalid("'start_time' and 'end_time' are required");
    const limits = queryLimits(context, reply);
    return { dependencies: await context.serviceCalls.serviceCalls(tenant, { start, end }, limits) };
  });
  const search = (url: string, answer: (found: Search, reply: FastifyReply) => Promise<FastifyReply | object>) =>
    app.route({
      method: ['GET', 'POST'],
      url,
      handler: async (request, reply) => {
        const { body } = request as { body?: { json?: string } | string };
        const json = typeof body === 'object' ? body?.json : undefined;
        const query = v3Query(json === undefined ? queryOfUrl(parametersOf(request)) : queryOfBody(json));
        return answer({ query, tenant: context.tenantOf(request.headers), limits: queryLimits(context, reply) }, reply);
      },
    });
  search('/api/v3/traces', async ({ tenant, query, limits }, reply) => {
    const spans: StoredSpan[] = [];
    for await (const trace of findTraces(context, tenant, query, limits)) for (const span of trace) spans.push(span);
    if (spans.length === 0) throw traceNotFound();
    return sendText(reply.type(JSON_TEXT), otlpResult(spans));
  });
  search('/api/v3/trace-summaries', async ({ tenant, query, limits }) => {
    const summaries: TraceSummary[] = [];
    for await (const spans of findTraces(context, tenant, query, limits, SUMMARY_COLUMNS)) {
      summaries.push(await traceSummary(spans));
    }
    return traceSummariesJson(summaries);
  });
  app.get<{ Params: { id: string } }>('/api/v3/traces/:id', async (request, reply) => {
    const tenant = context.tenantOf(request.headers);
    const spans = await oneTrace(context, tenant, parseTraceId(request.params.id), queryLimits(context, reply));
    if (spans.length === 0) throw traceNotFound();
    return sendText(reply.type(JSON_TEXT), otlpResult(spans));
  });
}

/** A search for traces, as a URL or a body asks for it. */
interface Search {
  readonly query: TraceQuery;
  readonly tenant: Tenant;
  readonly limits: QueryLimits;
}

const JSON_TEXT = 'application/json; charset=utf-8';

function* otlpResult(spans: readonly StoredSpan[]): Generator<string> {
  yield '{"result":{"resourceSpans":';
  yield* resourceSpansText(spans, { form: OTLP_FORM });
  yield '}}';
}
