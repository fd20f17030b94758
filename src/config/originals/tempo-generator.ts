import { SPAN_METRICS_PARTS } from '../../model/trace-metric-settings.js';
import type { ConfigPatch } from '../config.js';
import { acts, each, orUnlimited, type SettingsTable, section, unneeded, waiting } from './rules.js';

type Traces = NonNullable<ConfigPatch['traces']>;
const spans = (spanMetrics: NonNullable<Traces['spanMetrics']>): ConfigPatch => ({ traces: { spanMetrics } });
const graph = (serviceGraph: NonNullable<Traces['serviceGraph']>): ConfigPatch => ({ traces: { serviceGraph } });
const all = (generatedMetrics: NonNullable<Traces['generatedMetrics']>): ConfigPatch => ({
  traces: { generatedMetrics },
});

const spanMetrics: SettingsTable = {
  histogram_buckets: acts('buckets', (histogramBuckets) => spans({ histogramBuckets })),
  intrinsic_dimensions: section({
    service: acts('boolean', (service) => spans({ intrinsicDimensions: { service } })),
    span_name: acts('boolean', (spanName) => spans({ intrinsicDimensions: { spanName } })),
    span_kind: acts('boolean', (spanKind) => spans({ intrinsicDimensions: { spanKind } })),
    status_code: acts('boolean', (statusCode) => spans({ intrinsicDimensions: { statusCode } })),
    status_message: acts('boolean', (statusMessage) => spans({ intrinsicDimensions: { statusMessage } })),
  }),
  dimensions: acts('texts', (dimensions) => spans({ dimensions })),
  dimension_mappings: acts('dimensionMappings', (dimensionMappings) => spans({ dimensionMappings })),
  enable_target_info: acts('boolean', (targetInfo) => spans({ targetInfo })),
  target_info_excluded_dimensions: acts('texts', (targetInfoExcludedDimensions) =>
    spans({ targetInfoExcludedDimensions }),
  ),
  enable_instance_label: acts('boolean', (instanceLabel) => spans({ instanceLabel })),
  span_multiplier_key: acts('text', (key) => (key === '' ? {} : spans({ spanMultiplierKey: key }))),
  filter_policies: acts('filterPolicies', (filterPolicies) => spans({ filterPolicies })),
  ...each(waiting, 'enable_tracestate_span_multiplier subprocessors'),
};

const serviceGraphs: SettingsTable = {
  wait: acts('duration', (wait) => graph({ wait })),
  max_items: acts('number', (maxItems) => graph({ maxItems: orUnlimited(maxItems) })),
  histogram_buckets: acts('buckets', (histogramBuckets) => graph({ histogramBuckets })),
  dimensions: acts('texts', (dimensions) => graph({ dimensions })),
  peer_attributes: acts('texts', (peerAttributes) => graph({ peerAttributes })),
  enable_client_server_prefix: acts('boolean', (clientServerPrefix) => graph({ clientServerPrefix })),
  enable_virtual_node_label: acts('boolean', (virtualNodeLabel) => graph({ virtualNodeLabel })),
  enable_messaging_system_latency_histogram: acts('boolean', (messagingSystemLatency) =>
    graph({ messagingSystemLatency }),
  ),
  span_multiplier_key: acts('text', (key) => (key === '' ? {} : graph({ spanMultiplierKey: key }))),
  filter_policies: acts('filterPolicies', (filterPolicies) => graph({ filterPolicies })),
  ...each(waiting, 'enable_tracestate_span_multiplier database_name_attributes'),
  ...each(unneeded, 'workers'),
};

/** `metrics_generator`. https://grafana.com/docs/tempo/latest/configuration/#metrics-generator */
export const generatorSettings: SettingsTable = {
  processor: section({
    span_metrics: section(spanMetrics),
    service_graphs: section(serviceGraphs),
    ...each(unneeded, 'local_blocks traces_storage host_info'),
  }),
  registry: section({
    collection_interval: acts('duration', (interval) => all({ interval })),
    stale_duration: acts('duration', (staleAfter) => all({ staleAfter })),
    ...each(waiting, 'external_labels inject_tenant_id_as max_label_name_length max_label_value_length'),
    '*': unneeded,
  }),
  metrics_ingestion_time_range_slack: acts('duration', (timeRangeSlack) => all({ timeRangeSlack })),
  query_timeout: waiting,
  storage: section({
    ...each(waiting, 'remote_write remote_write_flush_deadline remote_write_add_org_id_header remote_write_headers'),
    ...each(unneeded, 'path wal'),
  }),
  '*': unneeded,
};

/** `overrides.defaults.metrics_generator`. https://grafana.com/docs/tempo/latest/configuration/#overrides */
export const generatorOverrides: SettingsTable = {
  processors: acts('texts', enabledOnly),
  max_active_series: acts('number', (limit) => all({ maxActiveSeries: orUnlimited(limit) })),
  collection_interval: acts('duration', (interval) => all({ interval })),
  generate_native_histograms: acts('histogramForm', (histograms) => all({ histograms })),
  ingestion_time_range_slack: acts('duration', (timeRangeSlack) => all({ timeRangeSlack })),
  processor: section({
    span_metrics: section(spanMetrics),
    service_graphs: section(serviceGraphs),
    ...each(unneeded, 'local_blocks host_info'),
  }),
  disable_collection: acts('boolean', (disabled) => all({ disabled })),
  ...each(waiting, 'trace_id_label_name remote_write_headers native_histogram_bucket_factor'),
  ...each(waiting, 'native_histogram_max_bucket_number native_histogram_min_reset_duration'),
  '*': unneeded,
};

/** The processors that a file names are those that run. */
function enabledOnly(names: readonly string[]): ConfigPatch {
  const isWhole = names.includes('span-metrics');
  const parts = SPAN_METRICS_PARTS.filter((part) => isWhole || names.includes(`span-metrics-${part}`));
  return {
    traces: {
      spanMetrics: { enabled: parts.length > 0, ...(parts.length > 0 && { parts }) },
      serviceGraph: { enabled: names.includes('service-graphs') },
    },
  };
}
