import { readGoDuration } from '../../lib/go-duration.js';
import { QuartetError } from '../../model/errors.js';
import { first, type QueryParameters } from '../form-parameters.js';
import type { TraceQuery } from './trace-search.js';

const NS_PER_US = 1_000n;
const NS_PER_MS = 1_000_000n;
const DEFAULT_LIMIT = 100;
/** What a search without a range looks at, and what `/api/dependencies` does without `lookback`, ms. */
const DEFAULT_LOOKBACK = 2 * 86_400_000;
const DEFAULT_DEPENDENCIES_LOOKBACK = 86_400_000;

export const invalid = (message: string): QuartetError => new QuartetError('invalid_argument', message);

/** What `GET /api/traces` asks for: traces by their ids, or those that a search finds. */
export type TracesRequest = { readonly ids: readonly string[] } | { readonly search: TraceQuery };

/**
 * The parameters of a search, times in µs. Where `traceID` is given nothing else counts.
 * https://www.jaegertracing.io/docs/latest/architecture/apis/#internal-http-json
 */
export function tracesRequest(parameters: QueryParameters, nowMs: number): TracesRequest {
  const end = integer(parameters, 'end');
  const start = integer(parameters, 'start');
  const minDuration = duration(parameters, 'minDuration');
  const maxDuration = duration(parameters, 'maxDuration');
  const limit = integer(parameters, 'limit');
  const tags = tagsOf(parameters);
  const ids = parameters.get('traceID') ?? [];
  const service = first(parameters, 'service') ?? '';
  if (ids.length > 0) return { ids };
  if (service === '') throw invalid("parameter 'service' is required");
  if (limit !== undefined && limit < 0n) throw invalid("parameter 'limit' must not be negative");
  if (minDuration !== undefined && maxDuration !== undefined && minDuration > maxDuration) {
    throw invalid("'maxDuration' should be greater than 'minDuration'");
  }
  const now = BigInt(Math.ceil(nowMs)) * NS_PER_MS;
  return {
    search: {
      service,
      operation: first(parameters, 'operation') ?? '',
      tags,
      minDuration,
      maxDuration,
      range: {
        start: start === undefined ? now - lookbackOf(parameters) : start * NS_PER_US,
        end: end === undefined ? now : end * NS_PER_US,
      },
      limit: Number(limit ?? 0n) || DEFAULT_LIMIT,
    },
  };
}

/** The range of `GET /api/dependencies`: `endTs` and `lookback` in ms. */
export function dependenciesRange(parameters: QueryParameters, nowMs: number): { start: bigint; end: bigint } {
  const end = integer(parameters, 'endTs') ?? BigInt(Math.ceil(nowMs));
  const lookback = integer(parameters, 'lookback') ?? BigInt(DEFAULT_DEPENDENCIES_LOOKBACK);
  if (lookback < 0n) throw invalid("parameter 'lookback' must not be negative");
  return { start: (end - lookback) * NS_PER_MS, end: end * NS_PER_MS + 1n };
}

/** The UI sends `lookback` (`1h`, `2d`, `custom`) beside `start` and `end`; by itself it counts from now. */
function lookbackOf(parameters: QueryParameters): bigint {
  const text = first(parameters, 'lookback') ?? '';
  const days = /^(\d{1,4})d$/.exec(text);
  const read = readGoDuration(days === null ? text : `${Number(days[1]) * 24}h`);
  return 'value' in read && read.value > 0 ? BigInt(read.value) : BigInt(DEFAULT_LOOKBACK) * NS_PER_MS;
}

function integer(parameters: QueryParameters, name: string): bigint | undefined {
  const text = first(parameters, name) ?? '';
  if (text === '') return undefined;
  if (/^[+-]?\d{1,18}$/.test(text)) return BigInt(text.replace('+', ''));
  throw invalid(
    `unable to parse param '${name}': strconv.ParseInt: parsing ${JSON.stringify(text)}: ${/^[+-]?\d+$/.test(text) ? 'value out of range' : 'invalid syntax'}`,
  );
}

/** ns. */
function duration(parameters: QueryParameters, name: string): bigint | undefined {
  const text = first(parameters, name) ?? '';
  if (text === '') return undefined;
  const read = readGoDuration(text);
  if ('problem' in read) throw invalid(`unable to parse param '${name}': ${read.problem}`);
  return BigInt(Math.round(read.value));
}

/** `tag=key:value`, each its own, and `tags={"key":"value"}`. */
function tagsOf(parameters: QueryParameters): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const tag of parameters.get('tag') ?? []) {
    const colon = tag.indexOf(':');
    if (colon < 0) throw invalid(`malformed 'tag' parameter, expecting key:value, received: ${tag}`);
    tags.set(tag.slice(0, colon), tag.slice(colon + 1));
  }
  for (const text of parameters.get('tags') ?? []) {
    for (const [key, value] of Object.entries(stringMap(text, 'tags'))) tags.set(key, value);
  }
  return tags;
}

/** A JSON object whose values are all texts. */
export function stringMap(text: string, name: string): Readonly<Record<string, string>> {
  const refused = (reason: string) => invalid(`malformed '${name}' parameter, cannot unmarshal JSON: ${reason}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw refused((error as Error).message);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw refused('expected an object');
  for (const [key, value] of Object.entries(parsed)) {
    if (typeof value !== 'string') throw refused(`the value of ${JSON.stringify(key)} is no string`);
  }
  return parsed as Readonly<Record<string, string>>;
}
