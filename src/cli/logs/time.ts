import { ConfigError } from '../../config/config-error.js';

const NS_PER_SECOND = 1_000_000_000n;

/** A time in ns: `2026-01-31T12:00:00Z` with up to nine decimals, seconds since 1970, or nanoseconds (over ten digits). */
export function timeOf(flag: string, text: string): bigint {
  if (/^\d{1,10}$/.test(text)) return BigInt(text) * NS_PER_SECOND;
  if (/^\d{11,19}$/.test(text)) return BigInt(text);
  const [, whole, decimals = '', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/i.exec(text) ?? [];
  const ms =
    whole === undefined ? Number.NaN : Date.parse(whole.length === 10 ? whole : `${whole.replace(' ', 'T')}${zone}`);
  if (Number.isNaN(ms)) {
    throw new ConfigError(`${flag} ${text} is neither seconds since 1970 nor a time like 2026-01-31T12:00:00Z`);
  }
  return BigInt(ms) * 1_000_000n + BigInt(decimals.padEnd(9, '0'));
}

/** RFC 3339 in UTC with milliseconds, or with all nine decimals. */
export function timeText(ns: bigint, decimals: 3 | 9): string {
  const ms = ns / 1_000_000n;
  const text = new Date(Number(ms)).toISOString();
  return decimals === 3 ? text : `${text.slice(0, -1)}${String(ns - ms * 1_000_000n).padStart(6, '0')}Z`;
}
