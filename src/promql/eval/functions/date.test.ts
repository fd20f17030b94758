import { describe, expect, it } from 'vitest';
import { HISTOGRAM_OF_ONE, seriesOf, shown, vectorOf } from '../../../../test/support/promql-call.js';
import { DATE_FUNCTIONS } from './date.js';

const PARTS = [
  'year',
  'month',
  'day_of_month',
  'hour',
  'minute',
  'day_of_week',
  'day_of_year',
  'days_in_month',
] as const;

const seconds = (iso: string): number => Date.parse(iso) / 1000;

describe('parts of a date', () => {
  it.each([
    [seconds('1969-12-31T23:59:59Z'), [1969, 12, 31, 23, 59, 3, 365, 31]],
    [0, [1970, 1, 1, 0, 0, 4, 1, 31]],
    [-0.9, [1970, 1, 1, 0, 0, 4, 1, 31]],
    [-1.5, [1969, 12, 31, 23, 59, 3, 365, 31]],
    [seconds('2000-02-29T12:34:56.9Z'), [2000, 2, 29, 12, 34, 2, 60, 29]],
    [seconds('2024-12-31T23:59:59Z'), [2024, 12, 31, 23, 59, 2, 366, 31]],
    [seconds('1900-02-10T05:06:07Z'), [1900, 2, 10, 5, 6, 6, 41, 28]],
    [1e12, [33658, 9, 27, 1, 46, 5, 270, 30]],
    // What 64 bits do not hold is the smallest number that they hold.
    [Number.NaN, [-292277022657, 1, 27, 8, 29, 0, 27, 31]],
    [Number.POSITIVE_INFINITY, [-292277022657, 1, 27, 8, 29, 0, 27, 31]],
  ])('%d', async (value, expected) => {
    const parts = await Promise.all(
      PARTS.map((part) => vectorOf(DATE_FUNCTIONS, part, [[seriesOf({ __name__: 'm', a: '1' }, value)]])),
    );
    expect(parts.map(([series]) => series!.values[0])).toEqual(expected);
  });

  it('of the step where there is no argument', async () => {
    const grid = { start: seconds('2026-11-20T10:59:00Z') * 1000, step: 60_000, count: 2 };
    expect(shown(await vectorOf(DATE_FUNCTIONS, 'hour', [], { grid }))).toEqual([[{}, 10, 11]]);
  });

  it('lose the metric name, and fail where series are told apart by nothing else', async () => {
    const all = () => [seriesOf({ __name__: 'a' }, 0), seriesOf({ __name__: 'b' }, 0)];
    expect(shown(await vectorOf(DATE_FUNCTIONS, 'year', [all().slice(1)]))).toEqual([[{}, 1970]]);
    await expect(vectorOf(DATE_FUNCTIONS, 'year', [all()])).rejects.toThrow('same labelset');
  });

  it('are not those of histograms', async () => {
    expect(shown(await vectorOf(DATE_FUNCTIONS, 'year', [[seriesOf({}, HISTOGRAM_OF_ONE)]]))).toEqual([
      [{}, undefined],
    ]);
  });
});
