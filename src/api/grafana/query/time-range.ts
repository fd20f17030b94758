import { DashboardsError } from '../../../dashboards/errors.js';

const MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The furthest that a date may be from 1970, ms. */
const MAX_TIME = 8.64e15;

/** ms since 1970, both ends included. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A time as Grafana's clients name it: ms since 1970, RFC 3339, or relative to now such as `now-6h`, `now-1d/d` or
 * `now+30m`; `/d` goes to the beginning of the day (UTC), or to its end where `isEnd`.
 * https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#time-units-and-relative-ranges
 */
export function readTime(text: string, nowMs: number, isEnd = false): number {
  if (/^-?\d{1,16}$/.test(text)) return Number(text);
  const relative = /^now((?:[+-]\d{1,9}[smhdwMyQ])*)(?:\/([smhdwMyQ]))?$/.exec(text);
  if (relative === null) {
    const ms = Date.parse(text);
    if (Number.isNaN(ms)) throw new DashboardsError('bad_request', `${JSON.stringify(text)} is no time`);
    return ms;
  }
  let ms = nowMs;
  for (const [, sign, count, unit] of relative[1]!.matchAll(/([+-])(\d+)([smhdwMyQ])/g)) {
    ms = moved(ms, unit!, Number(count) * (sign === '-' ? -1 : 1));
  }
  const rounding = relative[2];
  if (rounding === undefined) return ms;
  const start = startOf(ms, rounding);
  return isEnd ? moved(start, rounding, 1) - 1 : start;
}

/** Throws `bad_request` where the ends are no times or in the wrong order. */
export function readRange(from: string, to: string, nowMs: number): TimeRange {
  const range = { from: readTime(from, nowMs), to: readTime(to, nowMs, true) };
  if (Math.abs(range.from) > MAX_TIME || Math.abs(range.to) > MAX_TIME || Number.isNaN(range.from + range.to)) {
    throw new DashboardsError('bad_request', 'the range lies beyond all time');
  }
  if (range.to < range.from) throw new DashboardsError('bad_request', 'the range ends before it begins');
  return range;
}

/** Months in those units that have no fixed length. */
const MONTHS: Readonly<Record<string, number>> = { M: 1, Q: 3, y: 12 };

function moved(ms: number, unit: string, count: number): number {
  const months = MONTHS[unit];
  if (months === undefined) return ms + count * MS[unit]!;
  const date = new Date(ms);
  date.setUTCMonth(date.getUTCMonth() + count * months);
  return date.getTime();
}

function startOf(ms: number, unit: string): number {
  const date = new Date(ms);
  const months = MONTHS[unit];
  if (months !== undefined) {
    const month = date.getUTCMonth();
    return Date.UTC(date.getUTCFullYear(), month - (month % months));
  }
  if (unit !== 'w') return Math.floor(ms / MS[unit]!) * MS[unit]!;
  // Weeks begin on Mondays; 1970 began on a Thursday.
  const shift = 3 * MS.d!;
  return Math.floor((ms + shift) / MS.w!) * MS.w! - shift;
}
