import { type Labels, labelValue, METRIC_NAME, withLabel } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import type { MetricMetadata, NativeHistogram } from '../../model/samples.js';
import type { ExposedExemplar, ExpositionReader } from '../../wire/exposition/exposition-reader.js';
import { BucketLayout, CUSTOM_BUCKETS_SCHEMA, emptyHistogram } from '../../wire/prometheus/native-histogram.js';
import type { ScrapedSeries } from './target-series.js';

/** The series of a classic histogram that is stored as one with custom bounds, and what a page says of it. */
export class ClassicHistogram {
  run = 0;
  readonly buckets: { bound: number; count: number }[] = [];
  count: number | undefined;
  sum = 0;
  ms: number | undefined;
  createdMs: number | undefined;
  readonly exemplars: ExposedExemplar[] = [];

  /** `series`: undefined where relabelling drops it. */
  constructor(readonly series: ScrapedSeries | undefined) {}

  clear(run: number): void {
    this.run = run;
    this.buckets.length = 0;
    this.exemplars.length = 0;
    this.count = undefined;
    this.sum = 0;
    this.ms = undefined;
    this.createdMs = undefined;
  }

  /** Undefined where its buckets are none. https://prometheus.io/docs/specs/native_histograms/#custom-values */
  native(): NativeHistogram | undefined {
    const buckets = this.buckets.sort((a, b) => a.bound - b.bound);
    const total = this.count ?? buckets.at(-1)?.count ?? 0;
    if (buckets.at(-1)?.bound !== Number.POSITIVE_INFINITY) {
      buckets.push({ bound: Number.POSITIVE_INFINITY, count: total });
    }
    const layout = new BucketLayout();
    let before = 0;
    for (const [i, { bound, count }] of buckets.entries()) {
      if (count < before || (i > 0 && bound === buckets[i - 1]!.bound)) return undefined;
      if (count > before) layout.add(i, count - before);
      before = count;
    }
    const isFloat = buckets.some(({ count }) => !Number.isInteger(count)) || !Number.isInteger(total);
    return {
      ...emptyHistogram(isFloat),
      schema: CUSTOM_BUCKETS_SCHEMA,
      count: before,
      sum: this.sum,
      positiveSpans: layout.spans,
      positiveCounts: layout.counts,
      customValues: buckets.slice(0, -1).map(({ bound }) => bound),
    };
  }
}

/** What one series of the page is of a classic histogram. */
export interface ClassicPart {
  readonly histogram: ClassicHistogram;
  readonly suffix: Suffix;
  /** Of a bucket. */
  readonly bound: number;
}

type Suffix = (typeof SUFFIXES)[number];
const SUFFIXES = ['_bucket', '_sum', '_count'] as const;

const MIN_GONE = 100;

/** Gathers the classic histograms of a target's pages. */
export class ClassicHistograms {
  private readonly known = new Map<string, ClassicHistogram>();
  private shown: ClassicHistogram[] = [];

  /** What the series with these labels is, if it is one of a histogram. */
  partOf(
    exposed: Labels,
    metadata: ReadonlyMap<string, MetricMetadata>,
    seriesOf: (labels: Labels) => ScrapedSeries | undefined,
  ): ClassicPart | undefined {
    const name = labelValue(exposed, METRIC_NAME);
    const suffix = SUFFIXES.find((one) => name.endsWith(one));
    if (suffix === undefined) return undefined;
    const family = name.slice(0, -suffix.length);
    if (metadata.get(family)?.type !== 'histogram') return undefined;
    const le = labelValue(exposed, 'le');
    const bound = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le || Number.NaN);
    if (suffix === '_bucket' && Number.isNaN(bound)) return undefined;
    const base = withLabel(withLabel(exposed, METRIC_NAME, family), 'le', '');
    const key = labelsKey(base);
    let histogram = this.known.get(key);
    if (histogram === undefined) {
      histogram = new ClassicHistogram(seriesOf(base));
      this.known.set(key, histogram);
    }
    return { histogram, suffix, bound };
  }

  add({ histogram, suffix, bound }: ClassicPart, reader: ExpositionReader, run: number): void {
    if (histogram.run !== run) {
      histogram.clear(run);
      this.shown.push(histogram);
    }
    histogram.ms = reader.ms;
    histogram.createdMs ??= reader.createdMs;
    histogram.exemplars.push(...reader.exemplars);
    if (suffix === '_bucket') histogram.buckets.push({ bound, count: reader.value });
    else if (suffix === '_count') histogram.count = reader.value;
    else histogram.sum = reader.value;
  }

  /** Those of the page at hand. */
  take(): ClassicHistogram[] {
    const { shown } = this;
    this.shown = [];
    return shown;
  }

  /** Forgets those that the page did not show, once they are many; says whether it did. */
  forgetGone(run: number): boolean {
    const gone = [...this.known].filter(([, histogram]) => histogram.run !== run);
    if (gone.length < MIN_GONE || gone.length * 2 < this.known.size) return false;
    for (const [key] of gone) this.known.delete(key);
    return true;
  }
}
