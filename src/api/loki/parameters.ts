import { parseGoFloat, parseGoInt } from '../../lib/go-number.js';
import { rangeLiteral } from '../../logql/duration-literal.js';
import { QuartetError } from '../../model/errors.js';
import type { TimeRangeNs } from '../../storage/interface.js';
import { first, type QueryParameters } from '../form-parameters.js';

const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;
/** The last time that the store's 64-bit nanoseconds hold; no query reaches beyond it. */
const MAX_NS = 9_223_286_400n * NS_PER_SECOND;
/** What a query reads when it does not say: the last hour. */
const DEFAULT_RANGE_MS = 3_600_000;

/**
 * A time as Loki takes it, in ns: whole numbers of up to ten digits are seconds and longer ones nanoseconds, numbers with
 * a fraction are seconds, anything else is RFC 3339.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#timestamps
 */
export function timeParameter(parameters: QueryParameters, name: string, fallback: bigint): bigint {
  const text = first(parameters, name);
  if (text === undefined || text === '') return fallback;
  const ns = parseTime(text);
  if (ns === undefined) {
    throw new QuartetError(
      'invalid_argument',
      `could not parse "${name}": ${JSON.stringify(text)} is neither a number nor a time of RFC 3339`,
    );
  }
  return ns < 0n ? 0n : ns > MAX_NS ? MAX_NS : ns;
}

function parseTime(text: string): bigint | undefined {
  if (/^-?\d{1,10}$/.test(text)) return BigInt(text) * NS_PER_SECOND;
  if (/^-?\d{1,30}$/.test(text)) return BigInt(text);
  if (/^-?\d+\.\d*$/.test(text) || /^-?\d+(\.\d*)?e\d+$/i.test(text))
    return BigInt(Math.round(Number(text) * 1000)) * NS_PER_MS;
  const date = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (date === null) return undefined;
  const ms = Date.parse(`${date[1]}${date[3]}`);
  return Number.isNaN(ms) ? undefined : BigInt(ms) * NS_PER_MS + BigInt((date[2] ?? '').padEnd(9, '0'));
}

/** `start` (inclusive) and `end` (exclusive), or `since` before `end`; without them the last hour. */
export function rangeParameters(
  parameters: QueryParameters,
  nowMs: number,
  defaultRangeMs = DEFAULT_RANGE_MS,
): TimeRangeNs {
  const end = timeParameter(parameters, 'end', BigInt(Math.floor(nowMs)) * NS_PER_MS);
  const since = first(parameters, 'since');
  const before = since === undefined ? { ms: defaultRangeMs } : rangeLiteral(since);
  if ('problem' in before)
    throw new QuartetError('invalid_argument', `could not parse 'since' parameter: ${before.problem}`);
  const start = timeParameter(parameters, 'start', end - BigInt(before.ms) * NS_PER_MS);
  if (start > end)
    throw new QuartetError('invalid_argument', 'end timestamp must not be before or equal to start time');
  return { start, end };
}

/** A duration in ms: seconds with fractions, or as in Prometheus (`1h30m`). */
export function durationParameter(parameters: QueryParameters, name: string): number | undefined {
  const text = first(parameters, name);
  if (text === undefined || text === '') return undefined;
  const seconds = parseGoFloat(text);
  const read = seconds === undefined ? rangeLiteral(text) : { ms: seconds * 1000 };
  if ('problem' in read || !Number.isFinite(read.ms)) {
    throw new QuartetError('invalid_argument', `cannot parse ${JSON.stringify(text)} to a valid duration`);
  }
  return read.ms;
}

/** Points that one series of an answer may have. */
const MAX_POINTS = 11_000;

/** The step over a range in ms; without it one that makes about 250 steps, of whole seconds. */
export function stepParameter(parameters: QueryParameters, range: TimeRangeNs): number {
  const length = Number(range.end - range.start) / 1e6;
  const step = durationParameter(parameters, 'step') ?? Math.max(1000, Math.floor(length / 250_000) * 1000);
  if (step <= 0) {
    throw new QuartetError(
      'invalid_argument',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if (length / step > MAX_POINTS) {
    throw new QuartetError(
      'invalid_argument',
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
    );
  }
  return step;
}

/** How many of something are asked for, as `limit` or under another name. */
export function limitParameter(parameters: QueryParameters, name: string, fallback: number): number {
  const text = first(parameters, name);
  if (text === undefined || text === '') return fallback;
  const read = parseGoInt(text);
  if ('problem' in read) throw new QuartetError('invalid_argument', `strconv.Atoi: ${read.problem}`);
  if (read.value <= 0) throw new QuartetError('invalid_argument', 'limit must be a positive value');
  return read.value;
}

export function directionParameter(parameters: QueryParameters): 'forward' | 'backward' {
  const text = first(parameters, 'direction') ?? '';
  const direction = text === '' ? 'backward' : text.toLowerCase();
  if (direction !== 'forward' && direction !== 'backward')
    throw new QuartetError('invalid_argument', `invalid direction '${text}'`);
  return direction;
}
