import type { NativeHistogram } from '../../model/samples.js';
import type { Bucket } from './buckets.js';
import { hasCustomBuckets } from './schema.js';

/**
 * Where the observations of a bucket are thought to be: evenly spread from `lower` to `upper`, on a linear scale (the zero
 * bucket, custom bounds) or on a logarithmic one (all other buckets).
 * https://prometheus.io/docs/specs/native_histograms/#interpolation-within-a-bucket
 */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  readonly linear: boolean;
}

/**
 * The zero bucket ends at 0 where the histogram has nothing on the other side; a custom bucket without a lower bound
 * begins at 0 where its upper one is positive.
 */
export function assumedInterval(h: NativeHistogram, { lower, upper }: Bucket): Interval {
  if (hasCustomBuckets(h)) return { lower: lower === -Infinity && upper > 0 ? 0 : lower, upper, linear: true };
  if (lower < 0 && upper > 0) {
    const hasNegative = h.negativeCounts.length > 0;
    const hasPositive = h.positiveCounts.length > 0;
    if (hasPositive && !hasNegative) return { lower: 0, upper, linear: true };
    if (hasNegative && !hasPositive) return { lower, upper: 0, linear: true };
  }
  return { lower, upper, linear: lower <= 0 && upper >= 0 };
}

/** The value below which this fraction (0 to 1) of the interval's observations lie. */
export function valueAt({ lower, upper, linear }: Interval, fraction: number): number {
  if (linear) return lower + (upper - lower) * fraction;
  const logLower = Math.log2(Math.abs(lower));
  const logUpper = Math.log2(Math.abs(upper));
  return Math.sign(upper) * 2 ** (logLower + (logUpper - logLower) * fraction);
}

/** The fraction of the interval's observations that are below a value within it. Both bounds are finite. */
export function fractionBelow({ lower, upper, linear }: Interval, value: number): number {
  if (linear) return (value - lower) / (upper - lower);
  const logLower = Math.log2(Math.abs(lower));
  const logUpper = Math.log2(Math.abs(upper));
  return (Math.log2(Math.abs(value)) - logLower) / (logUpper - logLower);
}

/** The value that stands for all observations of an interval: its middle on its scale, or its only finite bound. */
export function middle({ lower, upper, linear }: Interval): number {
  if (lower === -Infinity) return upper === Infinity ? 0 : upper;
  if (upper === Infinity) return lower;
  return linear ? (lower + upper) / 2 : Math.sign(upper) * Math.sqrt(lower * upper);
}
