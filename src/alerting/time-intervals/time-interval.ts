import { daysInMonth } from '../../lib/gotime/calendar.js';
import { Time } from '../../lib/gotime/time.js';
import { loadZone } from '../../lib/gotime/zone.js';

/** Both ends are of it. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * A time holds when it is within one range of every list; an empty list holds always.
 * https://prometheus.io/docs/alerting/latest/configuration/#time_interval-0
 */
export interface TimeInterval {
  /** Minutes since midnight; `to` is not of it. */
  readonly times: readonly Range[];
  /** 0 is Sunday. */
  readonly weekdays: readonly Range[];
  /** From 1; negative ones count from the month's end, -1 is its last day. */
  readonly daysOfMonth: readonly Range[];
  /** 1 to 12. */
  readonly months: readonly Range[];
  readonly years: readonly Range[];
  /** A zone of the IANA database. */
  readonly location: string;
}

/** Whether an instant (ms since 1970) is within one of the intervals, by the clocks of their places. */
export function withinIntervals(intervals: readonly TimeInterval[], ms: number): boolean {
  return intervals.some((interval) => within(interval, ms));
}

function within(interval: TimeInterval, ms: number): boolean {
  const zone = loadZone(interval.location);
  if (zone === undefined) return false;
  const clock = new Time(BigInt(Math.floor(ms)) * 1_000_000n, zone).clock();
  const minute = clock.hour * 60 + clock.minute;
  const { times, weekdays, daysOfMonth, months, years } = interval;
  return (
    holds(times, ({ from, to }) => minute >= from && minute < to) &&
    holds(weekdays, contains(clock.weekday)) &&
    holds(daysOfMonth, (range) => containsDay(range, clock.day, daysInMonth(clock.year, clock.month))) &&
    holds(months, contains(clock.month)) &&
    holds(years, contains(clock.year))
  );
}

const holds = (ranges: readonly Range[], test: (range: Range) => boolean) => ranges.length === 0 || ranges.some(test);

const contains =
  (value: number) =>
  ({ from, to }: Range) =>
    value >= from && value <= to;

/** Days beyond the month's end are those that it does not have. */
function containsDay({ from, to }: Range, day: number, days: number): boolean {
  const first = from < 0 ? days + from + 1 : from;
  const last = to < 0 ? days + to + 1 : to;
  return day >= first && day <= last;
}
