import { expandLabel } from './expand-label.js';
import {
  acts,
  each,
  goneTo,
  listOf,
  orUnlimited,
  type SettingsTable,
  section,
  strict,
  unneeded,
  waiting,
} from './rules.js';

/** What clients of remote storage have in common. */
const httpClient = each(
  waiting,
  `basic_auth authorization oauth2 bearer_token bearer_token_file tls_config follow_redirects enable_http2 proxy_url
  no_proxy proxy_from_environment proxy_connect_header http_headers`,
);

/** What scrapes of a job do unless it says otherwise. */
const scrapeDefaults = each(
  strict,
  `scrape_interval scrape_timeout scrape_protocols body_size_limit sample_limit label_limit label_name_length_limit
  label_value_length_limit target_limit keep_dropped_targets metric_name_validation_scheme metric_name_escaping_scheme
  always_scrape_classic_histograms convert_classic_histograms_to_nhcb scrape_native_histograms extra_scrape_metrics
  rule_query_offset`,
);

const remote = each(waiting, 'url name remote_timeout headers sigv4 azuread google_iam');

/** Prometheus 3. https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
export const prometheusSettings: SettingsTable = {
  global: section({
    ...scrapeDefaults,
    evaluation_interval: acts('duration', (evaluationInterval) => ({ prometheus: { evaluationInterval } })),
    external_labels: acts('labels', (labels, { environment }) => ({
      prometheus: { externalLabels: labels.map((label) => expandLabel(label, environment)) },
    })),
    ...each(waiting, 'query_log_file scrape_failure_log_file'),
    labels: goneTo('global.external_labels'),
  }),
  runtime: unneeded,
  ...each(strict, 'rule_files scrape_config_files scrape_configs alerting'),
  remote_write: listOf(
    section({
      ...httpClient,
      ...remote,
      ...each(
        waiting,
        `protobuf_message write_relabel_configs send_exemplars send_native_histograms round_robin_dns queue_config
        metadata_config`,
      ),
    }),
  ),
  remote_read: listOf(
    section({ ...httpClient, ...remote, ...each(waiting, 'required_matchers read_recent filter_external_labels') }),
  ),
  storage: section({
    tsdb: section({
      out_of_order_time_window: acts('duration', (outOfOrderTimeWindow) => ({ prometheus: { outOfOrderTimeWindow } })),
      retention: section({
        time: acts('duration', (ms) => ({ retention: { metrics: orUnlimited(ms) } })),
        ...each(waiting, 'size percentage'),
      }),
      ...each(unneeded, 'stale_series_compaction_threshold'),
    }),
    exemplars: section(each(unneeded, 'max_exemplars')),
  }),
  otlp: section({
    promote_resource_attributes: acts('texts', (promoteResourceAttributes) => ({
      prometheus: { otlp: { promoteResourceAttributes } },
    })),
    promote_all_resource_attributes: acts('boolean', (promoteAllResourceAttributes) => ({
      prometheus: { otlp: { promoteAllResourceAttributes } },
    })),
    ignore_resource_attributes: acts('texts', (ignoreResourceAttributes) => ({
      prometheus: { otlp: { ignoreResourceAttributes } },
    })),
    translation_strategy: acts('translationStrategy', (translationStrategy) => ({
      prometheus: { otlp: { translationStrategy } },
    })),
    keep_identifying_resource_attributes: acts('boolean', (keepIdentifyingResourceAttributes) => ({
      prometheus: { otlp: { keepIdentifyingResourceAttributes } },
    })),
    convert_histograms_to_nhcb: acts('boolean', (convertHistogramsToNhcb) => ({
      prometheus: { otlp: { convertHistogramsToNhcb } },
    })),
    promote_scope_metadata: acts('boolean', (promoteScopeMetadata) => ({
      prometheus: { otlp: { promoteScopeMetadata } },
    })),
    ...each(waiting, 'label_name_underscore_sanitization label_name_preserve_multiple_underscores'),
  }),
  tracing: unneeded,
};

/** A file of rule groups. https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/ */
export const ruleFileSettings: SettingsTable = { groups: strict };
