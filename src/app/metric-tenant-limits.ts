import type { Config } from '../config/config.js';
import { MIMIR_OVERRIDES, readRuntimeConfig } from '../config/originals/runtime-config.js';
import type { MetricLimits } from '../model/metric-limits.js';
import { TenantLimits, type TenantLimitsOptions } from './tenant-limits.js';

/** The limits of metrics: `mimir.*`, with the stricter out-of-order window of Mimir and Prometheus. */
export function metricTenantLimits(
  { mimir, mimirOverrides, prometheus }: Pick<Config, 'mimir' | 'mimirOverrides' | 'prometheus'>,
  logger: TenantLimitsOptions<MetricLimits>['logger'],
): Promise<TenantLimits<MetricLimits>> {
  const outOfOrderTimeWindow = Math.min(mimir.outOfOrderTimeWindow, prometheus.outOfOrderTimeWindow);
  return TenantLimits.open<MetricLimits>({
    ...mimirOverrides,
    common: { ...mimir, outOfOrderTimeWindow },
    read: (files) => readRuntimeConfig(files, MIMIR_OVERRIDES),
    logger,
  });
}
