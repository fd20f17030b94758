import { describe, expect, it } from 'vitest';
import type { SeriesRef } from '../../model/series.js';
import { MetricDeltaSums } from './delta-sums.js';
import type { ExponentialPoint, HistogramPoint } from './metrics-point.js';

const SERIES: SeriesRef = { tenant: 't', idLow: 1, idHigh: 0, labels: [], name: 'm', storedDays: new Set() };
const at = (ms: number) => ({ ms, stale: false, exemplars: [] });

describe('numbers', () => {
  it('are added up; what is not newer is left out', () => {
    const { numbers } = new MetricDeltaSums();
    const values = [
      [1, 2],
      [2, 3],
      [2, 5],
      [1, 7],
      [3, -1],
    ].map(([ms, value]) => numbers.next(SERIES, { ...at(ms!), value: value! })?.value);
    expect(values).toEqual([2, 5, undefined, undefined, 4]);
  });

  it('let a stale marker through and go on after it', () => {
    const { numbers } = new MetricDeltaSums();
    numbers.next(SERIES, { ...at(1), value: 2 });
    const marker = { ...at(2), stale: true, value: 0 };
    expect(numbers.next(SERIES, marker)).toBe(marker);
    expect(numbers.next(SERIES, { ...at(3), value: 1 })?.value).toBe(3);
  });
});

describe('histograms', () => {
  const histogram = (
    ms: number,
    bucketCounts: number[],
    bounds = [1, 2],
    sum: number | undefined = 1,
  ): HistogramPoint => ({
    ...at(ms),
    count: bucketCounts.reduce((all, count) => all + count, 0),
    sum,
    bucketCounts,
    bounds,
  });

  it('add bucket by bucket, and begin again with other bounds', () => {
    const { histograms } = new MetricDeltaSums();
    histograms.next(SERIES, histogram(1, [1, 0, 2]));
    expect(histograms.next(SERIES, histogram(2, [1, 1, 1]))).toMatchObject({
      count: 6,
      sum: 2,
      bucketCounts: [2, 1, 3],
    });
    expect(histograms.next(SERIES, histogram(3, [1, 1], [5]))).toMatchObject({ count: 2, bucketCounts: [1, 1] });
  });
});

describe('exponential histograms', () => {
  const exponential = (ms: number, scale: number, offset: number, counts: number[]): ExponentialPoint => ({
    ...at(ms),
    count: counts.reduce((all, count) => all + count, 0),
    sum: 1,
    scale,
    zeroCount: 1,
    positive: { offset, counts },
    negative: { offset: 0, counts: [] },
  });

  it.each<[string, ExponentialPoint, ExponentialPoint, Partial<ExponentialPoint>]>([
    [
      'of one scale',
      exponential(1, 2, 3, [1, 2]),
      exponential(2, 2, 1, [4, 0, 5]),
      { scale: 2, count: 12, zeroCount: 2, positive: { offset: 1, counts: [4, 0, 6, 2] } },
    ],
    [
      'of two scales',
      exponential(1, 1, -1, [1, 2]),
      exponential(2, 0, 0, [4]),
      { scale: 0, positive: { offset: -1, counts: [1, 6] } },
    ],
    [
      'so far apart that the scale is lowered',
      exponential(1, 8, -4000, [1]),
      exponential(2, 8, 4000, [1]),
      { scale: 2, count: 2 },
    ],
  ])('%s', (_what, first, second, sum) => {
    const { exponential: sums } = new MetricDeltaSums();
    sums.next(SERIES, first);
    expect(sums.next(SERIES, second)).toMatchObject(sum);
  });
});
