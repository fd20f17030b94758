import type { LokiContext } from '../api/loki/request.js';
import type { Tails } from '../api/loki/tail/tails.js';
import type { ReadContext } from '../api/read-context.js';
import type { Config } from '../config/config.js';
import { LogqlEngine } from '../logql/engine.js';
import type { LokiLimitsOf } from '../model/loki-limits.js';
import { isLoopback } from './listeners-table.js';
import { shownSettings } from './shown-settings.js';
import type { Store } from './store.js';

/** Series that a query of logs may come to. */
const MAX_SERIES = 500;

export interface LokiContextOptions {
  readonly config: Config;
  readonly store: Store;
  readonly tails: Tails;
  readonly limitsOf: LokiLimitsOf;
}

/** What Loki's API is made of. */
export const lokiContext = (
  read: ReadContext,
  { config, store, tails, limitsOf }: LokiContextOptions,
): LokiContext => ({
  ...read,
  tails,
  limitsOf,
  // Whoever reaches the ports may delete: there is no authentication.
  deletion: isLoopback(config.listen)
    ? { requests: store.logDeleteRequests, maxIntervalMs: config.logDeletion.maxInterval }
    : undefined,
  logVolumes: store.logVolumes,
  settings: shownSettings(config),
  logql: new LogqlEngine(store.logs, {
    maxPoints: config.prometheus.query.maxSamples,
    maxSeries: MAX_SERIES,
    ...(config.logql.pushDown && { aggregates: store.logAggregates }),
  }),
});
