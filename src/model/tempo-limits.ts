const HOUR = 3_600_000;

/**
 * What one tenant may send and ask of traces, under the names of Tempo's configuration; times in ms (Infinity: no limit).
 * https://grafana.com/docs/tempo/latest/configuration/#overrides
 */
export interface TempoLimits {
  /** `overrides.defaults.ingestion`: bytes a second, and at once. */
  readonly ingestionRate: number;
  readonly ingestionBurstSize: number;
  /** Bytes of one trace, and traces that get spans at a time. */
  readonly maxBytesPerTrace: number;
  readonly maxTracesPerUser: number;
  /** Bytes of an attribute's key and of its text; the rest is cut off. */
  readonly maxAttributeBytes: number;
  /** `query_frontend.search`: traces of an answer where nothing is asked for, and at most. */
  readonly defaultResultLimit: number;
  readonly maxResultLimit: number;
  /** Time between start and end of a search, and of a call about tags. */
  readonly maxSearchDuration: number;
  readonly defaultSpansPerSpanSet: number;
  readonly maxSpansPerSpanSet: number;
  /** `query_frontend.metrics`: time between start and end. */
  readonly maxMetricsDuration: number;
  readonly maxIntervals: number;
  readonly maxExemplars: number;
  /** `overrides.defaults.read`; bytes. */
  readonly maxBytesPerTagValuesQuery: number;
}

/** The original's defaults, except that what is stored is not limited: one process serves one owner. */
export const DEFAULT_TEMPO_LIMITS: TempoLimits = {
  ingestionRate: Number.POSITIVE_INFINITY,
  ingestionBurstSize: Number.POSITIVE_INFINITY,
  maxBytesPerTrace: Number.POSITIVE_INFINITY,
  maxTracesPerUser: Number.POSITIVE_INFINITY,
  maxAttributeBytes: Number.POSITIVE_INFINITY,
  defaultResultLimit: 20,
  maxResultLimit: 262_144,
  maxSearchDuration: 168 * HOUR,
  defaultSpansPerSpanSet: 3,
  maxSpansPerSpanSet: 100,
  maxMetricsDuration: 24 * HOUR,
  maxIntervals: 10_000,
  maxExemplars: 100,
  maxBytesPerTagValuesQuery: 10_000_000,
};
