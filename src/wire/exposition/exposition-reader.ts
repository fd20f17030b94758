import type { Labels } from '../../model/labels.js';
import type { MetricMetadata, NativeHistogram } from '../../model/samples.js';

export interface ExposedExemplar {
  readonly labels: Labels;
  readonly value: number;
  /** Undefined where the page has no time: that of the scrape counts. */
  readonly ms: number | undefined;
}

/**
 * A page of metrics in one of the formats that Prometheus scrapes, sample by sample: text 0.0.4, OpenMetrics 1.0, protobuf.
 * What the properties hold is good until the next `next()`. A classic histogram or a summary is one sample for each of its
 * series, with the names and labels that Prometheus stores (`_bucket` and `le`, `_sum`, `_count`).
 */
export interface ExpositionReader {
  /** Goes on to the next sample; false at the end. Throws `invalid_argument` with the line and what is wrong there. */
  next(): boolean;
  /**
   * The bytes that tell the series apart, for caches: equal bytes of one format mean one series, though a series may be
   * written in several ways.
   */
  readonly source: Uint8Array;
  readonly seriesStart: number;
  readonly seriesEnd: number;
  /** The series' labels, `__name__` among them, sorted; parsed when asked for. Throws as `next` does. */
  labels(): Labels;
  /**
   * Names that the page gives with an empty value, good after `labels()`. With `honor_labels` each keeps the target's
   * label of that name away.
   */
  readonly emptyNames: readonly string[];
  /** Means nothing where there is a histogram. */
  readonly value: number;
  readonly histogram: NativeHistogram | undefined;
  /** As the page has it, ms. */
  readonly ms: number | undefined;
  readonly exemplars: readonly ExposedExemplar[];
  /** When the counter, histogram or summary began, ms. */
  readonly createdMs: number | undefined;
  /** What the page says of each family, by name; whole at the end. */
  readonly metadata: ReadonlyMap<string, MetricMetadata>;
}

export interface ExpositionOptions {
  /** Taken where the answer names no content type that is known: `PrometheusText0.0.4` and its like; undefined: an error. */
  readonly fallback?: ScrapeProtocol | undefined;
  /** Native histograms are read; without, their classic buckets alone. */
  readonly nativeHistograms: boolean;
  /** Classic buckets of a family that has a native histogram too. */
  readonly classicHistograms: boolean;
}

/** As `scrape_protocols` names them. */
export type ScrapeProtocol =
  | 'PrometheusProto'
  | 'OpenMetricsText1.0.0'
  | 'OpenMetricsText0.0.1'
  | 'PrometheusText1.0.0'
  | 'PrometheusText0.0.4';
