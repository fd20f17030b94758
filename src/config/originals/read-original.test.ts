import { describe, expect, it } from 'vitest';
import type { Config } from '../config.js';
import { defaultConfig } from '../defaults.js';
import { loadOriginal } from '../load-config.js';
import { applySources } from '../precedence.js';
import { YamlFile } from '../yaml-file.js';
import { lokiSettings } from './loki.js';
import { type OriginalFile, readOriginal } from './read-original.js';
import { systemOf } from './recognise.js';
import { ORIGINAL_SYSTEMS } from './systems.js';

const fixtures = new URL('../fixtures/originals/', import.meta.url).pathname;
const defaults = defaultConfig();

const read = (name: string): OriginalFile => {
  const system = ORIGINAL_SYSTEMS.find((known) => name.startsWith(known.name)) ?? systemOf(fixtures + name);
  return loadOriginal(system, fixtures + name, { defaults, expandEnv: true, environment: {} });
};

/** Problems without the directory. */
const problemsOf = (name: string) => read(name).problems.map((problem) => problem.replace(/^\S*\/originals\//, ''));

const configOf = (file: OriginalFile): Config => applySources(defaults, [file.given]).config;

describe('files as people have them', () => {
  it.each([
    ['loki.yaml', 'loki'],
    ['loki-conformance.yaml', 'loki'],
    ['tempo.yaml', 'tempo'],
    ['mimir.yaml', 'mimir'],
    ['prometheus.yml', 'prometheus'],
    ['alertmanager.yml', 'alertmanager'],
    ['rules-critical.yml', 'prometheus_rules'],
  ])('%s is a file of %s without unknown settings', (name, system) => {
    expect(systemOf(fixtures + name).name).toBe(system);
    expect(problemsOf(name)).toEqual([]);
  });

  it("takes over what acts of Loki's", () => {
    const file = read('loki.yaml');
    const config = configOf(file);
    expect(config.multitenancy).toBe(true);
    expect(config.retention.logs).toBe(744 * 3_600_000);
    expect(config.loki).toMatchObject({
      maxQuerySeries: 1000,
      deletionMode: 'filter-and-delete',
      maxLineSize: 65_536,
      maxLineSizeTruncate: true,
      maxLabelNamesPerSeries: 30,
      rejectOldSamplesMaxAge: 30 * 86_400_000,
      creationGracePeriod: 3_600_000,
      ingestionRate: 8 * 1024 ** 2,
      ingestionBurstSize: 16.5 * 1024 ** 2,
      perStreamRateLimit: 5 * 1024 ** 2,
      allowStructuredMetadata: false,
      discoverServiceName: [],
      incrementDuplicateTimestamp: true,
    });
    expect(config.loki.otlpIndexLabels).toContain('team');
    expect(config.loki.otlpIndexLabels).not.toContain('k8s.pod.name');
    expect(file.unneeded).toEqual(expect.arrayContaining(['server', 'memberlist', 'schema_config', 'common']));
    expect(file.waiting).toEqual(expect.arrayContaining(['ruler.alertmanager_url']));
  });

  it("does not take Loki's retention where its compactor does not delete", () => {
    const text =
      'limits_config: { retention_period: 24h, deletion_mode: filter-only, retention_stream: [{ selector: "{}", period: 24h }] }\ncompactor: { delete_request_store: s3 }\n';
    const { given } = readOriginal(new YamlFile('loki.yaml', text), 'Loki', lokiSettings, { defaults });
    expect(given).toEqual([]);
  });

  it("takes over what acts of Tempo's", () => {
    const config = configOf(read('tempo.yaml'));
    expect(config.multitenancy).toBe(true);
    expect(config.retention.traces).toBe(48 * 3_600_000);
    expect(config.tempo).toEqual({
      ingestionRate: 30_000_000,
      ingestionBurstSize: 40_000_000,
      maxBytesPerTrace: Number.POSITIVE_INFINITY,
      maxTracesPerUser: Number.POSITIVE_INFINITY,
      maxAttributeBytes: 4_096,
      defaultResultLimit: 50,
      maxResultLimit: Number.POSITIVE_INFINITY,
      maxSearchDuration: 24 * 3_600_000,
      defaultSpansPerSpanSet: 3,
      maxSpansPerSpanSet: 200,
      maxMetricsDuration: 48 * 3_600_000,
      maxIntervals: 5_000,
      maxExemplars: 10,
      maxBytesPerTagValuesQuery: 5_000_000,
    });
  });

  it("takes over what acts of Mimir's", () => {
    const config = configOf(read('mimir.yaml'));
    expect(config.multitenancy).toBe(false);
    expect(config.retention.metrics).toBe(365 * 86_400_000);
    expect(config.mimir).toMatchObject({
      ingestionRate: 50_000,
      maxLabelNamesPerSeries: 40,
      outOfOrderTimeWindow: 300_000,
      pastGracePeriod: Number.POSITIVE_INFINITY,
    });
    expect(config.prometheus.otlp.promoteResourceAttributes).toEqual(['service.name', 'cloud.region']);
  });

  it("takes over what acts of Prometheus'", () => {
    const config = configOf(read('prometheus.yml'));
    expect(config.retention.metrics).toBe(15 * 86_400_000);
    expect(config.prometheus).toMatchObject({
      outOfOrderTimeWindow: 1_800_000,
      otlp: {
        promoteResourceAttributes: ['service.name', 'k8s.pod.name'],
        translationStrategy: 'NoUTF8EscapingWithSuffixes',
        keepIdentifyingResourceAttributes: true,
        convertHistogramsToNhcb: true,
      },
    });
  });
});

describe('files with mistakes', () => {
  it('Loki', () => {
    expect(problemsOf('loki-old.yaml')).toEqual([
      'loki-old.yaml:3: ingester.max_transfer_retries no longer exists in Loki; nothing takes its place',
      'loki-old.yaml:6: chunk_store_config.max_look_back_period no longer exists in Loki; it is limits_config.max_query_lookback now',
      'loki-old.yaml:8: limits_config.enforce_metric_name no longer exists in Loki; nothing takes its place',
      'loki-old.yaml:9: limits_config.max_line_sise is not a setting of Loki; did you mean limits_config.max_line_size?',
      'loki-old.yaml:10: limits_config.max_label_name_length: "many" is not a number that is not negative; the default stays',
      'loki-old.yaml:11: limits_config.ingestion_rate_mb: -3 is not a number that is not negative; the default stays',
      'loki-old.yaml:13: compactor.shared_store no longer exists in Loki; it is compactor.delete_request_store now',
      'loki-old.yaml:15: querier.query_timeout no longer exists in Loki; it is limits_config.query_timeout now',
      'loki-old.yaml:16: limit_config is not a setting of Loki; did you mean limits_config?',
      'loki-old.yaml:19: distributor is not a map of settings',
    ]);
  });

  it('Tempo', () => {
    expect(problemsOf('tempo-old.yaml')).toEqual([
      'tempo-old.yaml:1: search_enabled no longer exists in Tempo; nothing takes its place',
      'tempo-old.yaml:2: metrics_generator_enabled no longer exists in Tempo; nothing takes its place',
      'tempo-old.yaml:4: overrides.max_bytes_per_trace no longer exists in Tempo; it is overrides.defaults.global.max_bytes_per_trace now',
      'tempo-old.yaml:5: overrides.ingestion_rate_limit_bytes no longer exists in Tempo; it is overrides.defaults.ingestion.rate_limit_bytes now',
      'tempo-old.yaml:7: distributor.log_received_traces no longer exists in Tempo; it is distributor.log_received_spans now',
    ]);
  });

  it('Mimir', () => {
    expect(problemsOf('mimir-old.yaml')).toEqual([
      'mimir-old.yaml:1: auth_enabled no longer exists in Mimir; it is multitenancy_enabled now',
      'mimir-old.yaml:3: limits.max_series_per_user no longer exists in Mimir; it is limits.max_global_series_per_user now',
      'mimir-old.yaml:4: limits.enforce_metric_name no longer exists in Mimir; nothing takes its place',
      'mimir-old.yaml:5: limits.max_label_name_lenght is not a setting of Mimir; did you mean limits.max_label_name_length?',
      'mimir-old.yaml:6: query_range no longer exists in Mimir; it is frontend now',
    ]);
  });

  it('Prometheus', () => {
    expect(problemsOf('prometheus-mistakes.yml')).toEqual([
      'prometheus-mistakes.yml:2: global.scrape_intervall is not a setting of Prometheus; did you mean global.scrape_interval?',
      'prometheus-mistakes.yml:3: scrape_config is not a setting of Prometheus; did you mean scrape_configs?',
      'prometheus-mistakes.yml:6: otlp.translation_strategy: "Nothing" is not one of UnderscoreEscapingWithSuffixes, UnderscoreEscapingWithoutSuffixes, NoUTF8EscapingWithSuffixes, NoTranslation; the default stays',
    ]);
  });

  it.each([
    '- a\n- b\n',
    '7\n',
    'limits_config: [1]\n',
    'limits_config: &a { otlp_config: *a }\n',
    'constructor: 1\n',
    '__proto__: { a: 1 }\n',
  ])('never throws: %j', (text) => {
    const { problems } = readOriginal(new YamlFile('loki.yaml', text), 'Loki', lokiSettings, { defaults });
    expect(problems).toHaveLength(1);
  });
});
