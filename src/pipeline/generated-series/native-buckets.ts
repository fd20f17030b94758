import type { NativeHistogram } from '../../model/samples.js';

/** Eight buckets for each power of two: each at most 9 % wider than the one before. */
const FINEST_SCHEMA = 3;
const COARSEST_SCHEMA = -4;
/** Beyond so many buckets neighbours are joined, which halves the resolution. */
const MAX_BUCKETS = 160;
/** 2^-128, as Prometheus' own clients have it. */
const ZERO_THRESHOLD = 2 ** -128;

/**
 * The buckets of a native histogram of values that are not negative.
 * https://prometheus.io/docs/specs/native_histograms/
 */
export class NativeBuckets {
  private schema = FINEST_SCHEMA;
  private zeroCount = 0;
  private counts = new Map<number, number>();

  add(value: number, amount: number): void {
    if (!(value > ZERO_THRESHOLD)) {
      this.zeroCount += amount;
      return;
    }
    const bucket = Math.ceil(Math.log2(value) * 2 ** this.schema);
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + amount);
    if (this.counts.size > MAX_BUCKETS && this.schema > COARSEST_SCHEMA) this.join();
  }

  histogram(count: number, sum: number): NativeHistogram {
    const spans: { offset: number; length: number }[] = [];
    const counts: number[] = [];
    let next = 0;
    for (const [bucket, amount] of [...this.counts].sort(([a], [b]) => a - b)) {
      if (spans.length > 0 && bucket === next) spans.at(-1)!.length++;
      else spans.push({ offset: bucket - next, length: 1 });
      counts.push(amount);
      next = bucket + 1;
    }
    return {
      schema: this.schema,
      zeroThreshold: ZERO_THRESHOLD,
      zeroCount: this.zeroCount,
      count,
      sum,
      positiveSpans: spans,
      positiveCounts: counts,
      negativeSpans: [],
      negativeCounts: [],
      customValues: [],
      resetHint: 0,
      isFloat: true,
    };
  }

  private join(): void {
    const wider = new Map<number, number>();
    for (const [bucket, amount] of this.counts) {
      const joined = Math.ceil(bucket / 2);
      wider.set(joined, (wider.get(joined) ?? 0) + amount);
    }
    this.counts = wider;
    this.schema--;
  }
}
