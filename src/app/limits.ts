import type { TempoTenantValues } from '../config/originals/runtime-config.js';
import type { LokiLimits } from '../model/loki-limits.js';
import type { MetricLimits } from '../model/metric-limits.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { TenantLimits } from './tenant-limits.js';

/** What tenants may do. */
export interface Limits {
  readonly metrics: TenantLimits<MetricLimits>;
  readonly logs: TenantLimits<LokiLimits>;
  /** What files say of single tenants; `TempoTenants` lays it over the rest. */
  readonly traces: TenantLimits<TempoTenantValues>;
}

/** Tells of the files with limits, under the names that Mimir, Loki and Tempo give it. */
export function describeLimits(limits: Limits, metrics: Metrics): void {
  const help = 'Whether the files of limits for single tenants were good when they were looked at last.';
  metrics.gauge('cortex_runtime_config_last_reload_successful', help, () => (limits.metrics.isGood ? 1 : 0));
  metrics.gauge('tempo_runtime_config_last_reload_successful', help, () => (limits.traces.isGood ? 1 : 0));
  metrics.gauge('loki_runtime_config_last_reload_successful', help, () => (limits.logs.isGood ? 1 : 0));
}
