import { LRUCache } from 'lru-cache';
import type { SeriesRef } from '../../model/series.js';
import type { ExponentialBuckets, ExponentialPoint, HistogramPoint, NumberPoint, Point } from './metrics-point.js';

/** Series whose sums are remembered; one that is forgotten begins at 0 again, which readers see as a counter's reset. */
const MAX_SERIES = 100_000;
/** How long a series may be silent before its sum is forgotten, ms. */
const MAX_SILENCE = 300_000;
/** Buckets that one side of an exponential sum may have; beyond, its scale is lowered. */
const MAX_BUCKETS = 160;

/**
 * Adds up the points of one kind of metric that come with delta temporality, so that they can be stored as cumulative
 * ones (feature otlp-deltatocumulative).
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/deltatocumulativeprocessor
 */
export class DeltaSums<P extends Point> {
  private readonly sums = new LRUCache<SeriesRef, P>({ max: MAX_SERIES, ttl: MAX_SILENCE });

  /** `add` gives a point of its own, with the delta's time: decoders use theirs again. */
  constructor(private readonly add: (sum: P | undefined, delta: P) => P) {}

  /**
   * The sum of the series with `delta` in it. Undefined for a point that is not newer than the sum: it was counted
   * already, or it comes out of order. A marker of the series' end passes through.
   */
  next(series: SeriesRef, delta: P): P | undefined {
    if (delta.stale) return delta;
    const sum = this.sums.get(series);
    if (sum !== undefined && delta.ms <= sum.ms) return undefined;
    const next = this.add(sum, delta);
    this.sums.set(series, { ...next, exemplars: [] });
    return next;
  }
}

/** Of all kinds that have a temporality. */
export class MetricDeltaSums {
  readonly numbers = new DeltaSums<NumberPoint>((sum, delta) => ({
    ...pointOf(delta),
    value: (sum?.value ?? 0) + delta.value,
  }));
  readonly histograms = new DeltaSums<HistogramPoint>(addExplicit);
  readonly exponential = new DeltaSums<ExponentialPoint>(addExponential);
}

const pointOf = ({ ms, stale, exemplars }: Point): Point => ({ ms, stale, exemplars });

const addSums = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;

/** Histograms of other bounds cannot be added: the sum begins again with the new ones. */
function addExplicit(sum: HistogramPoint | undefined, delta: HistogramPoint): HistogramPoint {
  const { bounds, bucketCounts } = delta;
  const isSame =
    sum !== undefined &&
    bounds.length === sum.bounds.length &&
    bucketCounts.length === sum.bucketCounts.length &&
    bounds.every((bound, i) => bound === sum.bounds[i]);
  if (!isSame) return { ...pointOf(delta), count: delta.count, sum: delta.sum, bucketCounts, bounds };
  return {
    ...pointOf(delta),
    count: sum.count + delta.count,
    sum: addSums(sum.sum, delta.sum),
    bounds,
    bucketCounts: bucketCounts.map((count, i) => count + sum.bucketCounts[i]!),
  };
}

function addExponential(before: ExponentialPoint | undefined, delta: ExponentialPoint): ExponentialPoint {
  const sum = before ?? { ...delta, count: 0, sum: 0, zeroCount: 0, positive: NO_BUCKETS, negative: NO_BUCKETS };
  let scale = Math.min(sum.scale, delta.scale);
  const tooWide = (a: ExponentialBuckets, b: ExponentialBuckets) => {
    const both = [spanAt(a, sum.scale - scale), spanAt(b, delta.scale - scale)].filter((span) => span !== undefined);
    if (both.length === 0) return false;
    const last = Math.max(...both.map((span) => span.last));
    return last - Math.min(...both.map((span) => span.first)) >= MAX_BUCKETS;
  };
  while (tooWide(sum.positive, delta.positive) || tooWide(sum.negative, delta.negative)) scale--;
  const merged = (a: ExponentialBuckets, b: ExponentialBuckets) =>
    mergeBuckets(a, sum.scale - scale, b, delta.scale - scale);
  return {
    ...pointOf(delta),
    scale,
    count: sum.count + delta.count,
    sum: addSums(sum.sum, delta.sum),
    zeroCount: sum.zeroCount + delta.zeroCount,
    positive: merged(sum.positive, delta.positive),
    negative: merged(sum.negative, delta.negative),
  };
}

const NO_BUCKETS: ExponentialBuckets = { offset: 0, counts: [] };

/** The bucket that holds bucket `index` when the scale is `shift` lower. */
const lowered = (index: number, shift: number): number => Math.floor(index / 2 ** shift);

/** The first and last bucket that is not empty, at a scale that is `shift` lower. */
function spanAt({ offset, counts }: ExponentialBuckets, shift: number): { first: number; last: number } | undefined {
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return undefined;
  const last = counts.findLastIndex((count) => count > 0);
  return { first: lowered(offset + first, shift), last: lowered(offset + last, shift) };
}

function mergeBuckets(
  a: ExponentialBuckets,
  shiftA: number,
  b: ExponentialBuckets,
  shiftB: number,
): ExponentialBuckets {
  const spans = [spanAt(a, shiftA), spanAt(b, shiftB)].filter((span) => span !== undefined);
  if (spans.length === 0) return { offset: 0, counts: [] };
  const offset = Math.min(...spans.map(({ first }) => first));
  const counts = new Array<number>(Math.max(...spans.map(({ last }) => last)) - offset + 1).fill(0);
  for (const [buckets, shift] of [
    [a, shiftA],
    [b, shiftB],
  ] as const) {
    for (const [i, count] of buckets.counts.entries()) {
      if (count > 0) counts[lowered(buckets.offset + i, shift) - offset]! += count;
    }
  }
  return { offset, counts };
}
