import type { Config } from '../config/config.js';
import { ResultsCache } from '../promql/cache/results-cache.js';
import { PromqlEngine } from '../promql/engine.js';
import type { Features } from '../promql/features.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Store } from './store.js';

/** With several writers on one cluster some writes are not seen here; they are over by then, ms. */
const CLUSTER_FRESHNESS = 600_000;

/** The engine of PromQL, with what it keeps of range queries. */
export function createPromqlEngine(
  { prometheus, storage }: Config,
  store: Pick<Store, 'metrics' | 'sampleWrites'>,
  cacheBytes: number,
  features: Features,
  metrics: Metrics,
): PromqlEngine {
  const { query, evaluationInterval } = prometheus;
  const cache = new ResultsCache({
    maxBytes: cacheBytes,
    writes: store.sampleWrites,
    freshness: storage.engine === 'remote' ? CLUSTER_FRESHNESS : 0,
    now: Date.now,
  });
  metrics.running('quartet_promql_cache_asked_steps_total', 'Steps of range queries.', () => cache.steps.asked);
  metrics.running(
    'quartet_promql_cache_served_steps_total',
    'Steps of range queries that were not evaluated again.',
    () => cache.steps.served,
  );
  metrics.running(
    'cortex_frontend_query_result_cache_requests_total',
    'Range queries that looked for kept steps.',
    () => cache.queries.asked,
  );
  metrics.running(
    'cortex_frontend_query_result_cache_hits_total',
    'Range queries that found some.',
    () => cache.queries.served,
  );
  metrics.gauge('quartet_promql_cache_bytes', 'Bytes of kept steps.', () => cache.bytes);
  return new PromqlEngine(store.metrics, {
    lookback: query.lookbackDelta,
    defaultStep: evaluationInterval,
    maxSamples: query.maxSamples,
    maxConcurrent: query.maxConcurrency,
    features,
    ...(query.cacheResults ? { cache } : {}),
  });
}
