import { parseDuration } from '../../lib/duration.js';
import { acts, each, orUnlimited, type SettingsTable, section, unneeded, waiting } from './rules.js';
import { generatorOverrides } from './tempo-generator.js';

/** The longest times of queries. Those among the limits of tenants win, unless they are 0. */
export const longestTimes = {
  search: acts('duration', (ms, { file }) =>
    isGiven(file, 'max_search_duration') ? {} : { tempo: { maxSearchDuration: orUnlimited(ms) } },
  ),
  metrics: acts('duration', (ms, { file }) =>
    isGiven(file, 'max_metrics_duration') ? {} : { tempo: { maxMetricsDuration: orUnlimited(ms) } },
  ),
} as const;

/** The same of the size of attributes. */
export const maxAttributeBytes = acts('number', (size, { file }) =>
  isGiven(file, 'max_attribute_bytes', 'ingestion') ? {} : { tempo: { maxAttributeBytes: orUnlimited(size) } },
);

/** Whether a part of `overrides.defaults` has a limit other than none. */
function isGiven(file: unknown, name: string, part: 'read' | 'ingestion' = 'read'): boolean {
  type Part = Record<string, unknown> | null;
  type File = { overrides?: { defaults?: { read?: Part; ingestion?: Part } | null } | null };
  const given = (file as File).overrides?.defaults?.[part]?.[name];
  return given !== undefined && parseDuration(String(given)) !== 0 && given !== 0;
}

const ingestion: SettingsTable = {
  rate_limit_bytes: acts('number', (rate) => ({ tempo: { ingestionRate: orUnlimited(rate) } })),
  burst_size_bytes: acts('number', (size) => ({ tempo: { ingestionBurstSize: orUnlimited(size) } })),
  max_traces_per_user: acts('number', (limit) => ({ tempo: { maxTracesPerUser: orUnlimited(limit) } })),
  // 0: what the distributor's setting says.
  max_attribute_bytes: acts('number', (size) => (size === 0 ? {} : { tempo: { maxAttributeBytes: size } })),
  ...each(waiting, 'retry_info_enabled artificial_delay'),
  ...each(unneeded, 'rate_strategy tenant_shard_size'),
};

const global: SettingsTable = {
  max_bytes_per_trace: acts('number', (size) => ({ tempo: { maxBytesPerTrace: orUnlimited(size) } })),
};

const read: SettingsTable = {
  max_bytes_per_tag_values_query: acts('bytes', (size) => ({
    tempo: { maxBytesPerTagValuesQuery: orUnlimited(size) },
  })),
  max_search_duration: acts('duration', (ms) => (ms === 0 ? {} : { tempo: { maxSearchDuration: ms } })),
  max_metrics_duration: acts('duration', (ms) => (ms === 0 ? {} : { tempo: { maxMetricsDuration: ms } })),
  ...each(waiting, 'unsafe_query_hints left_pad_trace_ids'),
  ...each(unneeded, 'max_blocks_per_tag_values_query max_condition_groups_per_tag_query metrics_spanonly_fetch'),
};

const compaction: SettingsTable = {
  block_retention: acts('duration', (ms) => ({ retention: { traces: orUnlimited(ms) } })),
  ...each(unneeded, 'compaction_window compaction_disabled'),
};

/**
 * What stands below `overrides.defaults`, and below each tenant in a file of overrides.
 * https://grafana.com/docs/tempo/latest/configuration/#overrides
 */
export const tempoOverrides: SettingsTable = {
  ingestion: section(ingestion),
  global: section(global),
  read: section(read),
  compaction: section(compaction),
  metrics_generator: section(generatorOverrides),
  ...each(waiting, 'forwarders cost_attribution'),
  ...each(unneeded, 'storage'),
};

const prefixed = (prefix: string, table: SettingsTable, names: string): SettingsTable =>
  Object.fromEntries(names.split(/\s+/).map((name) => [prefix + name, table[name]!]));

