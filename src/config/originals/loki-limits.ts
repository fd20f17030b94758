import { resolve } from 'node:path';
import type { ConfigPatch } from '../config.js';
import {
  acts,
  each,
  type FileContext,
  gone,
  goneTo,
  orUnlimited,
  type SettingsTable,
  section,
  unneeded,
  waiting,
} from './rules.js';

const MIB = 1024 * 1024;

/** `otlp_config.resource_attributes`: which resource attributes become stream labels. */
function otlpIndexLabels(value: unknown, { defaults, file }: FileContext): ConfigPatch {
  const settings = value as { ignore_defaults?: unknown; attributes_config?: unknown };
  const labels = new Set(
    settings.ignore_defaults === true ? [] : (distributorLabels(file) ?? defaults.loki.otlpIndexLabels),
  );
  const rules = Array.isArray(settings.attributes_config) ? settings.attributes_config : [];
  for (const rule of rules as { action?: unknown; attributes?: unknown }[]) {
    for (const name of Array.isArray(rule?.attributes) ? rule.attributes : []) {
      if (rule.action === 'index_label') labels.add(String(name));
      else labels.delete(String(name));
    }
  }
  return { loki: { otlpIndexLabels: [...labels] } };
}

function distributorLabels(file: unknown): string[] | undefined {
  const names = (file as { distributor?: { otlp_config?: { default_resource_attributes_as_index_labels?: unknown } } })
    .distributor?.otlp_config?.default_resource_attributes_as_index_labels;
  return Array.isArray(names) ? names.map(String) : undefined;
}

