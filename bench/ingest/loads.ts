import type { Load } from './load.js';
import { logs } from './logs.js';
import { metrics } from './metrics.js';
import { spans } from './spans.js';

/** Every load by the name under which it is run and reported. */
export const LOADS = {
  logs,
  metrics: metrics(10),
  /** What an agent sends that keeps no backlog: one scrape of each series. */
  'metrics-fresh': metrics(1),
  spans: spans(2_000),
  /** Bodies as large as an SDK's batch. */
  'spans-small': spans(512),
} as const satisfies Record<string, Load>;

export type LoadName = keyof typeof LOADS;
