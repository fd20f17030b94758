import { deletionByDefault, lokiLimits, lokiTenantLimits, overridesIn } from './loki-limits.js';
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

/** Loki 3. https://grafana.com/docs/loki/latest/configure/ */
export const lokiSettings: SettingsTable = {
  auth_enabled: acts('boolean', (multitenancy) => ({ multitenancy })),
  limits_config: section(lokiLimits),
  distributor: section({
    otlp_config: section({
      default_resource_attributes_as_index_labels: acts('texts', (otlpIndexLabels) => ({ loki: { otlpIndexLabels } })),
    }),
    '*': unneeded,
  }),
  compactor: section({
    retention_enabled: acts('boolean', () => ({})),
    delete_request_store: acts('text', (_store, { file }) => deletionByDefault(file)),
    delete_request_cancel_period: acts('duration', (cancelPeriod) => ({ logDeletion: { cancelPeriod } })),
    delete_max_interval: acts('duration', (ms) => ({ logDeletion: { maxInterval: orUnlimited(ms) } })),
    shared_store: goneTo('compactor.delete_request_store'),
    shared_store_key_prefix: goneTo('compactor.delete_request_store_key_prefix'),
    deletion_mode: goneTo('limits_config.deletion_mode'),
    '*': unneeded,
  }),
  querier: section({
    tail_max_duration: acts('duration', (ms) => ({ loki: { tailMaxDuration: orUnlimited(ms) } })),
    query_timeout: goneTo('limits_config.query_timeout'),
    engine: section({ timeout: goneTo('limits_config.query_timeout'), '*': unneeded }),
    '*': unneeded,
  }),
  query_range: section({
    split_queries_by_interval: goneTo('limits_config.split_queries_by_interval'),
    '*': unneeded,
  }),
  ingester: section({ max_transfer_retries: gone, '*': unneeded }),
  chunk_store_config: section({
    max_look_back_period: goneTo('limits_config.max_query_lookback'),
    '*': unneeded,
  }),
  storage_config: section({
    boltdb_shipper: section({ shared_store: gone, '*': unneeded }),
    tsdb_shipper: section({ shared_store: gone, '*': unneeded }),
    '*': unneeded,
  }),
  ruler: section({
    ...each(
      waiting,
      `external_url external_labels datasource_uid evaluation_interval poll_interval storage rule_path
      alertmanager_url enable_alertmanager_discovery enable_api remote_write evaluation resend_delay for_grace_period
      for_outage_tolerance notification_queue_capacity notification_timeout alertmanager_client`,
    ),
    '*': unneeded,
  }),
  pattern_ingester: section({ ...each(waiting, 'enabled'), '*': unneeded }),
  runtime_config: section({
    file: acts('texts', (files, { file }) => overridesIn(files, file)),
    period: acts('duration', (period) => ({ lokiOverrides: { period } })),
  }),
  operational_config: waiting,
  ...each(
    unneeded,
    `target ballast_bytes server ui query_engine query_scheduler frontend frontend_worker ingester_client
    block_builder block_scheduler index_gateway bloom_build bloom_gateway schema_config compactor_grpc_client
    ingester_rf1 ingest_limits ingest_limits_client ingest_limits_frontend ingest_limits_frontend_client memberlist
    kafka_config dataobj dataobj_explorer tracing analytics profiling common table_manager
    shutdown_delay metrics_namespace ruler_storage http_prefix`,
  ),
  multitenancy_enabled: goneTo('auth_enabled'),
  chunk_store: goneTo('chunk_store_config'),
  schema: goneTo('schema_config'),
  storage: goneTo('storage_config'),
  configs: gone,
};

/**
 * The file of `runtime_config.file`.
 * https://grafana.com/docs/loki/latest/configure/#runtime-configuration-file
 */
export const lokiRuntimeSettings: SettingsTable = {
  overrides: section({ [ANY_OTHER]: section(lokiTenantLimits) }),
  configs: waiting,
  ...each(unneeded, 'multi_kv_config'),
};
