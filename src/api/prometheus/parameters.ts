import { parseGoFloat, parseGoInt } from '../../lib/go-number.js';
import { QuartetError } from '../../model/errors.js';
import { first, type QueryParameters } from '../form-parameters.js';

/**
 * The first and last time that a query may name, ms: what the store's days hold. Times beyond are moved there, where no
 * sample is.
 */
export const MIN_TIME = -2_208_988_800_000;
export const MAX_TIME = 9_223_286_400_000;

export const badData = (message: string): QuartetError => new QuartetError('invalid_argument', message);

export const invalidParameter = (name: string, message: string): QuartetError =>
  badData(`invalid parameter ${JSON.stringify(name)}: ${message}`);

/** What Prometheus prints as its first and last time: https://prometheus.io/docs/prometheus/latest/querying/api/ */
const NAMED_TIMES: Readonly<Record<string, number>> = {
  '-292273086-05-16T16:47:06Z': MIN_TIME,
  '292277025-08-18T07:12:54.999999999Z': MAX_TIME,
};

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Seconds since 1970 with fractions, or RFC 3339; ms. Undefined for another text. */
function parseTime(text: string): number | undefined {
  const seconds = parseGoFloat(text);
  if (seconds !== undefined) return within(msOfSeconds(seconds));
  if (Object.hasOwn(NAMED_TIMES, text)) return NAMED_TIMES[text];
  const ms = RFC3339.test(text) ? dateMs(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : within(ms);
}

/** The fraction is rounded to ms by itself, as Prometheus does: next to 1.8e9 a double has no more digits. */
function msOfSeconds(seconds: number): number {
  if (!Number.isFinite(seconds)) return seconds > 0 ? MAX_TIME : MIN_TIME;
  const whole = Math.trunc(seconds);
  return whole * 1000 + Math.round((seconds - whole) * 1000);
}

/** Date.parse rolls 31 February over to March; a time that does not come back as it was is none. */
function dateMs(text: string): number {
  const ms = Date.parse(text.replace(',', '.').replace(/(\.\d{3})\d+/, '$1'));
  const local = Date.parse(`${text.slice(0, 19)}Z`);
  return !Number.isNaN(local) && new Date(local).toISOString().slice(0, 19) === text.slice(0, 19) ? ms : Number.NaN;
}

const within = (ms: number): number => Math.min(Math.max(ms, MIN_TIME), MAX_TIME);

/** A time that must be there. */
export function requiredTime(parameters: QueryParameters, name: string): number {
  const text = first(parameters, name) ?? '';
  const ms = parseTime(text);
  if (ms === undefined) throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  return ms;
}

/** A time that may be left out. */
export function optionalTime(parameters: QueryParameters, name: string, fallback: number): number {
  const text = first(parameters, name) ?? '';
  if (text === '') return fallback;
  const ms = parseTime(text);
  if (ms !== undefined) return ms;
  const problem = `cannot parse ${JSON.stringify(text)} to a valid timestamp`;
  throw invalidParameter(name, `invalid time value for '${name}': ${problem}`);
}

const UNITS_MS = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1] as const;
const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
/** 64 bits of ns, in ms. */
const MAX_DURATION = 2 ** 63 / 1e6;

/** Seconds with fractions, or Prometheus' form (`1h30m`); ms. Throws a text that says what is wrong. */
export function parseDuration(text: string): number {
  const seconds = parseGoFloat(text);
  if (seconds !== undefined) {
    if (Math.abs(seconds) * 1000 > MAX_DURATION)
      throw badData(`cannot parse ${JSON.stringify(text)} to a valid duration. It overflows int64`);
    return seconds * 1000;
  }
  const parts = text === '' ? null : DURATION.exec(text);
  const ms = parts?.slice(1).reduce((sum, count, i) => sum + Number(count ?? 0) * UNITS_MS[i]!, 0);
  if (ms === undefined || ms > MAX_DURATION) throw badData(`cannot parse ${JSON.stringify(text)} to a valid duration`);
  return ms;
}

/** `limit`: how many items an answer may have. 0, the default, is all of them. */
export function limitParameter(parameters: QueryParameters): number {
  const text = first(parameters, 'limit') ?? '';
  if (text === '') return 0;
  const limit = parseGoInt(text);
  if ('problem' in limit) throw invalidParameter('limit', `strconv.Atoi: ${limit.problem}`);
  if (limit.value < 0) throw invalidParameter('limit', 'limit must be non-negative');
  return limit.value;
}

export const TRUNCATED = 'results truncated due to limit';

/** The first `limit` items, and the warning that there were more. */
export function truncated<T>(items: readonly T[], limit: number): { items: readonly T[]; warnings: string[] } {
  if (limit === 0 || items.length <= limit) return { items, warnings: [] };
  return { items: items.slice(0, limit), warnings: [TRUNCATED] };
}
