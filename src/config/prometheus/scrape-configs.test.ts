import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { YamlFile } from '../yaml-file.js';
import { readScrapeConfigs } from './scrape-configs.js';

const FIXTURES = new URL('fixtures/scrape/', import.meta.url).pathname;
const NONE = Number.POSITIVE_INFINITY;

describe('scrape configurations', () => {
  const [first, everything, quick, further] = readScrapeConfigs(YamlFile.read(`${FIXTURES}whole.yml`));

  it('have the defaults and what they inherit', () => {
    expect(first).toEqual({
      jobName: 'prometheus',
      intervalMs: 15_000,
      timeoutMs: 12_000,
      scheme: 'http',
      metricsPath: '/metrics',
      params: {},
      honorLabels: false,
      honorTimestamps: true,
      trackTimestampsStaleness: false,
      enableCompression: true,
      protocols: ['OpenMetricsText1.0.0', 'OpenMetricsText0.0.1', 'PrometheusText1.0.0', 'PrometheusText0.0.4'],
      fallbackProtocol: undefined,
      names: 'utf8',
      escaping: 'allow-utf-8',
      nativeHistograms: false,
      classicHistograms: false,
      convertClassicHistograms: false,
      extraMetrics: true,
      limits: {
        bodyBytes: NONE,
        samples: 5000,
        labels: NONE,
        labelNameBytes: NONE,
        labelValueBytes: NONE,
        targets: NONE,
        keptDroppedTargets: NONE,
        histogramBuckets: NONE,
        histogramBucketFactor: 0,
      },
      http: { followRedirects: true, http2: true },
      relabel: [],
      metricRelabel: [],
      discovery: [{ kind: 'static', groups: [{ targets: ['localhost:9090'], labels: {} }] }],
      failureLogFile: undefined,
    });
  });

  it('say all that a job may say', () => {
    expect(everything).toMatchObject({
      intervalMs: 60_000,
      timeoutMs: 30_000,
      scheme: 'https',
      metricsPath: '/federate',
      params: { 'match[]': ['{job="a"}', 'up'] },
      honorLabels: true,
      honorTimestamps: false,
      trackTimestampsStaleness: true,
      enableCompression: false,
      protocols: ['PrometheusProto', 'PrometheusText0.0.4'],
      fallbackProtocol: 'PrometheusText0.0.4',
      names: 'legacy',
      escaping: 'underscores',
      nativeHistograms: true,
      classicHistograms: true,
      convertClassicHistograms: true,
      extraMetrics: false,
      limits: {
        bodyBytes: 10 * 1024 * 1024,
        samples: 10,
        labels: 20,
        labelNameBytes: 30,
        labelValueBytes: 40,
        targets: 50,
        keptDroppedTargets: 60,
        histogramBuckets: 70,
        histogramBucketFactor: 1.1,
      },
      http: {
        basicAuth: { username: { text: 'ann' }, password: { file: `${FIXTURES}password` } },
        tls: { ca: { file: `${FIXTURES}ca.pem` } },
      },
      relabel: [{ action: 'replace', sourceLabels: ['__address__'], targetLabel: 'instance' }],
      metricRelabel: [{ action: 'drop', regex: 'go_.*' }],
      discovery: [{ kind: 'file', files: [`${FIXTURES}targets/*.json`] }],
      failureLogFile: `${FIXTURES}failures.log`,
    });
  });

  it('shorten a timeout that is inherited, and come from further files', () => {
    expect(quick).toMatchObject({ intervalMs: 5000, timeoutMs: 5000 });
    expect(further).toMatchObject({ jobName: 'further', intervalMs: 15_000, http: { followRedirects: false } });
  });

  it('take URLs as targets where relabelling makes addresses of them', () => {
    const text = `scrape_configs:
- job_name: a
  static_configs: [{targets: ["http://a/b"]}]
  relabel_configs: [{target_label: __address__, replacement: blackbox}]`;
    const [job] = readScrapeConfigs(new YamlFile('/etc/prometheus.yml', text));
    expect(job!.discovery).toEqual([{ kind: 'static', groups: [{ targets: ['http://a/b'], labels: {} }] }]);
  });

  it('are none in an empty file', () => {
    expect(readScrapeConfigs(new YamlFile('/etc/prometheus.yml', ''))).toEqual([]);
    expect(readScrapeConfigs(new YamlFile('/etc/prometheus.yml', 'global:\nscrape_configs:\n'))).toEqual([]);
  });

  it.each([
    ['- job_name: a\n  scrape_interval: soon', '3:20: scrape_configs[0].scrape_interval: "soon" is not a duration'],
    ['- {}', '2:3: scrape_configs[0].job_name: is missing'],
    ['- job_name: ""', '2:13: scrape_configs[0].job_name: must not be empty'],
    ['- job_name: a\n  sample_limi: 5', '3:3: scrape_configs[0].sample_limi is not a known setting; did you mean'],
    ['- job_name: a\n- job_name: a', '3:13: scrape_configs[1].job_name: another job is called "a" too'],
    [
      '- job_name: a\n  scrape_interval: 10s\n  scrape_timeout: 20s',
      '4:19: scrape_configs[0].scrape_timeout: must not be greater than the scrape interval, 10s',
    ],
    ['- job_name: a\n  scrape_interval: 0s', '3:20: scrape_configs[0].scrape_interval: must be greater than 0'],
    ['- job_name: a\n  scrape_protocols: []', '3:21: scrape_configs[0].scrape_protocols: must have at least one'],
    [
      '- job_name: a\n  scrape_protocols: [PrometheusText0.0.4, PrometheusText0.0.4]',
      '3:21: scrape_configs[0].scrape_protocols: must name each protocol once',
    ],
    [
      '- job_name: a\n  scrape_protocols: [text]',
      '3:22: scrape_configs[0].scrape_protocols[0]: must be one of PrometheusProto, OpenMetricsText1.0.0',
    ],
    ['- job_name: a\n  scheme: ftp', '3:11: scrape_configs[0].scheme: must be http or https'],
    ['- job_name: a\n  body_size_limit: big', '3:20: scrape_configs[0].body_size_limit: "big" is not a size'],
    ['- job_name: a\n  sample_limit: -1', '3:17: scrape_configs[0].sample_limit: must not be negative'],
    ['- job_name: a\n  honor_labels: 1', '3:17: scrape_configs[0].honor_labels: is a number where true or false'],
    ['- job_name: a\n  params: {a: b}', '3:15: scrape_configs[0].params.a: is text where a list belongs'],
    [
      '- job_name: a\n  bearer_token: x\n  basic_auth: {username: y}',
      '2:3: scrape_configs[0]: at most one of basic_auth, authorization',
    ],
    [
      '- job_name: a\n  gce_sd_configs: [{project: p}]',
      '3:19: scrape_configs[0].gce_sd_configs: is not supported here',
    ],
    [
      '- job_name: a\n  static_configs: [{targets: ["http://a/b"]}]',
      '3:31: scrape_configs[0].static_configs[0].targets[0]: must be host:port',
    ],
    [
      '- job_name: a\n  relabel_configs: [{action: keep, regex: "("}]',
      '3:43: scrape_configs[0].relabel_configs[0].regex: "(" is not a regular expression (RE2)',
    ],
    [
      '- job_name: a\nglobal: {scrape_interval: 5s, scrape_timeout: 6s}',
      '3:47: global.scrape_timeout: must not be greater than the scrape interval, 5s',
    ],
    ['- job_name: a\nscrape_config_files: ["*/a.yml"]', '3:23: scrape_config_files: "*/a.yml" may have * in its last'],
  ])('tell the mistake in %j', (text, message) => {
    expect(() => readScrapeConfigs(new YamlFile('/etc/prometheus.yml', `scrape_configs:\n${text}`))).toThrow(
      `/etc/prometheus.yml:${message}`,
    );
  });

  describe('in further files', () => {
    let directory: string;
    beforeAll(() => {
      directory = mkdtempSync(join(tmpdir(), 'quartet-scrape-'));
    });
    afterAll(() => rmSync(directory, { recursive: true }));

    it.each([
      ['scrape_configs: [{job_name: a}]', 'jobs-1.yml:1:29: scrape_configs[0].job_name: another job is called "a" too'],
      ['global: {}', 'jobs-1.yml:1:1: global is not a known setting'],
    ])('tell the mistake in %j', (text, message) => {
      writeFileSync(join(directory, 'jobs-1.yml'), text);
      const file = new YamlFile(
        join(directory, 'prometheus.yml'),
        'scrape_configs: [{job_name: a}]\nscrape_config_files: [job*-*.yml]',
      );
      expect(() => readScrapeConfigs(file)).toThrow(message);
    });
  });
});
