import type { NativeHistogram } from '../../model/samples.js';
import { hasCustomBuckets, type Layout, layoutOf, sameBounds, sharedBounds, upperBound } from './schema.js';
import { combine, fromSpans, relocated, type SparseBuckets, toSpans } from './sparse-buckets.js';

/** What is in a histogram, with the layout that its buckets have. */
export interface Contents {
  readonly layout: Layout;
  readonly count: number;
  readonly sum: number;
  readonly zeroCount: number;
  readonly positive: SparseBuckets;
  readonly negative: SparseBuckets;
}

export const contentsOf = (h: NativeHistogram): Contents => ({
  layout: layoutOf(h),
  count: h.count,
  sum: h.sum,
  zeroCount: h.zeroCount,
  positive: fromSpans(h.positiveSpans, h.positiveCounts),
  negative: fromSpans(h.negativeSpans, h.negativeCounts),
});

/** A float histogram of these contents, without empty buckets. */
export function toHistogram({ layout, count, sum, zeroCount, ...sides }: Contents, resetHint: number): NativeHistogram {
  const positive = toSpans(sides.positive);
  const negative = toSpans(sides.negative);
  return {
    ...layout,
    zeroCount,
    count,
    sum,
    positiveSpans: positive.spans,
    positiveCounts: positive.counts,
    negativeSpans: negative.spans,
    negativeCounts: negative.counts,
    resetHint,
    isFloat: true,
  };
}

/** Two contents made one, number by number, in the layout of both. */
export function combineContents(a: Contents, b: Contents, combined: (a: number, b: number) => number): Contents {
  return {
    layout: a.layout,
    count: combined(a.count, b.count),
    sum: combined(a.sum, b.sum),
    zeroCount: combined(a.zeroCount, b.zeroCount),
    positive: combine(a.positive, b.positive, combined),
    negative: combine(a.negative, b.negative, combined),
  };
}

/**
 * The finest layout that both can be brought to: the coarser exponential schema and the wider zero bucket, or the bounds
 * that both lists have. Undefined between exponential and custom buckets.
 * https://prometheus.io/docs/specs/native_histograms/#compatibility-between-histograms
 */
export function commonLayout(a: Contents, b: Contents): Layout | undefined {
  const custom = hasCustomBuckets(a.layout);
  if (custom !== hasCustomBuckets(b.layout)) return undefined;
  if (custom) {
    const [left, right] = [a.layout.customValues, b.layout.customValues];
    return sameBounds(left, right) ? a.layout : { ...a.layout, customValues: sharedBounds(left, right) };
  }
  const schema = Math.min(a.layout.schema, b.layout.schema);
  const zeroThreshold = commonZeroThreshold(a, b);
  if (schema === a.layout.schema && zeroThreshold === a.layout.zeroThreshold) return a.layout;
  return { schema, zeroThreshold, customValues: [] };
}

/** The smallest threshold, not below those of the two, that lies within no populated bucket of either. */
function commonZeroThreshold(a: Contents, b: Contents): number {
  let threshold = Math.max(a.layout.zeroThreshold, b.layout.zeroThreshold);
  for (;;) {
    const widened = widenedThreshold(b, widenedThreshold(a, threshold));
    if (!(widened > threshold)) return threshold;
    threshold = widened;
  }
}

/** The threshold moved to the end of the populated bucket that it lies within, if there is one. */
export function widenedThreshold({ layout, positive, negative }: Contents, threshold: number): number {
  if (threshold === layout.zeroThreshold) return threshold;
  let widened = threshold;
  for (const { indexes, counts } of [positive, negative]) {
    for (let i = 0; i < indexes.length; i++) {
      if (upperBound(indexes[i]! - 1, layout.schema, []) >= threshold) break;
      if (counts[i] !== 0) widened = Math.max(widened, upperBound(indexes[i]!, layout.schema, []));
    }
  }
  return widened;
}

/** Contents brought to a layout that `commonLayout` gave for them. */
export function inLayout(contents: Contents, to: Layout): Contents {
  const { layout: from } = contents;
  if (from === to) return contents;
  if (hasCustomBuckets(to)) {
    if (sameBounds(from.customValues, to.customValues)) return { ...contents, layout: to };
    return { ...contents, layout: to, positive: relocated(contents.positive, boundMap(from, to)) };
  }
  const { zeroCount, positive, negative } = withZeroThreshold(contents, to.zeroThreshold);
  const factor = 2 ** (from.schema - to.schema);
  const coarser = (side: SparseBuckets) =>
    factor === 1 ? side : relocated(side, (index) => Math.ceil(index / factor));
  return { ...contents, layout: to, zeroCount, positive: coarser(positive), negative: coarser(negative) };
}

/** For each bucket the one of fewer bounds that covers it. */
function boundMap(from: Layout, to: Layout): (index: number) => number {
  let target = 0;
  return (index) => {
    const bound = upperBound(index, from.schema, from.customValues);
    while (target < to.customValues.length && to.customValues[target]! < bound) target++;
    return target;
  };
}

/** Buckets that begin below the threshold become part of the zero bucket. */
function withZeroThreshold(
  { layout, zeroCount, positive, negative }: Contents,
  threshold: number,
): Pick<Contents, 'zeroCount' | 'positive' | 'negative'> {
  if (threshold === layout.zeroThreshold) return { zeroCount, positive, negative };
  let widened = zeroCount;
  const rest = ({ indexes, counts }: SparseBuckets): SparseBuckets => {
    let first = 0;
    while (first < indexes.length && upperBound(indexes[first]! - 1, layout.schema, []) < threshold) {
      widened += counts[first++]!;
    }
    return { indexes: indexes.slice(first), counts: counts.slice(first) };
  };
  const sides = { positive: rest(positive), negative: rest(negative) };
  return { zeroCount: widened, ...sides };
}
