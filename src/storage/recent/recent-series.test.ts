import { describe, expect, it } from 'vitest';
import { STALE_NAN } from '../../model/samples.js';
import { RecentSeries } from './recent-series.js';

type Sample = readonly [ms: number, value: number];

function series(samples: readonly Sample[], keepFrom = 0): RecentSeries {
  const made = new RecentSeries(Number.NEGATIVE_INFINITY);
  for (const [ms, value] of samples) made.append(ms, value, 0, keepFrom);
  return made;
}

/** Times and low words of the values. */
function between(from: RecentSeries, start: number, end: number): unknown {
  const run = from.between({ start, end });
  if (run === undefined) return 'store';
  const words = new Uint32Array(run.values.slice().buffer);
  return Array.from(run.ts, (ms, i) => [ms, words[i * 2]]);
}

const many = (count: number): Sample[] => Array.from({ length: count }, (_, i) => [i, i]);

describe('RecentSeries', () => {
  it.each<[string, Sample[], [number, number], unknown]>([
    ['nothing', [], [0, 9], []],
    [
      'both ends of a range',
      [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
      ],
      [2, 3],
      [
        [2, 2],
        [3, 3],
      ],
    ],
    [
      'a range of fractions',
      [
        [1, 1],
        [2, 2],
      ],
      [0.5, 1.5],
      [[1, 1]],
    ],
    ['a range before, behind and backwards', [[5, 1]], [9, 1], []],
    [
      'what came late',
      [
        [3, 3],
        [1, 1],
        [2, 2],
      ],
      [0, 9],
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    ],
    [
      'what came twice, at once',
      [
        [1, 1],
        [1, 1],
        [2, 2],
      ],
      [0, 9],
      [
        [1, 1],
        [2, 2],
      ],
    ],
    [
      'what came twice, later',
      [
        [1, 1],
        [2, 2],
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      [0, 9],
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    ],
    [
      'not which of two at one time counts',
      [
        [1, 1],
        [2, 2],
        [2, 5],
        [3, 3],
      ],
      [0, 9],
      'store',
    ],
    [
      'what is behind two at one time',
      [
        [1, 1],
        [2, 2],
        [2, 5],
        [3, 3],
      ],
      [3, 9],
      [[3, 3]],
    ],
    [
      'not two at one time again',
      [
        [2, 2],
        [2, 5],
        [2, 2],
        [2, 5],
      ],
      [2, 2],
      'store',
    ],
    [
      'times before 1970',
      [
        [-2, 1],
        [-1, 2],
      ],
      [-1, 0],
      [[-1, 2]],
    ],
  ])('tells %s', (_, samples, [start, end], expected) => {
    expect(between(series(samples), start, end)).toEqual(expected);
  });

  it('keeps the bits of values', () => {
    const made = new RecentSeries(0);
    made.append(1, STALE_NAN.low, STALE_NAN.high, 0);
    for (const [ms] of many(40)) made.append(ms + 2, ms, 0, 0);
    made.append(0, 7, 0, 0);
    const { values } = made.between({ start: 1, end: 1 })!;
    expect([...new Uint32Array(values.slice().buffer)]).toEqual([STALE_NAN.low, STALE_NAN.high]);
  });

  it('leaves what it gave as it was', () => {
    const made = series(many(20));
    const given = made.between({ start: 0, end: 99 })!;
    for (const [ms] of many(100)) made.append(100 - ms, 5, 5, 0);
    made.between({ start: 50, end: 60 });
    made.trim(10);
    expect([...given.ts]).toEqual(many(20).map(([ms]) => ms));
  });

  it('makes room out of what is too old before it grows', () => {
    const made = series(many(10_000), 9_990);
    expect(made.bytes).toBeLessThan(series(many(10_000)).bytes / 50);
    expect(between(made, 9_998, 1e9)).toEqual([
      [9_998, 9_998],
      [9_999, 9_999],
    ]);
  });

  it('is trimmed to what is kept', () => {
    const made = series([...many(1_000), [5, 5]]);
    made.trim(998);
    expect([made.bytes < 1_000, between(made, 998, 1e9)]).toEqual([
      true,
      [
        [998, 998],
        [999, 999],
      ],
    ]);
  });

  it('leaves long disorder to the store', () => {
    const made = series([...many(60_000), [3, 9], [60_000, 1]]);
    expect(between(made, 59_999, 1e9)).toBe('store');
    expect(between(made, 60_000, 1e9)).toEqual([[60_000, 1]]);
  });
});
