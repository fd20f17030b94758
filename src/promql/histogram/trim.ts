import type { NativeHistogram } from '../../model/samples.js';
import { CompensatedSum } from '../../vector/compensated-sum.js';
import { type Bucket, bucketAt, type Side, zeroBucket } from './buckets.js';
import { contentsOf, toHistogram } from './contents.js';
import { assumedInterval, fractionBelow, type Interval, middle } from './interpolation.js';
import type { SparseBuckets } from './sparse-buckets.js';

/**
 * What a histogram has below (`</`) or above (`>/`) a value. Buckets that the value lies within keep the part that
 * interpolation says; of custom buckets without a bound, observations are thought to be at that infinite end. Where anything
 * was taken away, the count is that of the buckets, and the sum is estimated from the middles of what they kept.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#histogram-trim-operators
 */
export function trimHistogram(h: NativeHistogram, op: '</' | '>/', bound: number): NativeHistogram {
  const count = new CompensatedSum();
  const sum = new CompensatedSum();
  let isTrimmed = false;
  const keep = (bucket: Bucket): number => {
    if (bucket.count === 0) return 0;
    const kept = keptOf(bucket, assumedInterval(h, bucket), op, bound);
    if (kept?.count !== bucket.count) isTrimmed = true;
    if (kept === undefined) return 0;
    count.add(kept.count);
    sum.add(kept.count * middle(kept));
    return kept.count;
  };
  const keepSide = (side: Side, { indexes, counts }: SparseBuckets): SparseBuckets => ({
    indexes,
    counts: counts.map((each, i) => keep(bucketAt(h, side, indexes[i]!, each))),
  });
  const contents = contentsOf(h);
  const negative = keepSide('negative', contents.negative);
  const zeroCount = keep(zeroBucket(h));
  const positive = keepSide('positive', contents.positive);
  if (!isTrimmed) return h;
  const trimmed = { ...contents, count: count.total, sum: sum.total, zeroCount, positive, negative };
  return toHistogram(trimmed, h.resetHint);
}

/** What stays of a bucket: the count, and where its observations are thought to be. Undefined: nothing. */
function keptOf(
  { count }: Bucket,
  interval: Interval,
  op: '</' | '>/',
  bound: number,
): (Interval & { readonly count: number }) | undefined {
  const { lower, upper } = interval;
  const keepsBelow = op === '</';
  if (keepsBelow ? upper <= bound : lower >= bound) return { ...interval, count };
  if (keepsBelow ? !(lower < bound) : !(upper > bound)) return undefined;
  const kept = keepsBelow ? { ...interval, upper: bound } : { ...interval, lower: bound };
  if (lower === -Infinity) return keepsBelow ? { ...kept, count } : undefined;
  if (upper === Infinity) return keepsBelow ? undefined : { ...kept, count };
  const below = fractionBelow(interval, bound);
  return { ...kept, count: count * (keepsBelow ? below : 1 - below) };
}
