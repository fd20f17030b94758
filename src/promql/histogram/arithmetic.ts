import type { NativeHistogram } from '../../model/samples.js';
import { combineContents, commonLayout, contentsOf, inLayout, toHistogram } from './contents.js';
import { GAUGE, joinHints } from './reset-hint.js';
import { hasCustomBuckets, sameBounds } from './schema.js';
import { NO_BUCKETS, scaled } from './sparse-buckets.js';

/** Two histograms made one. */
export interface JoinedHistogram {
  readonly histogram: NativeHistogram;
  /** One came with "counter reset", the other with "no counter reset": what is the sum's is unknown. */
  readonly counterResetCollision: boolean;
  /** Custom bounds differed and only those of both were kept. */
  readonly boundsReconciled: boolean;
}

/**
 * Bucket by bucket, in the finest layout that both can be brought to. Undefined between exponential and custom buckets.
 * https://prometheus.io/docs/specs/native_histograms/#addition-and-subtraction
 */
export function addHistograms(a: NativeHistogram, b: NativeHistogram): JoinedHistogram | undefined {
  return join(a, b, (x, y) => x + y);
}

/** As `addHistograms`; the difference is a gauge histogram. */
export function subtractHistograms(a: NativeHistogram, b: NativeHistogram): JoinedHistogram | undefined {
  const joined = join(a, b, (x, y) => x - y);
  return joined && { ...joined, histogram: { ...joined.histogram, resetHint: GAUGE } };
}

function join(
  a: NativeHistogram,
  b: NativeHistogram,
  combined: (a: number, b: number) => number,
): JoinedHistogram | undefined {
  const left = contentsOf(a);
  const right = contentsOf(b);
  const layout = commonLayout(left, right);
  if (layout === undefined) return undefined;
  const contents = combineContents(inLayout(left, layout), inLayout(right, layout), combined);
  const { hint, collision } = joinHints(a.resetHint, b.resetHint);
  return {
    histogram: toHistogram(contents, hint),
    counterResetCollision: collision,
    boundsReconciled: hasCustomBuckets(layout) && !sameBounds(a.customValues, b.customValues),
  };
}

/** All counts and the sum times a factor. With a negative one the result is a gauge histogram. */
export function scaleHistogram(h: NativeHistogram, factor: number): NativeHistogram {
  return changed(h, (value) => value * factor, factor < 0);
}

/** All counts and the sum by a divisor. Division by 0 leaves no buckets but the zero bucket. */
export function divideHistogram(h: NativeHistogram, by: number): NativeHistogram {
  return changed(h, (value) => value / by, by < 0, by === 0);
}

function changed(
  h: NativeHistogram,
  change: (value: number) => number,
  toGauge: boolean,
  withoutBuckets = false,
): NativeHistogram {
  const contents = contentsOf(h);
  return toHistogram(
    {
      layout: contents.layout,
      count: change(h.count),
      sum: change(h.sum),
      zeroCount: change(h.zeroCount),
      positive: withoutBuckets ? NO_BUCKETS : scaled(contents.positive, change),
      negative: withoutBuckets ? NO_BUCKETS : scaled(contents.negative, change),
    },
    toGauge ? GAUGE : h.resetHint,
  );
}
