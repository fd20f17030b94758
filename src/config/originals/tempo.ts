import { resolve } from 'node:path';
import { acts, each, gone, goneTo, orUnlimited, type SettingsTable, section, unneeded, waiting } from './rules.js';
import { generatorSettings } from './tempo-generator.js';
import { longestTimes, maxAttributeBytes, tempoOverrides } from './tempo-overrides.js';

const compaction = section({
  block_retention: acts('duration', (ms) => ({ retention: { traces: orUnlimited(ms) } })),
  '*': unneeded,
});

const overrides: SettingsTable = {
  defaults: section(tempoOverrides),
  per_tenant_override_config: acts('text', (file) => ({ tempoOverrides: { files: [resolve(file)] } })),
  per_tenant_override_period: acts('duration', (period) => ({ tempoOverrides: { period } })),
  user_configurable_overrides: section({
    enabled: acts('boolean', (userConfigurable) => ({ tempoOverrides: { userConfigurable } })),
    api: section({ check_for_conflicting_runtime_overrides: waiting }),
    ...each(unneeded, 'poll_interval client'),
  }),
  // Files of single tenants are read in either form.
  enable_legacy_overrides: unneeded,
  ingestion_rate_strategy: goneTo('overrides.defaults.ingestion.rate_strategy'),
  ingestion_rate_limit_bytes: goneTo('overrides.defaults.ingestion.rate_limit_bytes'),
  ingestion_burst_size_bytes: goneTo('overrides.defaults.ingestion.burst_size_bytes'),
  max_traces_per_user: goneTo('overrides.defaults.ingestion.max_traces_per_user'),
  max_global_traces_per_user: goneTo('overrides.defaults.ingestion.max_global_traces_per_user'),
  max_bytes_per_trace: goneTo('overrides.defaults.global.max_bytes_per_trace'),
  max_search_duration: goneTo('overrides.defaults.read.max_search_duration'),
  max_bytes_per_tag_values_query: goneTo('overrides.defaults.read.max_bytes_per_tag_values_query'),
  block_retention: goneTo('overrides.defaults.compaction.block_retention'),
  metrics_generator_processors: goneTo('overrides.defaults.metrics_generator.processors'),
  metrics_generator_ring_size: goneTo('overrides.defaults.metrics_generator.ring_size'),
  metrics_generator_max_active_series: goneTo('overrides.defaults.metrics_generator.max_active_series'),
  metrics_generator_collection_interval: goneTo('overrides.defaults.metrics_generator.collection_interval'),
  metrics_generator_disable_collection: goneTo('overrides.defaults.metrics_generator.disable_collection'),
};

/** Tempo 2. https://grafana.com/docs/tempo/latest/configuration/ */
export const tempoSettings: SettingsTable = {
  multitenancy_enabled: acts('boolean', (multitenancy) => ({ multitenancy })),
  distributor: section({
    // Every receiver listens here; what the file says of their addresses is not taken over.
    receivers: section({
      ...each(unneeded, 'otlp jaeger zipkin'),
      ...each(waiting, 'opencensus kafka'),
      '*': unneeded,
    }),
    max_attribute_bytes: maxAttributeBytes,
    max_span_attr_byte: goneTo('distributor.max_attribute_bytes'),
    log_received_traces: goneTo('distributor.log_received_spans'),
    ...each(
      waiting,
      'log_received_spans log_discarded_spans forwarders metric_received_spans usage retry_after_on_resource_exhausted',
    ),
    ...each(
      unneeded,
      `ring override_ring_key extend_writes ingester_write_path_enabled kafka_write_path_enabled kafka_config
      artificial_delay trace_push_api_enabled`,
    ),
  }),
  overrides: section(overrides),
  compactor: section({ compaction, '*': unneeded }),
  backend_worker: section({ compaction, '*': unneeded }),
  metrics_generator: section(generatorSettings),
  query_frontend: section({
    search: section({
      default_result_limit: acts('number', (defaultResultLimit) => ({ tempo: { defaultResultLimit } })),
      max_result_limit: acts('number', (limit) => ({ tempo: { maxResultLimit: orUnlimited(limit) } })),
      max_duration: longestTimes.search,
      default_spans_per_span_set: acts('number', (defaultSpansPerSpanSet) => ({ tempo: { defaultSpansPerSpanSet } })),
      max_spans_per_span_set: acts('number', (limit) => ({ tempo: { maxSpansPerSpanSet: orUnlimited(limit) } })),
      '*': unneeded,
    }),
    metrics: section({
      max_duration: longestTimes.metrics,
      max_exemplars: acts('number', (maxExemplars) => ({ tempo: { maxExemplars } })),
      max_intervals: acts('number', (limit) => ({ tempo: { maxIntervals: orUnlimited(limit) } })),
      '*': unneeded,
    }),
    ...each(waiting, 'max_query_expression_size_bytes multi_tenant_queries_enabled mcp_server'),
    tolerate_failed_blocks: gone,
    query_shards: goneTo('query_frontend.trace_by_id.query_shards'),
    '*': unneeded,
  }),
  ...each(
    unneeded,
    `target http_api_prefix server internal_server ingester_client metrics_generator_client live_store_client querier
    ingester ingest block_builder storage memberlist usage_report cache backend_scheduler backend_scheduler_client
    live_store stream_over_http_enabled autocomplete_filtering_enabled shutdown_delay ballast_mbs
    use_otel_tracer cache_provider enable_go_runtime_metrics`,
  ),
  auth_enabled: goneTo('multitenancy_enabled'),
  search_enabled: gone,
  metrics_generator_enabled: gone,
};
