import type { NativeHistogram } from '../../model/samples.js';
import { CompensatedSum } from '../../vector/compensated-sum.js';
import { type Bucket, bucketsOf } from './buckets.js';
import { assumedInterval, fractionBelow, valueAt } from './interpolation.js';
import { hasCustomBuckets } from './schema.js';

/**
 * The q-quantile; -Inf below 0 and +Inf above 1. NaN of no observations, and where the quantile falls on observations that
 * are NaN: those are in no bucket and count as the greatest.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function histogramQuantile(q: number, h: NativeHistogram): number {
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  if (h.count === 0 || Number.isNaN(q)) return Number.NaN;
  // From the nearer end, which is the more precise; NaN observations are beyond the upper one.
  const upwards = Number.isNaN(h.sum) || q < 0.5;
  const buckets = bucketsOf(h);
  if (!upwards) buckets.reverse();
  const rank = (upwards ? q : 1 - q) * h.count;
  const { bucket, reached } = bucketOfRank(buckets, rank);
  if (bucket === undefined) return Number.NaN;

  const interval = assumedInterval(h, bucket);
  if (interval.lower === -Infinity) return interval.upper;
  if (interval.upper === Infinity && bucket.lower !== -Infinity) return interval.lower;
  // The buckets may hold more than the count by a rounding error.
  const total = Math.min(reached, h.count);
  if (total < rank) return Number.NaN;
  const fraction = (upwards ? rank - (total - bucket.count) : total - rank) / bucket.count;
  return valueAt(interval, fraction);
}

/** The bucket where the running count reaches a rank, or the last one, and that running count. */
function bucketOfRank(buckets: readonly Bucket[], rank: number): { bucket: Bucket | undefined; reached: number } {
  let reached = 0;
  for (const bucket of buckets) {
    reached += bucket.count;
    if (reached >= rank) return { bucket, reached };
  }
  return { bucket: buckets.at(-1), reached };
}

/**
 * The estimated fraction of observations between two values. NaN of no observations; observations that are NaN are in no
 * range. https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_fraction
 */
export function histogramFraction(lower: number, upper: number, h: NativeHistogram): number {
  if (h.count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  const buckets = bucketsOf(h);
  const count = Number.isNaN(h.sum) ? buckets.reduce((sum, bucket) => sum + bucket.count, 0) : h.count;
  return (Math.min(rankOf(upper, h, buckets), count) - Math.min(rankOf(lower, h, buckets), count)) / h.count;
}

/** How many observations are below a value; +Inf where all are. */
function rankOf(value: number, h: NativeHistogram, buckets: readonly Bucket[]): number {
  let rank = 0;
  for (const bucket of buckets) {
    const interval = assumedInterval(h, bucket);
    if (interval.lower >= value) return rank;
    if (interval.upper > value) {
      // Nothing can be said of values beside an infinite bound: all of them count as being at the finite one.
      if (interval.lower === -Infinity) return rank + bucket.count;
      if (interval.upper === Infinity) return rank;
      return rank + bucket.count * fractionBelow(interval, value);
    }
    rank += bucket.count;
  }
  return Infinity;
}

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_avg */
export const histogramAverage = (h: NativeHistogram): number => h.sum / h.count;

/**
 * The estimated variance: all observations of a bucket are taken for its geometric mean, for 0 in the zero bucket, and for
 * the arithmetic mean between custom bounds.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_stddev-and-histogram_stdvar
 */
export function histogramVariance(h: NativeHistogram): number {
  const mean = histogramAverage(h);
  const squares = new CompensatedSum();
  for (const { lower, upper, count } of bucketsOf(h)) {
    squares.add(count * (representative(h, lower, upper) - mean) ** 2);
  }
  return squares.total / h.count;
}

function representative(h: NativeHistogram, lower: number, upper: number): number {
  if (hasCustomBuckets(h)) return (lower + upper) / 2;
  if (lower <= 0 && upper >= 0) return 0;
  return Math.sign(upper) * Math.sqrt(lower * upper);
}
