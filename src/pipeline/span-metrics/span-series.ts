import type { SpanMetricsSettings } from '../../model/trace-metric-settings.js';
import { CounterSeries } from '../generated-series/counter.js';
import { BucketBounds, HistogramSeries } from '../generated-series/histogram.js';
import { type Family, type GroupKind, SeriesGroup } from '../generated-series/series.js';

const CALLS: Family = {
  family: 'traces_spanmetrics_calls_total',
  type: 'counter',
  help: 'Spans by service, name, kind and status.',
};
const LATENCY: Family = {
  family: 'traces_spanmetrics_latency',
  type: 'histogram',
  help: 'Durations of spans in seconds.',
};
const SIZE: Family = {
  family: 'traces_spanmetrics_size_total',
  type: 'counter',
  help: 'Bytes of spans.',
};
const FAMILIES = { count: CALLS, latency: LATENCY, size: SIZE };

/** What counts the spans of one label set. */
export class SpanSeries extends SeriesGroup {
  constructor(
    readonly calls: CounterSeries | undefined,
    readonly latency: HistogramSeries | undefined,
    readonly size: CounterSeries | undefined,
  ) {
    super([calls, latency, size].filter((part) => part !== undefined));
  }
}

/** The span metrics that are made. */
export function spanSeriesKind({
  parts,
  histogramBuckets,
}: Pick<SpanMetricsSettings, 'parts' | 'histogramBuckets'>): GroupKind<SpanSeries> {
  const bounds = new BucketBounds(histogramBuckets);
  return {
    families: parts.map((part) => FAMILIES[part]),
    make: (labels, form) =>
      new SpanSeries(
        parts.includes('count') ? new CounterSeries(CALLS.family, labels) : undefined,
        parts.includes('latency') ? new HistogramSeries(LATENCY.family, labels, bounds, form) : undefined,
        parts.includes('size') ? new CounterSeries(SIZE.family, labels) : undefined,
      ),
  };
}
