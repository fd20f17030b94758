import { resolve } from 'node:path';
import { mimirLimits } from './mimir-limits.js';
import {
  ANY_OTHER,
  acts,
  each,
  gone,
  goneTo,
  orUnlimited,
  type SettingsTable,
  section,
  unneeded,
  waiting,
} from './rules.js';

/** Mimir 2. https://grafana.com/docs/mimir/latest/configure/configuration-parameters/ */
export const mimirSettings: SettingsTable = {
  multitenancy_enabled: acts('boolean', (multitenancy) => ({ multitenancy })),
  limits: section(mimirLimits),
  runtime_config: section({
    file: acts('texts', (files) => ({ mimirOverrides: { files: files.map((file) => resolve(file)) } })),
    period: acts('duration', (period) => ({ mimirOverrides: { period } })),
  }),
  ruler: section({
    ...each(
      waiting,
      'external_url evaluation_interval rule_path alertmanager_url enable_api query_frontend recording_rules_evaluation_enabled alerting_rules_evaluation_enabled poll_interval for_outage_tolerance for_grace_period resend_delay notification_timeout tenant_federation',
    ),
    '*': unneeded,
  }),
  alertmanager: section({
    ...each(waiting, 'external_url retention fallback_config_file enable_api web_external_url'),
    '*': unneeded,
  }),
  tenant_federation: waiting,
  distributor: section({
    ha_tracker: section({ ...each(waiting, 'enable_ha_tracker'), '*': unneeded }),
    ...each(waiting, 'max_recv_msg_size max_otlp_request_size'),
    '*': unneeded,
  }),
  querier: section({
    timeout: acts('duration', (queryTimeout) => ({ limits: { queryTimeout } })),
    max_samples: acts('number', (maxSamples) => ({ prometheus: { query: { maxSamples: orUnlimited(maxSamples) } } })),
    max_concurrent: acts('number', (maxConcurrency) => ({ prometheus: { query: { maxConcurrency } } })),
    lookback_delta: acts('duration', (lookbackDelta) => ({ prometheus: { query: { lookbackDelta } } })),
    default_evaluation_interval: acts('duration', (evaluationInterval) => ({ prometheus: { evaluationInterval } })),
    '*': unneeded,
  }),
  frontend: section({
    cache_results: acts('boolean', (cacheResults) => ({ prometheus: { query: { cacheResults } } })),
    align_querier_with_step: goneTo('limits.align_queries_with_step'),
    cache_unaligned_requests: goneTo('limits.cache_unaligned_requests'),
    downstream_url: gone,
    '*': unneeded,
  }),
  ingester: section({
    lifecycler: goneTo('ingester.ring'),
    walconfig: gone,
    '*': unneeded,
  }),
  store_gateway: section({ sharding_enabled: gone, sharding_strategy: gone, '*': unneeded }),
  compactor: section({ sharding_enabled: gone, consistency_delay: gone, '*': unneeded }),
  ...each(
    waiting,
    'cost_attribution_eviction_interval cost_attribution_registry_path cost_attribution_cleanup_interval',
  ),
  ...each(
    unneeded,
    `target no_auth_tenant shutdown_delay max_separate_metrics_groups_per_user enable_go_runtime_metrics api server
    ingester_client flusher frontend_worker ingest_storage block_builder block_builder_scheduler
    blocks_storage activity_tracker include_tenant_id_in_profile_labels vault ruler_storage alertmanager_storage
    memberlist query_scheduler usage_stats usage_tracker overrides_exporter common continuous_test
    timeseries_unmarshal_caching_optimization_enabled ballast_bytes`,
  ),
  auth_enabled: goneTo('multitenancy_enabled'),
  query_range: goneTo('frontend'),
  http_prefix: gone,
  limits_config: goneTo('limits'),
  ...each(gone, 'schema storage chunk_store table_manager configs purger tenant_federation_enabled'),
};

/**
 * The file of `runtime_config.file`.
 * https://grafana.com/docs/mimir/latest/configure/about-runtime-configuration/
 */
export const mimirRuntimeSettings: SettingsTable = {
  overrides: section({ [ANY_OTHER]: section(mimirLimits) }),
  ...each(unneeded, 'multi_kv_config ingester_limits distributor_limits ingester_stream_chunks_when_using_blocks'),
};