/** Of one tenant or of all. */
const limits: SettingsTable = {
  max_line_size: acts('bytes', (size) => ({ loki: { maxLineSize: orUnlimited(size) } })),
  max_line_size_truncate: acts('boolean', (maxLineSizeTruncate) => ({ loki: { maxLineSizeTruncate } })),
  max_label_names_per_series: acts('number', (maxLabelNamesPerSeries) => ({ loki: { maxLabelNamesPerSeries } })),
  max_label_name_length: acts('number', (maxLabelNameLength) => ({ loki: { maxLabelNameLength } })),
  max_label_value_length: acts('number', (maxLabelValueLength) => ({ loki: { maxLabelValueLength } })),
  reject_old_samples: acts('boolean', (rejectOldSamples) => ({ loki: { rejectOldSamples } })),
  reject_old_samples_max_age: acts('duration', (rejectOldSamplesMaxAge) => ({ loki: { rejectOldSamplesMaxAge } })),
  creation_grace_period: acts('duration', (creationGracePeriod) => ({ loki: { creationGracePeriod } })),
  ingestion_rate_mb: acts('number', (mb) => ({ loki: { ingestionRate: mb * MIB } })),
  ingestion_burst_size_mb: acts('number', (mb) => ({ loki: { ingestionBurstSize: mb * MIB } })),
  per_stream_rate_limit: acts('bytes', (perStreamRateLimit) => ({ loki: { perStreamRateLimit } })),
  per_stream_rate_limit_burst: acts('bytes', (perStreamRateLimitBurst) => ({ loki: { perStreamRateLimitBurst } })),
  allow_structured_metadata: acts('boolean', (allowStructuredMetadata) => ({ loki: { allowStructuredMetadata } })),
  max_structured_metadata_size: acts('bytes', (size) => ({ loki: { maxStructuredMetadataSize: orUnlimited(size) } })),
  max_structured_metadata_entries_count: acts('number', (count) => ({
    loki: { maxStructuredMetadataEntriesCount: orUnlimited(count) },
  })),
  discover_service_name: acts('texts', (discoverServiceName) => ({ loki: { discoverServiceName } })),
  discover_log_levels: acts('boolean', (discoverLogLevels) => ({ loki: { discoverLogLevels } })),
  log_level_fields: acts('texts', (logLevelFields) => ({ loki: { logLevelFields } })),
  increment_duplicate_timestamp: acts('boolean', (incrementDuplicateTimestamp) => ({
    loki: { incrementDuplicateTimestamp },
  })),
  max_streams_per_user: acts('number', (limit) => ({ loki: { maxStreamsPerUser: orUnlimited(limit) } })),
  max_global_streams_per_user: acts('number', (limit) => ({ loki: { maxGlobalStreamsPerUser: orUnlimited(limit) } })),
  max_query_length: acts('duration', (ms) => ({ loki: { maxQueryLength: orUnlimited(ms) } })),
  max_query_range: acts('duration', (ms) => ({ loki: { maxQueryRange: orUnlimited(ms) } })),
  max_query_lookback: acts('duration', (ms) => ({ loki: { maxQueryLookback: orUnlimited(ms) } })),
  max_query_series: acts('number', (maxQuerySeries) => ({ loki: { maxQuerySeries } })),
  max_entries_limit_per_query: acts('number', (limit) => ({ loki: { maxEntriesLimitPerQuery: orUnlimited(limit) } })),
  query_timeout: acts('duration', (ms) => ({ loki: { queryTimeout: orUnlimited(ms) } })),
  max_streams_matchers_per_query: acts('number', (limit) => ({
    loki: { maxStreamsMatchersPerQuery: orUnlimited(limit) },
  })),
  cardinality_limit: acts('number', (limit) => ({ loki: { cardinalityLimit: orUnlimited(limit) } })),
  max_concurrent_tail_requests: acts('number', (limit) => ({
    loki: { maxConcurrentTailRequests: orUnlimited(limit) },
  })),
  volume_enabled: acts('boolean', (volumeEnabled) => ({ loki: { volumeEnabled } })),
  volume_max_series: acts('number', (limit) => ({ loki: { volumeMaxSeries: orUnlimited(limit) } })),
  ruler_max_rules_per_rule_group: acts('number', (limit) => ({
    loki: { rulerMaxRulesPerRuleGroup: orUnlimited(limit) },
  })),
  ruler_max_rule_groups_per_tenant: acts('number', (limit) => ({
    loki: { rulerMaxRuleGroupsPerTenant: orUnlimited(limit) },
  })),
  otlp_config: section({
    resource_attributes: acts('anything', otlpIndexLabels),
    ...each(waiting, 'scope_attributes log_attributes severity_text_as_label'),
  }),
  ...each(
    waiting,
    `max_line_size_truncate_identifier discover_generic_fields log_level_from_json_max_depth max_query_bytes_read
    max_querier_bytes_read ruler_remote_write_disabled ruler_remote_write_url ruler_remote_write_timeout ruler_remote_write_headers
    ruler_remote_write_relabel_configs ruler_remote_write_config ruler_remote_evaluation_timeout
    ruler_remote_evaluation_max_response_size ruler_alertmanager_config blocked_queries required_labels
    minimum_labels_number block_ingestion_policy_until block_ingestion_until block_ingestion_status_code
    enforced_labels policy_enforced_labels policy_stream_mapping metric_aggregation_enabled
    pattern_persistence_enabled pattern_persistence_granularity pattern_rate_threshold
    enable_multi_variant_queries`,
  ),
  ...each(
    unneeded,
    `ingestion_rate_strategy simulated_push_latency use_owned_stream_count unordered_writes max_chunks_per_query
    max_query_parallelism tsdb_max_query_parallelism tsdb_max_bytes_per_shard tsdb_sharding_strategy
    tsdb_precompute_chunks max_cache_freshness_per_query max_metadata_cache_freshness max_stats_cache_freshness
    max_queriers_per_tenant max_query_capacity query_ready_index_num_days split_queries_by_interval
    split_metadata_queries_by_interval split_recent_metadata_queries_by_interval recent_metadata_query_window
    split_instant_metric_queries_by_interval engine_results_cache_time_bucket_interval
    split_ingester_queries_by_interval min_sharding_lookback ruler_tenant_shard_size ruler_enable_wal_replay
    ruler_remote_write_queue_capacity ruler_remote_write_queue_min_shards ruler_remote_write_queue_max_shards
    ruler_remote_write_queue_max_samples_per_send ruler_remote_write_queue_batch_send_deadline
    ruler_remote_write_queue_min_backoff ruler_remote_write_queue_max_backoff
    ruler_remote_write_queue_retry_on_ratelimit ruler_remote_write_sigv4_config shard_streams
    index_gateway_shard_size index_gateway_max_capacity bloom_gateway_enable_filtering bloom_build_max_builders
    bloom_build_task_max_retries bloom_build_builder_response_timeout bloom_creation_enabled bloom_planning_strategy
    bloom_split_series_keyspace_by bloom_task_target_series_chunk_size bloom_block_encoding bloom_prefetch_blocks
    bloom_max_block_size bloom_max_bloom_size bloom_gateway_shard_size bloom_compactor_shard_size
    ingestion_partitions_tenant_shard_size shard_aggregations pattern_ingester_tokenizable_json_fields_default
    pattern_ingester_tokenizable_json_fields_append pattern_ingester_tokenizable_json_fields_delete s3_sse_type
    s3_sse_kms_key_id s3_sse_kms_encryption_context max_scan_task_parallelism debug_engine_tasks
    debug_engine_streams`,
  ),
  enforce_metric_name: gone,
  max_look_back_period: goneTo('limits_config.max_query_lookback'),
  max_line_length: goneTo('limits_config.max_line_size'),
  ingestion_rate: goneTo('limits_config.ingestion_rate_mb'),
  ingestion_burst_size: goneTo('limits_config.ingestion_burst_size_mb'),
};

