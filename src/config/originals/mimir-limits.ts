import { resolve } from 'node:path';
import { acts, each, gone, goneTo, orUnlimited, type SettingsTable, unneeded, waiting } from './rules.js';

/**
 * Mimir's limits, for all tenants and for single ones.
 * https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#limits
 */
export const mimirLimits: SettingsTable = {
  ingestion_rate: acts('number', (ingestionRate) => ({ mimir: { ingestionRate } })),
  ingestion_burst_size: acts('number', (ingestionBurstSize) => ({ mimir: { ingestionBurstSize } })),
  max_label_names_per_series: acts('number', (maxLabelNamesPerSeries) => ({ mimir: { maxLabelNamesPerSeries } })),
  max_label_name_length: acts('number', (maxLabelNameLength) => ({ mimir: { maxLabelNameLength } })),
  max_label_value_length: acts('number', (maxLabelValueLength) => ({ mimir: { maxLabelValueLength } })),
  creation_grace_period: acts('duration', (creationGracePeriod) => ({ mimir: { creationGracePeriod } })),
  past_grace_period: acts('duration', (ms) => ({ mimir: { pastGracePeriod: orUnlimited(ms) } })),
  out_of_order_time_window: acts('duration', (outOfOrderTimeWindow) => ({ mimir: { outOfOrderTimeWindow } })),
  max_global_series_per_user: acts('number', (limit) => ({ mimir: { maxGlobalSeriesPerUser: orUnlimited(limit) } })),
  max_fetched_series_per_query: acts('number', (limit) => ({
    mimir: { maxFetchedSeriesPerQuery: orUnlimited(limit) },
  })),
  max_total_query_length: acts('duration', (ms) => ({ mimir: { maxTotalQueryLength: orUnlimited(ms) } })),
  max_partial_query_length: acts('duration', (ms) => ({ mimir: { maxPartialQueryLength: orUnlimited(ms) } })),
  max_query_lookback: acts('duration', (ms) => ({ mimir: { maxQueryLookback: orUnlimited(ms) } })),
  max_labels_query_length: acts('duration', (ms) => ({ mimir: { maxLabelsQueryLength: orUnlimited(ms) } })),
  max_query_expression_size_bytes: acts('number', (bytes) => ({
    mimir: { maxQueryExpressionSizeBytes: orUnlimited(bytes) },
  })),
  cardinality_analysis_enabled: acts('boolean', (cardinalityAnalysisEnabled) => ({
    mimir: { cardinalityAnalysisEnabled },
  })),
  ruler_max_rules_per_rule_group: acts('number', (limit) => ({
    mimir: { rulerMaxRulesPerRuleGroup: orUnlimited(limit) },
  })),
  ruler_max_rule_groups_per_tenant: acts('number', (limit) => ({
    mimir: { rulerMaxRuleGroupsPerTenant: orUnlimited(limit) },
  })),
  ruler_max_rules_per_rule_group_by_namespace: acts('counts', (rulerMaxRulesPerRuleGroupByNamespace) => ({
    mimir: { rulerMaxRulesPerRuleGroupByNamespace },
  })),
  ruler_max_rule_groups_per_tenant_by_namespace: acts('counts', (rulerMaxRuleGroupsPerTenantByNamespace) => ({
    mimir: { rulerMaxRuleGroupsPerTenantByNamespace },
  })),
  ruler_protected_namespaces: acts('texts', (rulerProtectedNamespaces) => ({ mimir: { rulerProtectedNamespaces } })),
  ruler_evaluation_delay_duration: acts('duration', (rulerEvaluationDelayDuration) => ({
    mimir: { rulerEvaluationDelayDuration },
  })),
  ruler_min_rule_evaluation_interval: acts('duration', (rulerMinRuleEvaluationInterval) => ({
    mimir: { rulerMinRuleEvaluationInterval },
  })),
  ruler_recording_rules_evaluation_enabled: acts('boolean', (rulerRecordingRulesEvaluationEnabled) => ({
    mimir: { rulerRecordingRulesEvaluationEnabled },
  })),
  ruler_alerting_rules_evaluation_enabled: acts('boolean', (rulerAlertingRulesEvaluationEnabled) => ({
    mimir: { rulerAlertingRulesEvaluationEnabled },
  })),
  alertmanager_notification_rate_limit: acts('rate', (rate) => ({
    mimir: { alertmanagerNotificationRateLimit: orUnlimited(rate) },
  })),
  alertmanager_notification_rate_limit_per_integration: acts(
    'counts',
    (alertmanagerNotificationRateLimitPerIntegration) => ({
      mimir: { alertmanagerNotificationRateLimitPerIntegration },
    }),
  ),
  alertmanager_max_silences_count: acts('number', (limit) => ({
    mimir: { alertmanagerMaxSilencesCount: orUnlimited(limit) },
  })),
  alertmanager_max_silence_size_bytes: acts('number', (bytes) => ({
    mimir: { alertmanagerMaxSilenceSizeBytes: orUnlimited(bytes) },
  })),
  alertmanager_max_dispatcher_aggregation_groups: acts('number', (limit) => ({
    mimir: { alertmanagerMaxDispatcherAggregationGroups: orUnlimited(limit) },
  })),
  alertmanager_max_alerts_count: acts('number', (limit) => ({
    mimir: { alertmanagerMaxAlertsCount: orUnlimited(limit) },
  })),
  alertmanager_max_alerts_size_bytes: acts('number', (bytes) => ({
    mimir: { alertmanagerMaxAlertsSizeBytes: orUnlimited(bytes) },
  })),
  alertmanager_max_config_size_bytes: acts('number', (bytes) => ({
    mimir: { alertmanagerMaxConfigSizeBytes: orUnlimited(bytes) },
  })),
  alertmanager_max_templates_count: acts('number', (limit) => ({
    mimir: { alertmanagerMaxTemplatesCount: orUnlimited(limit) },
  })),
  alertmanager_max_template_size_bytes: acts('number', (bytes) => ({
    mimir: { alertmanagerMaxTemplateSizeBytes: orUnlimited(bytes) },
  })),
  per_tenant_override_config: acts('text', (file) => ({ mimirOverrides: { files: [resolve(file)] } })),
  per_tenant_override_period: acts('duration', (period) => ({ mimirOverrides: { period } })),
  compactor_blocks_retention_period: acts('duration', (ms) => ({ retention: { metrics: orUnlimited(ms) } })),
  promote_otel_resource_attributes: acts('texts', (promoteResourceAttributes) => ({
    prometheus: { otlp: { promoteResourceAttributes } },
  })),
  otel_keep_identifying_resource_attributes: acts('boolean', (keepIdentifyingResourceAttributes) => ({
    prometheus: { otlp: { keepIdentifyingResourceAttributes } },
  })),
  otel_convert_histograms_to_nhcb: acts('boolean', (convertHistogramsToNhcb) => ({
    prometheus: { otlp: { convertHistogramsToNhcb } },
  })),
  otel_promote_scope_metadata: acts('boolean', (promoteScopeMetadata) => ({
    prometheus: { otlp: { promoteScopeMetadata } },
  })),
  otel_translation_strategy: acts('translationStrategy', (translationStrategy) => ({
    prometheus: { otlp: { translationStrategy } },
  })),
  otel_native_delta_ingestion: acts('boolean', (enabled) =>
    enabled ? { enableFeature: ['otlp-native-delta-ingestion'] } : {},
  ),
  otel_metric_suffixes_enabled: acts('boolean', (enabled) => ({
    prometheus: {
      otlp: { translationStrategy: enabled ? 'UnderscoreEscapingWithSuffixes' : 'UnderscoreEscapingWithoutSuffixes' },
    },
  })),
  ...each(
    waiting,
    `request_rate request_burst_size ingestion_burst_factor accept_ha_samples ha_cluster_label ha_replica_label
    ha_max_clusters ha_tracker_update_timeout ha_tracker_update_timeout_jitter_max ha_tracker_failover_timeout
    drop_labels max_label_names_per_info_series max_metadata_length max_native_histogram_buckets
    max_exemplars_per_series_per_request reduce_native_histogram_over_max_buckets enforce_metadata_metric_name
    metric_relabel_configs metric_relabeling_enabled service_overload_status_code_on_rate_limit_enabled
    max_global_series_per_metric max_global_metadata_per_user max_global_metadata_per_metric
    max_global_exemplars_per_user ignore_ooo_exemplars native_histograms_ingestion_enabled
    active_series_custom_trackers active_series_additional_custom_trackers separate_metrics_group_label
    max_estimated_memory_consumption_per_query max_series_query_limit blocked_queries limited_queries
    blocked_requests enabled_promql_experimental_functions prom2_range_compat
    label_names_and_values_results_max_size_bytes label_values_max_cardinality_label_names_per_request
    cardinality_analysis_max_results active_series_results_max_size_bytes cost_attribution_labels
    cost_attribution_labels_structured max_cost_attribution_cardinality cost_attribution_cooldown
    ruler_alertmanager_client_config
    alertmanager_receivers_firewall_block_cidr_networks alertmanager_receivers_firewall_block_private_addresses
    otel_created_timestamp_zero_ingestion_enabled name_validation_scheme
    otel_label_name_underscore_sanitization otel_label_name_preserve_multiple_underscores
    label_value_length_over_limit_strategy max_active_series_per_user`,
  ),
  ...each(
    unneeded,
    `ingestion_tenant_shard_size ingestion_artificial_delay out_of_order_blocks_external_label_enabled
    max_fetched_chunks_per_query max_estimated_fetched_chunks_per_query_multiplier
    max_fetched_chunk_bytes_per_query max_query_parallelism max_cache_freshness max_queriers_per_tenant
    query_sharding_total_shards query_sharding_max_sharded_queries query_sharding_max_regexp_size_bytes
    query_ingesters_within results_cache_ttl results_cache_ttl_for_out_of_order_time_window
    results_cache_ttl_for_cardinality_query results_cache_ttl_for_labels_query results_cache_ttl_for_errors
    cache_unaligned_requests align_queries_with_step subquery_spin_off_enabled labels_query_optimizer_enabled
    ruler_tenant_shard_size ruler_sync_rules_on_changes_enabled
    ruler_max_independent_rule_evaluation_concurrency_per_tenant store_gateway_tenant_shard_size
    store_gateway_tenant_shard_size_per_zone compactor_split_and_merge_shards compactor_split_groups
    compactor_tenant_shard_size compactor_partial_block_deletion_delay compactor_block_upload_enabled
    compactor_block_upload_validation_enabled compactor_block_upload_verify_chunks
    compactor_block_upload_max_block_size_bytes compactor_max_lookback
    compactor_max_per_block_upload_concurrency s3_sse_type s3_sse_kms_key_id s3_sse_kms_encryption_context
    alertmanager_max_grafana_config_size_bytes alertmanager_max_grafana_state_size_bytes
    alertmanager_notify_hook_url alertmanager_notify_hook_receivers alertmanager_notify_hook_timeout
    ingest_storage_read_consistency ingestion_partitions_tenant_shard_size
    early_head_compaction_owned_series_threshold early_head_compaction_min_estimated_series_reduction_percentage`,
  ),
  max_series_per_user: goneTo('limits.max_global_series_per_user'),
  max_series_per_metric: goneTo('limits.max_global_series_per_metric'),
  max_metadata_per_user: goneTo('limits.max_global_metadata_per_user'),
  max_metadata_per_metric: goneTo('limits.max_global_metadata_per_metric'),
  max_exemplars: goneTo('limits.max_global_exemplars_per_user'),
  max_query_length: goneTo('limits.max_partial_query_length'),
  max_chunks_per_query: goneTo('limits.max_fetched_chunks_per_query'),
  max_series_per_query: goneTo('limits.max_fetched_series_per_query'),
  max_queriers_per_user: goneTo('limits.max_queriers_per_tenant'),
  reject_old_samples: goneTo('limits.past_grace_period'),
  reject_old_samples_max_age: goneTo('limits.past_grace_period'),
  ...each(gone, 'enforce_metric_name ingestion_rate_strategy metadata_ingestion_enabled cardinality_limit'),
};
