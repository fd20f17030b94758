/**
 * What metrics are made of spans, as Tempo's metrics-generator names it.
 * https://grafana.com/docs/tempo/latest/configuration/#metrics-generator
 */

/** Which forms of histogram are made; `both` writes each observation as both. */
export const HISTOGRAM_FORMS = ['classic', 'native', 'both'] as const;
export type HistogramForm = (typeof HISTOGRAM_FORMS)[number];

/** The three span metrics. */
export const SPAN_METRICS_PARTS = ['count', 'latency', 'size'] as const;
type SpanMetricsPart = (typeof SPAN_METRICS_PARTS)[number];

/** Attributes that a span must have, all of them. */
export interface PolicyMatch {
  /** Regular expressions are RE2 and match whole values of strings. */
  readonly matchType: 'strict' | 'regex';
  /** `key`: `resource.…`, `span.…`, `name`, `kind` or `status`. */
  readonly attributes: readonly { readonly key: string; readonly value: string | number | boolean }[];
}

/** Which spans count: those that meet every `include` or any `includeAny`, and no `exclude`. */
export interface FilterPolicy {
  readonly include?: PolicyMatch | undefined;
  readonly includeAny?: PolicyMatch | undefined;
  readonly exclude?: PolicyMatch | undefined;
}

/** A label that is made of attributes: the values of those that are there, joined. */
export interface DimensionMapping {
  readonly name: string;
  readonly sourceLabels: readonly string[];
  readonly join: string;
}

/** `processor.span_metrics` */
export interface SpanMetricsSettings {
  readonly enabled: boolean;
  /** Which of the three metrics are made. */
  readonly parts: readonly SpanMetricsPart[];
  /** Upper bounds, seconds. */
  readonly histogramBuckets: readonly number[];
  readonly intrinsicDimensions: {
    readonly service: boolean;
    readonly spanName: boolean;
    readonly spanKind: boolean;
    readonly statusCode: boolean;
    readonly statusMessage: boolean;
  };
  /** Attributes of the resource or the span that become labels. */
  readonly dimensions: readonly string[];
  readonly dimensionMappings: readonly DimensionMapping[];
  /** Makes `traces_target_info`, and the labels `job` and (with `instanceLabel`) `instance`. */
  readonly targetInfo: boolean;
  readonly targetInfoExcludedDimensions: readonly string[];
  readonly instanceLabel: boolean;
  /** The attribute that holds the share of traces that the sampler kept. */
  readonly spanMultiplierKey?: string | undefined;
  readonly filterPolicies: readonly FilterPolicy[];
}

/** `processor.service_graphs` */
export interface ServiceGraphSettings {
  readonly enabled: boolean;
  /** How long a span waits for the other side of its request, ms. */
  readonly wait: number;
  /** Spans of one tenant that may wait. */
  readonly maxItems: number;
  /** Upper bounds, seconds. */
  readonly histogramBuckets: readonly number[];
  /** Attributes of the resource or the span that become labels. */
  readonly dimensions: readonly string[];
  /** Makes two labels of each dimension: `client_…` and `server_…`. */
  readonly clientServerPrefix: boolean;
  /** Attributes that name what a span called that sends no spans itself; the first that is there counts. */
  readonly peerAttributes: readonly string[];
  /** Adds `virtual_node`, which tells the side that sends no spans. */
  readonly virtualNodeLabel: boolean;
  /** Makes `traces_service_graph_request_messaging_system_seconds`. */
  readonly messagingSystemLatency: boolean;
  /** The attribute that holds the share of traces that the sampler kept. */
  readonly spanMultiplierKey?: string | undefined;
  readonly filterPolicies: readonly FilterPolicy[];
}

/** What holds for all series that are made of spans. */
export interface GeneratedSeriesSettings {
  /** Spans are counted, and nothing is written: Tempo's `disable_collection`. */
  readonly disabled: boolean;
  /** How often samples are written, ms. */
  readonly interval: number;
  readonly histograms: HistogramForm;
  /** Series of one tenant; further label sets are counted in one whose values are `__overflow__`. */
  readonly maxActiveSeries: number;
  /** How long a series that nothing adds to goes on, ms. */
  readonly staleAfter: number;
  /** How far from now a span may have ended, ms; others are not counted. */
  readonly timeRangeSlack: number;
}

/** What is made of the spans of one tenant. */
export interface TraceMetricsSettings {
  readonly spanMetrics: SpanMetricsSettings;
  readonly serviceGraph: ServiceGraphSettings;
  readonly generatedMetrics: GeneratedSeriesSettings;
}

/** Tempo's defaults; where it has no bound there is one, and more spans may wait. */
export const DEFAULT_TRACE_METRICS: TraceMetricsSettings = {
  spanMetrics: {
    enabled: true,
    parts: SPAN_METRICS_PARTS,
    histogramBuckets: [
      0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048, 4.096, 8.192, 16.384,
    ],
    intrinsicDimensions: { service: true, spanName: true, spanKind: true, statusCode: true, statusMessage: false },
    dimensions: [],
    dimensionMappings: [],
    targetInfo: false,
    targetInfoExcludedDimensions: [],
    instanceLabel: true,
    filterPolicies: [],
  },
  serviceGraph: {
    enabled: true,
    wait: 10_000,
    maxItems: 100_000,
    histogramBuckets: [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8],
    dimensions: [],
    clientServerPrefix: false,
    peerAttributes: ['peer.service', 'db.name', 'db.system'],
    virtualNodeLabel: false,
    messagingSystemLatency: false,
    filterPolicies: [],
  },
  generatedMetrics: {
    disabled: false,
    interval: 15_000,
    histograms: 'classic',
    maxActiveSeries: 100_000,
    staleAfter: 900_000,
    timeRangeSlack: 30_000,
  },
};
