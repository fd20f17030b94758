import type { NativeHistogram } from '../../model/samples.js';
import { hasCustomBuckets, upperBound } from './schema.js';
import { fromSpans } from './sparse-buckets.js';

/** A bucket with the values that it stands for. */
export interface Bucket {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
  readonly lowerInclusive: boolean;
  readonly upperInclusive: boolean;
}

/**
 * All buckets that are not empty, ascending: negative ones, the zero bucket where its count is positive, positive ones.
 * None reaches into the zero bucket: where a sender's threshold lies within or beyond a bucket, its near bound is the
 * threshold, be it beyond the far one.
 */
export function bucketsOf(h: NativeHistogram): Bucket[] {
  const buckets = sideBuckets(h, 'negative').reverse();
  if (h.zeroCount > 0) buckets.push(zeroBucket(h));
  for (const bucket of sideBuckets(h, 'positive')) buckets.push(bucket);
  return hasCustomBuckets(h) ? buckets : buckets.map((bucket) => outsideOfZero(bucket, h.zeroThreshold));
}

function outsideOfZero(bucket: Bucket, threshold: number): Bucket {
  if (bucket.lowerInclusive && bucket.upperInclusive) return bucket;
  if (bucket.upperInclusive) return bucket.lower < threshold ? { ...bucket, lower: threshold } : bucket;
  return bucket.upper > -threshold ? { ...bucket, upper: -threshold } : bucket;
}

/** The buckets of one side that are not empty, from zero outwards. */
export function sideBuckets(h: NativeHistogram, side: Side): Bucket[] {
  const { indexes, counts } =
    side === 'positive' ? fromSpans(h.positiveSpans, h.positiveCounts) : fromSpans(h.negativeSpans, h.negativeCounts);
  const buckets: Bucket[] = [];
  for (let i = 0; i < indexes.length; i++) {
    if (counts[i] !== 0) buckets.push(bucketAt(h, side, indexes[i]!, counts[i]!));
  }
  return buckets;
}

export type Side = 'positive' | 'negative';

export function bucketAt(h: NativeHistogram, side: Side, index: number, count: number): Bucket {
  const near = upperBound(index - 1, h.schema, h.customValues);
  const far = upperBound(index, h.schema, h.customValues);
  if (side === 'negative') return { lower: -far, upper: -near, count, lowerInclusive: true, upperInclusive: false };
  const lowerInclusive = hasCustomBuckets(h) && index === 0;
  return { lower: near, upper: far, count, lowerInclusive, upperInclusive: true };
}

export const zeroBucket = ({ zeroThreshold, zeroCount }: NativeHistogram): Bucket => ({
  lower: -zeroThreshold,
  upper: zeroThreshold,
  count: zeroCount,
  lowerInclusive: true,
  upperInclusive: true,
});
