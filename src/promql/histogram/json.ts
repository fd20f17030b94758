import type { NativeHistogram } from '../../model/samples.js';
import { type Bucket, bucketsOf } from './buckets.js';
import { jsonNumber } from './number-text.js';

/** A native histogram in the answers of the query API. */
export interface HistogramJson {
  readonly count: string;
  readonly sum: string;
  /** How the bounds are read, lower bound, upper bound, count. Absent where no bucket has anything. */
  readonly buckets?: readonly (readonly [rule: number, lower: string, upper: string, count: string])[];
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#native-histograms */
export function histogramJson(h: NativeHistogram): HistogramJson {
  const totals = { count: jsonNumber(h.count), sum: jsonNumber(h.sum) };
  const buckets = bucketsOf(h);
  if (buckets.length === 0) return totals;
  return {
    ...totals,
    buckets: buckets.map((bucket) => [
      boundaryRule(bucket),
      jsonNumber(bucket.lower),
      jsonNumber(bucket.upper),
      jsonNumber(bucket.count),
    ]),
  };
}

/** 0: open on the left, 1: open on the right, 2: open on both sides, 3: closed on both sides. */
function boundaryRule({ lowerInclusive, upperInclusive }: Bucket): number {
  if (lowerInclusive) return upperInclusive ? 3 : 1;
  return upperInclusive ? 0 : 2;
}