const sectionOf = (table: SettingsTable, ...path: readonly string[]): SettingsTable =>
  path.reduce<SettingsTable>((at, name) => {
    const rule = at[name]!;
    return rule.kind === 'section' ? rule.table : {};
  }, table);

const serviceGraphs = sectionOf(generatorOverrides, 'processor', 'service_graphs');
const spanMetrics = sectionOf(generatorOverrides, 'processor', 'span_metrics');

/**
 * The same below a tenant in the older form, all names on one level.
 * https://grafana.com/docs/tempo/latest/configuration/#overrides
 */
const olderOverrides: SettingsTable = {
  ...prefixed(
    'ingestion_',
    ingestion,
    'rate_limit_bytes burst_size_bytes rate_strategy tenant_shard_size artificial_delay max_attribute_bytes',
  ),
  ...prefixed('', ingestion, 'max_traces_per_user'),
  ...prefixed('', global, 'max_bytes_per_trace'),
  ...each(waiting, 'unsafe_query_hints'),
  ...each(unneeded, 'max_global_traces_per_user max_blocks_per_tag_values_query compaction_window compaction_disabled'),
  ...prefixed('', read, 'max_bytes_per_tag_values_query max_search_duration max_metrics_duration'),
  ...prefixed('', compaction, 'block_retention'),
  ...prefixed(
    'metrics_generator_',
    generatorOverrides,
    'processors max_active_series collection_interval generate_native_histograms ingestion_time_range_slack ' +
      'disable_collection trace_id_label_name remote_write_headers',
  ),
  ...each(
    unneeded,
    'metrics_generator_ring_size metrics_generator_forwarder_queue_size metrics_generator_forwarder_workers',
  ),
  ...prefixed(
    'metrics_generator_processor_service_graphs_',
    serviceGraphs,
    'histogram_buckets dimensions peer_attributes enable_client_server_prefix enable_virtual_node_label ' +
      'enable_messaging_system_latency_histogram span_multiplier_key',
  ),
  ...prefixed(
    'metrics_generator_processor_span_metrics_',
    spanMetrics,
    'histogram_buckets dimensions intrinsic_dimensions filter_policies dimension_mappings enable_target_info ' +
      'target_info_excluded_dimensions enable_instance_label span_multiplier_key',
  ),
};

/** What a tenant of a file of overrides may have: either form. */
export const tempoTenantOverrides: SettingsTable = { ...olderOverrides, ...tempoOverrides };

/** `per_tenant_override_config`. */
export const tempoRuntimeSettings: SettingsTable = { overrides: section({ '*': section(tempoTenantOverrides) }) };

/**
 * What a tenant may set over the API.
 * https://grafana.com/docs/tempo/latest/operations/manage-advanced-systems/user-configurable-overrides/#supported-fields
 */
export const tempoUserOverrides: SettingsTable = {
  ...each(waiting, 'forwarders cost_attribution'),
  metrics_generator: section({
    ...prefixed('', generatorOverrides, 'processors collection_interval ingestion_time_range_slack'),
    ...prefixed('', generatorOverrides, 'trace_id_label_name disable_collection generate_native_histograms'),
    ...prefixed('', generatorOverrides, 'native_histogram_max_bucket_number native_histogram_bucket_factor'),
    ...prefixed('', generatorOverrides, 'native_histogram_min_reset_duration'),
    ...each(waiting, 'span_name_sanitization'),
    processor: section({
      service_graphs: section(
        prefixed(
          '',
          serviceGraphs,
          'histogram_buckets dimensions peer_attributes enable_client_server_prefix ' +
            'enable_messaging_system_latency_histogram enable_virtual_node_label span_multiplier_key',
        ),
      ),
      span_metrics: section(
        prefixed(
          '',
          spanMetrics,
          'histogram_buckets dimensions dimension_mappings intrinsic_dimensions filter_policies enable_target_info ' +
            'target_info_excluded_dimensions enable_instance_label span_multiplier_key',
        ),
      ),
      host_info: unneeded,
    }),
  }),
};
