import { expandLabel } from './expand-label.js';
import { acts, each, goneTo, listOf, orUnlimited, type SettingsTable, section, unneeded, waiting } from './rules.js';

/** What scrape, remote write and Alertmanager clients have in common. */
const httpClient = each(
  waiting,
  `basic_auth authorization oauth2 bearer_token bearer_token_file tls_config follow_redirects enable_http2 proxy_url
  no_proxy proxy_from_environment proxy_connect_header http_headers`,
);

const serviceDiscovery = each(
  waiting,
  `azure_sd_configs consul_sd_configs digitalocean_sd_configs docker_sd_configs dockerswarm_sd_configs dns_sd_configs
  ec2_sd_configs eureka_sd_configs file_sd_configs gce_sd_configs hetzner_sd_configs http_sd_configs ionos_sd_configs
  kubernetes_sd_configs kuma_sd_configs lightsail_sd_configs linode_sd_configs marathon_sd_configs nerve_sd_configs
  nomad_sd_configs openstack_sd_configs ovhcloud_sd_configs puppetdb_sd_configs scaleway_sd_configs
  serverset_sd_configs stackit_sd_configs static_configs triton_sd_configs uyuni_sd_configs vultr_sd_configs`,
);

const scrapeLimits = each(
  waiting,
  `scrape_interval scrape_timeout scrape_protocols body_size_limit sample_limit label_limit label_name_length_limit
  label_value_length_limit target_limit keep_dropped_targets metric_name_validation_scheme metric_name_escaping_scheme
  always_scrape_classic_histograms convert_classic_histograms_to_nhcb scrape_native_histograms extra_scrape_metrics`,
);

const scrapeConfig: SettingsTable = {
  ...httpClient,
  ...serviceDiscovery,
  ...scrapeLimits,
  ...each(
    waiting,
    `job_name scrape_fallback_protocol metrics_path honor_labels honor_timestamps track_timestamps_staleness scheme
    params enable_compression relabel_configs metric_relabel_configs scrape_failure_log_file
    native_histogram_bucket_limit native_histogram_min_bucket_factor`,
  ),
  scrape_classic_histograms: goneTo('always_scrape_classic_histograms'),
  target_groups: goneTo('static_configs'),
};

const remote = each(waiting, 'url name remote_timeout headers sigv4 azuread google_iam');

/** Prometheus 3. https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
export const prometheusSettings: SettingsTable = {
  global: section({
    ...scrapeLimits,
    evaluation_interval: acts('duration', (evaluationInterval) => ({ prometheus: { evaluationInterval } })),
    external_labels: acts('labels', (labels, { environment }) => ({
      prometheus: { externalLabels: labels.map((label) => expandLabel(label, environment)) },
    })),
    ...each(waiting, 'rule_query_offset query_log_file scrape_failure_log_file'),
    labels: goneTo('global.external_labels'),
  }),
  runtime: unneeded,
  rule_files: waiting,
  scrape_config_files: waiting,
  scrape_configs: listOf(section(scrapeConfig)),
  alerting: section({
    ...each(waiting, 'alert_relabel_configs'),
    alertmanagers: listOf(
      section({
        ...httpClient,
        ...serviceDiscovery,
        ...each(waiting, 'timeout api_version path_prefix scheme relabel_configs alert_relabel_configs sigv4'),
      }),
    ),
  }),
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

const rule = each(waiting, 'record alert expr for keep_firing_for labels annotations');

/** A file of rule groups. https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/ */
export const ruleFileSettings: SettingsTable = {
  groups: listOf(
    section({
      ...each(waiting, 'name interval limit query_offset labels partial_response_strategy source_tenants'),
      ...each(waiting, 'evaluation_delay align_evaluation_time_on_interval'),
      rules: listOf(section(rule)),
    }),
  ),
};
