import type { FastifyInstance, FastifyReply } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { QuartetError } from '../../model/errors.js';
import type { StoredSpan } from '../../model/stored-span.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits } from '../../storage/interface.js';
import { type QueryAnswer, queryAnswer, queryAnswerText, queryError } from '../../wire/jaeger/query-answer.js';
import { traceIdText, uiTraceText } from '../../wire/jaeger/ui-trace.js';
import { acceptForms, first, parametersOf, type QueryParameters } from '../form-parameters.js';
import { queryLimits } from '../read-context.js';
import { sendText } from '../send-in-chunks.js';
import type { JaegerContext } from './context.js';
import { operationsOf, serviceNames } from './operations.js';
import { dependenciesRange, invalid, tracesRequest } from './search-parameters.js';
import { parseTraceId } from './trace-id.js';
import { findTraces, oneTrace } from './trace-search.js';

/** One request, ready to be answered. `name`: the service or the trace id of the path. */
interface JaegerRequest {
  readonly context: JaegerContext;
  readonly tenant: Tenant;
  readonly name: string;
  readonly parameters: QueryParameters;
  readonly limits: QueryLimits;
}

interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** An answer that may be long comes as its JSON in pieces. */
  readonly answer: (request: JaegerRequest) => Promise<QueryAnswer | Generator<string>>;
}

const ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: '/api/services', answer: services },
  { method: 'GET', path: '/api/services/:name/operations', answer: operationNames },
  { method: 'GET', path: '/api/operations', answer: operations },
  { method: 'GET', path: '/api/traces', answer: traces },
  { method: 'GET', path: '/api/traces/:name', answer: trace },
  { method: 'GET', path: '/api/dependencies', answer: dependencies },
  { method: 'POST', path: '/api/archive/:name', answer: archive },
];

/**
 * The HTTP API behind Jaeger's UI, which Grafana's Jaeger data source speaks too.
 * https://www.jaegertracing.io/docs/latest/architecture/apis/#internal-http-json
 */
export async function jaegerApi(app: FastifyInstance, { context }: { context: JaegerContext }): Promise<void> {
  acceptForms(app);
  app.setErrorHandler((thrown, _request, reply) => sendError(reply, thrown));
  for (const { method, path, answer } of ENDPOINTS) {
    app.route<{ Params: { name?: string } }>({
      method,
      url: path,
      handler: async (request, reply) => {
        const answered = await answer({
          context,
          tenant: context.tenantOf(request.headers),
          name: request.params.name ?? '',
          parameters: parametersOf(request),
          limits: queryLimits(context, reply),
        });
        return Symbol.iterator in answered ? sendText(reply.type(JSON_TEXT), answered) : reply.send(answered);
      },
    });
  }
}

const JSON_TEXT = 'application/json; charset=utf-8';

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  const { status, body } = queryError(error);
  if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
  return reply.code(status).send(body);
}

async function services({ context, tenant, limits }: JaegerRequest): Promise<QueryAnswer> {
  const names = await serviceNames(context, tenant, limits);
  return queryAnswer(names, names.length);
}

async function operationNames({ context, tenant, name, limits }: JaegerRequest): Promise<QueryAnswer> {
  const found = await operationsOf(context, tenant, name, '', limits);
  const names = [...new Set(found.map((operation) => operation.name))];
  return queryAnswer(names, names.length);
}

async function operations({ context, tenant, parameters, limits }: JaegerRequest): Promise<QueryAnswer> {
  const service = first(parameters, 'service') ?? '';
  if (service === '') throw invalid("parameter 'service' is required");
  const found = await operationsOf(context, tenant, service, first(parameters, 'spanKind') ?? '', limits);
  return queryAnswer(found, found.length);
}

async function traces(request: JaegerRequest): Promise<Generator<string>> {
  const { context, tenant, parameters, limits } = request;
  const asked = tracesRequest(parameters, context.now());
  if ('ids' in asked) return tracesById(request, asked.ids);
  const found: (readonly StoredSpan[])[] = [];
  for await (const spans of findTraces(context, tenant, asked.search, limits)) found.push(spans);
  return tracesText(found);
}

/** Those that are not there are told in `errors`. */
async function tracesById(
  { context, tenant, limits }: JaegerRequest,
  ids: readonly string[],
): Promise<Generator<string>> {
  const found: (readonly StoredSpan[])[] = [];
  const missing = [];
  for (const id of ids.map(parseTraceId)) {
    const spans = await oneTrace(context, tenant, id, limits);
    if (spans.length > 0) found.push(spans);
    else missing.push({ msg: NOT_FOUND, traceID: traceIdText(id) });
  }
  return tracesText(found, missing.length === 0 ? null : missing);
}

/** Each trace is made JSON of when the client has room for it. */
const tracesText = (traces: readonly (readonly StoredSpan[])[], errors: QueryAnswer['errors'] = null) =>
  queryAnswerText(traces.map(uiTraceText), errors);

const NOT_FOUND = 'trace not found';

async function trace({ context, tenant, name, limits }: JaegerRequest): Promise<Generator<string>> {
  const spans = await oneTrace(context, tenant, parseTraceId(name), limits);
  if (spans.length === 0) throw new QuartetError('not_found', NOT_FOUND);
  return tracesText([spans]);
}

async function dependencies({ context, tenant, parameters, limits }: JaegerRequest): Promise<QueryAnswer> {
  const range = dependenciesRange(parameters, context.now());
  return queryAnswer(await context.serviceCalls.serviceCalls(tenant, range, limits));
}

/** There is one store, whose retention decides. */
async function archive(): Promise<QueryAnswer> {
  throw new QuartetError('internal', 'archive span storage was not configured');
}