/** What stands below a tenant in the override files. Whether retention is on at all is said by the configuration file. */
export const lokiTenantLimits: SettingsTable = {
  ...limits,
  retention_period: acts('duration', (ms) => ({ retention: { logs: orUnlimited(ms) } })),
  retention_stream: acts('streamRetention', (retentionStream) => ({ loki: { retentionStream } })),
  deletion_mode: acts('deletionMode', (deletionMode) => ({ loki: { deletionMode } })),
  allow_deletes: goneTo('limits_config.deletion_mode'),
};

/**
 * `limits_config`. Retention and deletion count only where the compactor is told to retain, as there.
 * https://grafana.com/docs/loki/latest/operations/storage/retention/
 */
export const lokiLimits: SettingsTable = {
  ...limits,
  retention_period: acts('duration', (ms, { file }) => retained(file, { retention: { logs: orUnlimited(ms) } })),
  retention_stream: acts('streamRetention', (retentionStream, { file }) =>
    retained(file, { loki: { retentionStream } }),
  ),
  deletion_mode: acts('deletionMode', (deletionMode, { file }) => retained(file, { loki: { deletionMode } })),
  allow_deletes: goneTo('limits_config.deletion_mode'),
  per_tenant_override_config: acts('text', (path, { file }) => overridesIn([path], file)),
  per_tenant_override_period: acts('duration', (period) => ({ lokiOverrides: { period } })),
};

/** The files of `runtime_config.file` and `limits_config.per_tenant_override_config`. */
export function overridesIn(files: readonly string[], file: unknown): ConfigPatch {
  return { lokiOverrides: { files: files.map((path) => resolve(path)), retention: isRetained(file) } };
}

/** Deletion is on with retention and a store of requests, unless `deletion_mode` says otherwise. */
export function deletionByDefault(file: unknown): ConfigPatch {
  const { limits_config: told } = file as { limits_config?: { deletion_mode?: unknown } | null };
  return told?.deletion_mode === undefined ? retained(file, { loki: { deletionMode: 'filter-and-delete' } }) : {};
}

const retained = (file: unknown, patch: ConfigPatch): ConfigPatch => (isRetained(file) ? patch : {});

function isRetained(file: unknown): boolean {
  const { compactor } = file as { compactor?: { retention_enabled?: unknown } | null };
  return compactor?.retention_enabled === true;
}
