import { MS_PER_DAY } from '../../model/series.js';
import type { TimeRangeMs } from '../interface.js';
import { literal } from '../sql/literal.js';
import type { DayRange } from './labels/label-set-condition.js';

/** What DateTime64 holds: 1900-01-01 to 2262-04-11, ms. The writer takes no other times. */
const FIRST = -25_567 * MS_PER_DAY;
const LAST = Math.floor(Number(2n ** 63n / 1_000_000n) / MS_PER_DAY) * MS_PER_DAY;

/** All days on which there can be rows. */
export const STORED_DAYS: DayRange = { first: FIRST / MS_PER_DAY, last: LAST / MS_PER_DAY };

const bounded = (ms: number): number => Math.min(Math.max(ms, FIRST), LAST);

/** The part of a range in which there can be rows: whole ms, both ends inclusive. */
const storedRange = ({ start, end }: TimeRangeMs): TimeRangeMs => ({
  start: bounded(Math.ceil(start)),
  end: bounded(Math.floor(end)),
});

/** The days that a range touches; of one that ends before it starts, those from its end to its start. */
export const daysOf = (range: TimeRangeMs): DayRange => {
  const { start, end } = storedRange(range);
  return {
    first: Math.floor(Math.min(start, end) / MS_PER_DAY),
    last: Math.floor(Math.max(start, end) / MS_PER_DAY),
  };
};

/** A condition on a column `ts` in ms. */
export function tsCondition(range: TimeRangeMs): string {
  const { start, end } = storedRange(range);
  const bound = (ms: number): string => `fromUnixTimestamp64Milli(${literal(BigInt(ms))})`;
  return `ts >= ${bound(start)} AND ts <= ${bound(end)}`;
}
