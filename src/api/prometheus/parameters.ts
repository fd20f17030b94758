import { parseDuration } from '../../lib/duration.js';
import { QuartetError } from '../../model/errors.js';
import { parse } from '../../promql/parser.js';
import type { LabelMatcher, TimeRangeMs } from '../../storage/interface.js';
import { first, type QueryParameters } from '../form-parameters.js';

/** The first and last time that a query may name, ms: what the store's days hold. */
const MIN_TIME = -2_208_988_800_000;
const MAX_TIME = 9_223_286_400_000;

const invalid = (name: string, message: string): QuartetError =>
  new QuartetError('invalid_argument', `invalid parameter ${JSON.stringify(name)}: ${message}`);

/** A time as Prometheus takes it: seconds since 1970 with fractions, or RFC 3339. In ms; `fallback` when absent. */
export function timeParameter(parameters: QueryParameters, name: string, fallback: number): number {
  const text = first(parameters, name);
  if (text === undefined || text === '') return fallback;
  const seconds = Number(text);
  const ms = Number.isNaN(seconds)
    ? /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/.test(text)
      ? Date.parse(text)
      : Number.NaN
    : Math.round(seconds * 1000);
  if (Number.isNaN(ms)) throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  return Math.min(Math.max(ms, MIN_TIME), MAX_TIME);
}

/** A positive duration: seconds with fractions, or Prometheus' form (`1h30m`). In ms. */
export function durationParameter(parameters: QueryParameters, name: string): number | undefined {
  const text = first(parameters, name);
  if (text === undefined || text === '') return undefined;
  const seconds = Number(text);
  const ms = Number.isNaN(seconds) ? parseDuration(text) : seconds * 1000;
  if (ms === undefined || !Number.isFinite(ms))
    throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
  return ms;
}

export function requiredParameter(parameters: QueryParameters, name: string): string {
  return first(parameters, name) ?? '';
}

/** `start` and `end` of label calls; without them the last day. */
export function rangeParameters(parameters: QueryParameters, now: number): TimeRangeMs {
  return { start: timeParameter(parameters, 'start', now - 86_400_000), end: timeParameter(parameters, 'end', now) };
}

/** The selectors of `match[]`, each a list of matchers. */
export function matchParameters(parameters: QueryParameters): (readonly LabelMatcher[])[] {
  return (parameters.get('match[]') ?? []).map((query) => {
    try {
      return parse(query).matchers;
    } catch (error) {
      throw error instanceof QuartetError
        ? new QuartetError(error.code, `invalid parameter "match[]": ${error.message}`)
        : error;
    }
  });
}
