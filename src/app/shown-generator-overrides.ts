import { formatDuration } from '../lib/duration.js';
import type { FilterPolicy, PolicyMatch, TraceMetricsSettings } from '../model/trace-metric-settings.js';

/**
 * What holds for a tenant as Tempo names it: `metrics_generator` of the overrides that a tenant may set.
 * https://grafana.com/docs/tempo/latest/operations/manage-advanced-systems/user-configurable-overrides/#supported-fields
 */
export function shownGeneratorOverrides({ spanMetrics, serviceGraph, generatedMetrics }: TraceMetricsSettings): object {
  const { service, spanName, spanKind, statusCode, statusMessage } = spanMetrics.intrinsicDimensions;
  return {
    processors: [
      ...(serviceGraph.enabled ? ['service-graphs'] : []),
      ...(spanMetrics.enabled ? processorsOf(spanMetrics.parts) : []),
    ],
    collection_interval: formatDuration(generatedMetrics.interval),
    ingestion_time_range_slack: formatDuration(generatedMetrics.timeRangeSlack),
    disable_collection: generatedMetrics.disabled,
    generate_native_histograms: generatedMetrics.histograms,
    processor: {
      service_graphs: {
        histogram_buckets: serviceGraph.histogramBuckets,
        dimensions: serviceGraph.dimensions,
        peer_attributes: serviceGraph.peerAttributes,
        enable_client_server_prefix: serviceGraph.clientServerPrefix,
        enable_messaging_system_latency_histogram: serviceGraph.messagingSystemLatency,
        enable_virtual_node_label: serviceGraph.virtualNodeLabel,
        span_multiplier_key: serviceGraph.spanMultiplierKey,
      },
      span_metrics: {
        histogram_buckets: spanMetrics.histogramBuckets,
        dimensions: spanMetrics.dimensions,
        dimension_mappings: spanMetrics.dimensionMappings.map(({ name, sourceLabels, join }) => ({
          name,
          source_labels: sourceLabels,
          join,
        })),
        intrinsic_dimensions: {
          service,
          span_name: spanName,
          span_kind: spanKind,
          status_code: statusCode,
          status_message: statusMessage,
        },
        filter_policies: spanMetrics.filterPolicies.map(shownPolicy),
        enable_target_info: spanMetrics.targetInfo,
        target_info_excluded_dimensions: spanMetrics.targetInfoExcludedDimensions,
        enable_instance_label: spanMetrics.instanceLabel,
        span_multiplier_key: spanMetrics.spanMultiplierKey,
      },
    },
  };
}

const processorsOf = (parts: TraceMetricsSettings['spanMetrics']['parts']): string[] =>
  parts.length === 3 ? ['span-metrics'] : parts.map((part) => `span-metrics-${part}`);

const shownPolicy = ({ include, includeAny, exclude }: FilterPolicy): object => ({
  include: include && shownMatch(include),
  include_any: includeAny && shownMatch(includeAny),
  exclude: exclude && shownMatch(exclude),
});

const shownMatch = ({ matchType, attributes }: PolicyMatch): object => ({ match_type: matchType, attributes });
