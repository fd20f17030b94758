import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits, SpanReader } from '../../storage/interface.js';
import type { TraceqlEngine } from '../../traceql/engine.js';
import type { TraceqlMetrics } from '../../traceql/metrics/metrics-engine.js';
import type { TraceqlTags } from '../../traceql/tags/tags-engine.js';
import type { QueryParameters } from '../form-parameters.js';
import type { ReadContext } from '../read-context.js';

/** What a request may ask for, under the names of Tempo's configuration; durations in ms. */
export interface TempoLimits {
  /** `query_frontend.search`. */
  readonly defaultResultLimit: number;
  readonly maxResultLimit: number;
  readonly maxSearchDuration: number;
  readonly defaultSpansPerSpanSet: number;
  readonly maxSpansPerSpanSet: number;
  /** `query_frontend.metrics`. */
  readonly maxMetricsDuration: number;
  readonly maxIntervals: number;
  readonly maxExemplars: number;
  /** `overrides.defaults.read`; bytes. */
  readonly maxBytesPerTagValuesQuery: number;
}

const HOUR = 3_600_000;

/** https://grafana.com/docs/tempo/latest/configuration/#query-frontend */
export const DEFAULT_TEMPO_LIMITS: TempoLimits = {
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

export interface TempoContext extends ReadContext {
  readonly spans: SpanReader;
  readonly traceql: TraceqlEngine;
  readonly traceMetrics: TraceqlMetrics;
  readonly traceTags: TraceqlTags;
  readonly tempoLimits: TempoLimits;
}

/** One request, ready to be answered. */
export interface TempoRequest {
  readonly context: TempoContext;
  readonly tenant: Tenant;
  /** What the path names: a tag or a trace; empty where it names nothing. */
  readonly name: string;
  readonly parameters: QueryParameters;
  /** The text of a body that is said to be JSON. */
  readonly json?: string | undefined;
  readonly limits: QueryLimits;
  readonly allowed: TempoLimits;
}
