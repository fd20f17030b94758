import type { NativeHistogram } from '../../model/samples.js';
import { hasCustomBuckets, sameBounds } from './schema.js';
import { fromSpans, type SparseBuckets } from './sparse-buckets.js';

/**
 * Whether two histograms have the same layout and the same numbers in it; NaN equals NaN, -0 and 0 differ. Empty buckets
 * and counter reset hints do not count.
 * https://prometheus.io/docs/specs/native_histograms/#binary-operators
 */
export function equalHistograms(a: NativeHistogram, b: NativeHistogram): boolean {
  if (a === b) return true;
  if (a.schema !== b.schema || !Object.is(a.count, b.count) || !Object.is(a.sum, b.sum)) return false;
  if (hasCustomBuckets(a) && !sameBounds(a.customValues, b.customValues)) return false;
  if (a.zeroThreshold !== b.zeroThreshold || !Object.is(a.zeroCount, b.zeroCount)) return false;
  return (
    equalBuckets(fromSpans(a.positiveSpans, a.positiveCounts), fromSpans(b.positiveSpans, b.positiveCounts)) &&
    equalBuckets(fromSpans(a.negativeSpans, a.negativeCounts), fromSpans(b.negativeSpans, b.negativeCounts))
  );
}

function equalBuckets(a: SparseBuckets, b: SparseBuckets): boolean {
  let i = 0;
  let j = 0;
  for (;;) {
    while (i < a.indexes.length && a.counts[i] === 0) i++;
    while (j < b.indexes.length && b.counts[j] === 0) j++;
    if (i === a.indexes.length || j === b.indexes.length) return i === a.indexes.length && j === b.indexes.length;
    if (a.indexes[i] !== b.indexes[j] || !Object.is(a.counts[i], b.counts[j])) return false;
    i++;
    j++;
  }
}
