import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits, SpanReader } from '../../storage/interface.js';
import type { TraceqlEngine } from '../../traceql/engine.js';
import type { TraceqlMetrics } from '../../traceql/metrics/metrics-engine.js';
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
};

export interface TempoContext extends ReadContext {
  readonly spans: SpanReader;
  readonly traceql: TraceqlEngine;
  readonly traceMetrics: TraceqlMetrics;
  readonly tempoLimits: TempoLimits;
}

/** One request, ready to be answered. */
export interface TempoRequest {
  readonly context: TempoContext;
  readonly tenant: Tenant;
  readonly parameters: QueryParameters;
  readonly limits: QueryLimits;
  readonly allowed: TempoLimits;
}
