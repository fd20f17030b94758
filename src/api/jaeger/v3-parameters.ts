import { readGoDuration } from '../../lib/go-duration.js';
import { emptyTraceQuery, type TraceQueryMessage } from '../../wire/jaeger/api-v3.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { invalid, stringMap } from './search-parameters.js';

/** Where a value of a query comes from: a URL's parameters, or the fields of a body's message. */
type Source = (field: string) => string | undefined;

/**
 * The query of a URL, whose parameters are called as the fields of the message: `query.service_name`, or
 * `query.serviceName`. Times are RFC 3339, durations Go's, attributes a JSON object of texts.
 */
export const queryOfUrl = (parameters: QueryParameters): TraceQueryMessage =>
  queryOf((field) => first(parameters, `query.${field}`) ?? first(parameters, `query.${camelCase(field)}`));

/**
 * The query of a body: `{"query": {…}}` in protobuf's JSON, of which names may be written both ways.
 * https://protobuf.dev/programming-guides/json/
 */
export function queryOfBody(json: string): TraceQueryMessage {
  const query = fieldOf(parsed(json), 'query') ?? {};
  if (typeof query !== 'object') throw invalid('malformed body: query is no object');
  return queryOf((field) => {
    const value = fieldOf(query, field) ?? fieldOf(query, camelCase(field));
    if (value === undefined) return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw invalid(`malformed body: ${(error as Error).message}`);
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? ((value as Readonly<Record<string, unknown>>)[name] ?? undefined)
    : undefined;

const camelCase = (field: string): string => field.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

function queryOf(source: Source): TraceQueryMessage {
  const text = (field: string): string => source(field) ?? '';
  // A structured filter narrows the answer: passed over, it would give more than was asked for.
  if (text('filter') !== '') throw invalid('structured filters are not supported');
  const attributes = text('attributes');
  const limit = text('search_depth') || text('num_traces');
  if (!/^-?\d{0,9}$/.test(limit)) throw invalid(`malformed parameter 'query.search_depth': ${JSON.stringify(limit)}`);
  return {
    ...emptyTraceQuery(),
    service: text('service_name'),
    operation: text('operation_name'),
    tags: new Map(attributes === '' ? [] : Object.entries(stringMap(attributes, 'query.attributes'))),
    start: timeOf('query.start_time_min', text('start_time_min')),
    end: timeOf('query.start_time_max', text('start_time_max')),
    minDuration: durationOf('query.duration_min', text('duration_min')),
    maxDuration: durationOf('query.duration_max', text('duration_max')),
    limit: Number(limit),
  };
}

const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/i;

/** ns since 1970; undefined where nothing is given. */
export function timeOf(name: string, text: string): bigint | undefined {
  if (text === '') return undefined;
  const [, seconds = '', decimals = '', zone = ''] = RFC3339.exec(text) ?? [];
  const ms = Date.parse(seconds + zone);
  if (Number.isNaN(ms)) throw invalid(`malformed parameter '${name}': ${JSON.stringify(text)} is no time of RFC 3339`);
  return BigInt(ms) * 1_000_000n + BigInt(decimals.padEnd(9, '0'));
}

function durationOf(name: string, text: string): bigint | undefined {
  if (text === '') return undefined;
  const read = readGoDuration(text);
  if ('problem' in read) throw invalid(`malformed parameter '${name}': ${read.problem}`);
  return BigInt(Math.round(read.value));
}
