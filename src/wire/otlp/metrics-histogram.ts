import type { NativeHistogram } from '../../model/samples.js';
import {
  BucketLayout,
  CUSTOM_BUCKETS_SCHEMA,
  emptyHistogram,
  MAX_SCHEMA,
  MIN_SCHEMA,
  reducedIndex,
} from '../prometheus/native-histogram.js';
import type { ExponentialBuckets, ExponentialPoint, HistogramPoint } from './metrics-point.js';

/** The width that Prometheus gives the zero bucket of every OTLP histogram, whatever the sender's threshold is. */
const ZERO_THRESHOLD = 1e-128;

/** Reset hints of native histograms. */
const UNKNOWN_RESET = 0;
const GAUGE = 3;

/**
 * An exponential histogram as a native one; `undefined` when its scale is below what native histograms know.
 * https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#exponential-histograms
 */
export function nativeOfExponential(point: ExponentialPoint, delta: boolean): NativeHistogram | undefined {
  if (point.scale < MIN_SCHEMA) return undefined;
  const schema = Math.min(point.scale, MAX_SCHEMA);
  const positive = layout(point.positive, point.scale - schema);
  const negative = layout(point.negative, point.scale - schema);
  return {
    schema,
    zeroThreshold: ZERO_THRESHOLD,
    zeroCount: point.zeroCount,
    count: point.count,
    sum: point.sum ?? 0,
    positiveSpans: positive.spans,
    positiveCounts: positive.counts,
    negativeSpans: negative.spans,
    negativeCounts: negative.counts,
    customValues: [],
    resetHint: delta ? GAUGE : UNKNOWN_RESET,
    isFloat: false,
  };
}

/** OTLP numbers a bucket by its lower bound, native histograms by its upper one. */
function layout({ offset, counts }: ExponentialBuckets, shift: number): BucketLayout {
  const buckets = new BucketLayout();
  for (const [i, count] of counts.entries()) {
    if (count > 0) buckets.add(reducedIndex(offset + i + 1, shift), count);
  }
  return buckets;
}

/** An explicit histogram as a native one with custom buckets. */
export function nativeOfExplicit(point: HistogramPoint, delta: boolean): NativeHistogram {
  const buckets = new BucketLayout();
  for (const [i, count] of point.bucketCounts.entries()) if (count > 0) buckets.add(i, count);
  return {
    ...emptyHistogram(false),
    schema: CUSTOM_BUCKETS_SCHEMA,
    count: point.count,
    sum: point.sum ?? 0,
    positiveSpans: buckets.spans,
    positiveCounts: buckets.counts,
    customValues: point.bounds,
    resetHint: delta ? GAUGE : UNKNOWN_RESET,
  };
}
