import { parseGoBool } from '../../lib/go-number.js';
import { QuartetError } from '../../model/errors.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { filterTrace, parseTraceFilter, type TraceFilter } from '../../traceql/filter-trace.js';
import type { TraceByIdResponse } from '../../wire/tempo/trace-response.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { invalid } from './parameters.js';
import type { TempoRequest } from './request.js';
import { withOwnIds } from './shared-ids.js';
import { parseTraceId } from './trace-id.js';

/** `GET /api/traces/{id}`: the trace itself; 404 with no body when there is none. https://grafana.com/docs/tempo/latest/api_docs/#query */
export async function traceV1(request: TempoRequest): Promise<TraceByIdResponse> {
  const spans = await wholeTrace(request);
  if (spans.length === 0) throw new QuartetError('not_found', '');
  return { spans };
}

/**
 * `GET /api/v2/traces/{id}`: the trace within an envelope that is there even when the trace is not; only spans that meet
 * `q`, where it is given. https://grafana.com/docs/tempo/latest/api_docs/#query-v2
 */
export async function traceV2(request: TempoRequest): Promise<TraceByIdResponse> {
  const filter = traceFilter(request.parameters);
  const spans = await wholeTrace(request);
  if (filter === undefined) return { spans };
  const kept = await filterTrace(spans, filter);
  if (kept.length === spans.length) return { spans };
  return {
    spans: kept,
    status: 'PARTIAL',
    message: 'Trace filtered, only a subset of spans matching the filter is returned',
  };
}

async function wholeTrace({ context, tenant, parameters, limits, name }: TempoRequest): Promise<readonly StoredSpan[]> {
  const id = parseTraceId(name);
  checkRange(parameters);
  return withOwnIds(await context.traces.trace(tenant, id, limits));
}

/** In seconds. A trace is found whatever its time is; they are only a help where traces lie in blocks of time. */
function checkRange(parameters: QueryParameters): void {
  const start = integerParameter(parameters, 'start', 'invalid start');
  const end = integerParameter(parameters, 'end', 'invalid end');
  if (start !== undefined && end !== undefined && start >= end) {
    throw invalid(`http parameter start must be before end. received start=${start} end=${end}`);
  }
}

function traceFilter(parameters: QueryParameters): TraceFilter | undefined {
  const query = first(parameters, 'q') ?? '';
  const matchDepth = depthParameter(parameters, 'match_depth') ?? 0;
  const ancestorDepth = depthParameter(parameters, 'ancestor_depth') ?? -1;
  const keepHierarchy = parseGoBool(first(parameters, 'keep_hierarchy') ?? 'false') ?? false;
  if (query.trim() === '') return undefined;
  return { spans: parseTraceFilter(query), matchDepth, ancestorDepth: keepHierarchy ? ancestorDepth : 0 };
}

/** Levels of the tree; -1 is all of them. */
function depthParameter(parameters: QueryParameters, name: string): number | undefined {
  const depth = integerParameter(parameters, name, `invalid value for ${name}`);
  if (depth !== undefined && depth < -1) throw invalid(`invalid value for ${name}: must be >= -1`);
  return depth;
}

function integerParameter(parameters: QueryParameters, name: string, prefix: string): number | undefined {
  const text = first(parameters, name) ?? '';
  if (text === '') return undefined;
  if (/^[+-]?\d{1,15}$/.test(text)) return Number(text);
  throw invalid(`${prefix}: strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}
