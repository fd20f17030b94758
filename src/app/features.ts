import { nearest } from '../lib/nearest.js';
import { FEATURES, type Features } from '../promql/features.js';

/** What `--enable-feature` turned on. */
export interface EnabledFeatures {
  readonly promql: Features;
  readonly searchApi: boolean;
  readonly nativeDelta: boolean;
  readonly deltaToCumulative: boolean;
}

const SEARCH_API = 'search-api';
const NATIVE_DELTA = 'otlp-native-delta-ingestion';
const DELTA_TO_CUMULATIVE = 'otlp-deltatocumulative';

/** Names of Prometheus whose effect is always on here, or of whose matter there is nothing here. */
const ACCEPTED: readonly string[] = [
  'auto-gomaxprocs',
  'auto-gomemlimit',
  'auto-reload-config',
  'concurrent-rule-eval',
  'created-timestamp-zero-ingestion',
  'delayed-compaction',
  'exemplar-storage',
  'expand-external-labels',
  'extra-scrape-metrics',
  'memory-snapshot-on-shutdown',
  'metadata-wal-records',
  'native-histograms',
  'new-service-discovery-manager',
  'old-ui',
  'otlp-write-receiver',
  'promql-at-modifier',
  'promql-duration-expr',
  'promql-negative-offset',
  'promql-per-step-stats',
  'remote-write-receiver',
  'st-storage',
  'type-and-unit-labels',
  'use-uncached-io',
  'xor2-encoding',
];

/**
 * Reads the names of `--enable-feature`, which are Prometheus'. What is not known has no effect, and `warn` is told.
 * https://prometheus.io/docs/prometheus/latest/feature_flags/
 */
export function enabledFeatures(names: readonly string[], warn: (message: string) => void): EnabledFeatures {
  const known: readonly string[] = [...FEATURES, SEARCH_API, NATIVE_DELTA, DELTA_TO_CUMULATIVE, ...ACCEPTED];
  for (const name of names) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    warn(`--enable-feature: ${JSON.stringify(name)} is not known and has no effect${hint}`);
  }
  const deltaToCumulative = names.includes(DELTA_TO_CUMULATIVE);
  if (deltaToCumulative && names.includes(NATIVE_DELTA)) {
    warn(`--enable-feature: ${NATIVE_DELTA} has no effect beside ${DELTA_TO_CUMULATIVE}`);
  }
  return {
    promql: new Set(FEATURES.filter((feature) => names.includes(feature))),
    searchApi: names.includes(SEARCH_API),
    nativeDelta: names.includes(NATIVE_DELTA) && !deltaToCumulative,
    deltaToCumulative,
  };
}
