import { formatDuration } from '../lib/duration.js';
import type { TempoLimits } from '../model/tempo-limits.js';
import type { TraceMetricsSettings } from '../model/trace-metric-settings.js';
import { shownGeneratorOverrides } from './shown-generator-overrides.js';

/**
 * What holds for a tenant, in the form of Tempo's overrides; no limit is 0.
 * https://grafana.com/docs/tempo/latest/configuration/#overrides
 */
export function shownTempoOverrides({
  tempo,
  traces,
}: {
  readonly tempo: TempoLimits;
  readonly traces: TraceMetricsSettings;
}): object {
  return {
    ingestion: {
      rate_limit_bytes: orZero(tempo.ingestionRate),
      burst_size_bytes: orZero(tempo.ingestionBurstSize),
      max_traces_per_user: orZero(tempo.maxTracesPerUser),
      max_attribute_bytes: orZero(tempo.maxAttributeBytes),
    },
    global: { max_bytes_per_trace: orZero(tempo.maxBytesPerTrace) },
    read: {
      max_bytes_per_tag_values_query: orZero(tempo.maxBytesPerTagValuesQuery),
      max_search_duration: durationOrZero(tempo.maxSearchDuration),
      max_metrics_duration: durationOrZero(tempo.maxMetricsDuration),
    },
    metrics_generator: {
      max_active_series: orZero(traces.generatedMetrics.maxActiveSeries),
      ...shownGeneratorOverrides(traces),
    },
  };
}

const orZero = (limit: number): number => (limit === Number.POSITIVE_INFINITY ? 0 : limit);

const durationOrZero = (ms: number): string => (ms === Number.POSITIVE_INFINITY ? '0s' : formatDuration(ms));
