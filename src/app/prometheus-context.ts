import type { PrometheusContext } from '../api/prometheus/context.js';
import { ExternalLabels } from '../api/prometheus/external-labels.js';
import type { ReadContext } from '../api/read-context.js';
import type { Config } from '../config/config.js';
import type { PromqlEngine } from '../promql/engine.js';
import type { EnabledFeatures } from './features.js';
import type { Limits } from './limits.js';
import type { Monitoring } from './monitoring/monitoring.js';
import { shownSettings } from './shown-settings.js';
import type { Store } from './store.js';
import { readTenantResolver } from './tenancy.js';

export interface PrometheusContextOptions {
  readonly config: Config;
  readonly store: Pick<Store, 'metricAdmin'>;
  readonly engine: PromqlEngine;
  readonly monitoring: Monitoring;
  readonly limits: Limits;
  readonly features: EnabledFeatures;
  readonly startedMs: number;
}

/** What the API of Prometheus and Mimir is made of. */
export const prometheusContext = (
  read: ReadContext,
  { config, store, engine, monitoring, limits, features, startedMs }: PrometheusContextOptions,
): PrometheusContext => ({
  ...read,
  readTenantOf: readTenantResolver(config.multitenancy),
  limitsOf: limits.metrics.of,
  externalLabels: new ExternalLabels(config.prometheus.externalLabels),
  engine,
  rules: monitoring.rules,
  scraping: monitoring.scraper,
  loaded: monitoring.loaded,
  alertmanagers: () => monitoring.external.endpoints(),
  features: features.promql,
  experiments: features,
  admin: config.enableAdminApi ? store.metricAdmin : undefined,
  startedMs,
  flags: shownSettings(config),
});
