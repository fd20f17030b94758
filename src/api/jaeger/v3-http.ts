import type { FastifyInstance } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { readGoDuration } from '../../lib/go-duration.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { emptyTraceQuery, type TraceQueryMessage } from '../../wire/jaeger/api-v3.js';
import { gatewayError } from '../../wire/jaeger/query-answer.js';
import { toOtlpError } from '../../wire/otlp/errors.js';
import { OTLP_FORM } from '../../wire/otlp/traces-encode.js';
import { resourceSpansText } from '../../wire/tempo/resource-spans-text.js';
import { acceptForms, first, parametersOf, type QueryParameters } from '../form-parameters.js';
import { queryLimits } from '../read-context.js';
import { sendText } from '../send-in-chunks.js';
import type { JaegerContext } from './context.js';
import { operationsOf, serviceNames } from './operations.js';
import { invalid, stringMap } from './search-parameters.js';
import { parseTraceId } from './trace-id.js';
import { findTraces, oneTrace } from './trace-search.js';
import { traceNotFound, v3Query } from './v3-query.js';

/**
 * Jaeger's `api_v3` over HTTP: traces as OTLP in JSON, within `result`.
 * https://www.jaegertracing.io/docs/latest/architecture/apis/#query-json-over-http
 */
export async function jaegerV3Api(app: FastifyInstance, { context }: { context: JaegerContext }): Promise<void> {
  acceptForms(app);
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
    const [start, end] = [time(parameters, 'start_time'), time(parameters, 'end_time')];
    if (start === undefined || end === undefined) throw invalid("'start_time' and 'end_time' are required");
    const limits = queryLimits(context, reply);
    return { dependencies: await context.serviceCalls.serviceCalls(tenant, { start, end }, limits) };
  });
  app.get('/api/v3/traces', async (request, reply) => {
    const tenant = context.tenantOf(request.headers);
    const query = v3Query(queryOf(parametersOf(request)));
    const spans: StoredSpan[] = [];
    for await (const trace of findTraces(context, tenant, query, queryLimits(context, reply))) {
      for (const span of trace) spans.push(span);
    }
    if (spans.length === 0) throw traceNotFound();
    return sendText(reply.type(JSON_TEXT), otlpResult(spans));
  });
  app.get<{ Params: { id: string } }>('/api/v3/traces/:id', async (request, reply) => {
    const tenant = context.tenantOf(request.headers);
    const spans = await oneTrace(context, tenant, parseTraceId(request.params.id), queryLimits(context, reply));
    if (spans.length === 0) throw traceNotFound();
    return sendText(reply.type(JSON_TEXT), otlpResult(spans));
  });
}

const JSON_TEXT = 'application/json; charset=utf-8';

function* otlpResult(spans: readonly StoredSpan[]): Generator<string> {
  yield '{"result":{"resourceSpans":';
  yield* resourceSpansText(spans, { form: OTLP_FORM });
  yield '}}';
}

/** Parameters are called as the fields of the message: `query.service_name`. Times are RFC 3339, durations Go's. */
function queryOf(parameters: QueryParameters): TraceQueryMessage {
  const attributes = first(parameters, 'query.attributes') ?? '';
  const limit = first(parameters, 'query.search_depth') ?? first(parameters, 'query.num_traces') ?? '';
  if (!/^-?\d{0,9}$/.test(limit)) throw invalid(`malformed parameter 'query.search_depth': ${JSON.stringify(limit)}`);
  return {
    ...emptyTraceQuery(),
    service: first(parameters, 'query.service_name') ?? '',
    operation: first(parameters, 'query.operation_name') ?? '',
    tags: new Map(attributes === '' ? [] : Object.entries(stringMap(attributes, 'query.attributes'))),
    start: time(parameters, 'query.start_time_min'),
    end: time(parameters, 'query.start_time_max'),
    minDuration: duration(parameters, 'query.duration_min'),
    maxDuration: duration(parameters, 'query.duration_max'),
    limit: Number(limit),
  };
}

const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/i;

/** ns since 1970. */
function time(parameters: QueryParameters, name: string): bigint | undefined {
  const text = first(parameters, name) ?? '';
  if (text === '') return undefined;
  const [, seconds = '', decimals = '', zone = ''] = RFC3339.exec(text) ?? [];
  const ms = Date.parse(seconds + zone);
  if (Number.isNaN(ms)) throw invalid(`malformed parameter '${name}': ${JSON.stringify(text)} is no time of RFC 3339`);
  return BigInt(ms) * 1_000_000n + BigInt(decimals.padEnd(9, '0'));
}

function duration(parameters: QueryParameters, name: string): bigint | undefined {
  const text = first(parameters, name) ?? '';
  if (text === '') return undefined;
  const read = readGoDuration(text);
  if ('problem' in read) throw invalid(`malformed parameter '${name}': ${read.problem}`);
  return BigInt(Math.round(read.value));
}
