import { formatFloat } from '../../lib/format-float.js';
import type { Labels } from '../../model/labels.js';
import type { SeriesRef } from '../../model/series.js';
import type { HistogramForm } from '../../model/trace-metric-settings.js';
import { BucketExemplars } from './bucket-exemplars.js';
import type { Collection } from './collection.js';
import { NativeBuckets } from './native-buckets.js';
import type { SeriesPart } from './series.js';

/** Upper bounds of a classic histogram's buckets, ascending, with the values of their `le`; the last is +Inf. */
export class BucketBounds {
  readonly bounds: Float64Array;
  readonly texts: readonly string[];

  constructor(bounds: readonly number[]) {
    const finite = [...new Set(bounds.filter(Number.isFinite))].sort((a, b) => a - b);
    this.bounds = Float64Array.from([...finite, Number.POSITIVE_INFINITY]);
    this.texts = Array.from(this.bounds, formatFloat);
  }

  /** The first bucket whose bound is not below `value`. */
  bucketOf(value: number): number {
    const { bounds } = this;
    let low = 0;
    let high = bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (value <= bounds[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The refs of the series that a histogram is stored as. */
interface Refs {
  readonly buckets: readonly SeriesRef[];
  readonly sum: SeriesRef;
  readonly count: SeriesRef;
}

/** A histogram of seconds. https://prometheus.io/docs/concepts/metric_types/#histogram */
export class HistogramSeries implements SeriesPart {
  readonly weight: number;
  private readonly counts: Float64Array;
  private readonly exemplars: BucketExemplars;
  private readonly native: NativeBuckets | undefined;
  private sum = 0;
  private count = 0;
  private classicRefs: Refs | undefined;
  private nativeRef: SeriesRef | undefined;

  constructor(
    private readonly name: string,
    private readonly labels: Labels,
    private readonly bounds: BucketBounds,
    private readonly form: HistogramForm,
  ) {
    const buckets = bounds.bounds.length;
    this.counts = new Float64Array(buckets);
    this.exemplars = new BucketExemplars(buckets);
    this.native = form === 'classic' ? undefined : new NativeBuckets();
    this.weight = (form === 'native' ? 0 : buckets + 2) + (form === 'classic' ? 0 : 1);
  }

  /** Counts a value `amount` times, of a span whose trace's id is `traceIds[at, at + 16)`. */
  observe(seconds: number, amount: number, traceIds: Uint8Array, at: number, nowMs: number): void {
    const bucket = this.bounds.bucketOf(seconds);
    this.counts[bucket] = this.counts[bucket]! + amount;
    this.sum += seconds * amount;
    this.count += amount;
    this.native?.add(seconds, amount);
    this.exemplars.note(bucket, seconds, traceIds, at, nowMs);
  }

  collect(into: Collection): void {
    if (this.form !== 'native') this.collectClassic(into);
    if (this.native !== undefined) {
      const zero = this.nativeRef === undefined ? new NativeBuckets().histogram(0, 0) : undefined;
      this.nativeRef ??= into.series(this.name, this.labels);
      into.histogram(this.nativeRef, this.native.histogram(this.count, this.sum), zero);
    }
    const { buckets } = this.classicRefs ?? {};
    this.exemplars.take((bucket, ms, seconds, labels) => {
      into.exemplars.append(buckets?.[bucket] ?? this.nativeRef!, ms, seconds, labels);
    });
  }

  end(into: Collection): void {
    if (this.nativeRef !== undefined) {
      into.histograms.append(this.nativeRef, into.ms, this.native!.histogram(0, 0), true);
    }
    if (this.classicRefs === undefined) return;
    const { buckets, sum, count } = this.classicRefs;
    for (const ref of [...buckets, sum, count]) into.stale(ref);
  }

  private collectClassic(into: Collection): void {
    const isNew = this.classicRefs === undefined;
    this.classicRefs ??= this.internClassic(into);
    const { buckets, sum, count } = this.classicRefs;
    let below = 0;
    for (let i = 0; i < buckets.length; i++) {
      below += this.counts[i]!;
      into.value(buckets[i]!, below, isNew);
    }
    into.value(sum, this.sum, isNew);
    into.value(count, this.count, isNew);
  }

  private internClassic(into: Collection): Refs {
    const { name, labels } = this;
    return {
      buckets: this.bounds.texts.map((text) => into.series(`${name}_bucket`, labels, ['le', text])),
      sum: into.series(`${name}_sum`, labels),
      count: into.series(`${name}_count`, labels),
    };
  }
}
