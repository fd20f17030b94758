import { shownText } from '../alertmanager/shown-text.js';
import type { YamlFile } from '../yaml-file.js';

/** The order of the file's parts as Prometheus shows them. */
const PARTS =
  'global runtime alerting rule_files scrape_config_files scrape_configs storage tracing remote_write remote_read otlp'.split(
    ' ',
  );

const GLOBAL = {
  scrape_interval: '1m',
  scrape_timeout: '10s',
  scrape_protocols: ['OpenMetricsText1.0.0', 'OpenMetricsText0.0.1', 'PrometheusText1.0.0', 'PrometheusText0.0.4'],
  evaluation_interval: '1m',
};

const JOB = { metrics_path: '/metrics', scheme: 'http', enable_compression: true, follow_redirects: true };

type Settings = Readonly<Record<string, unknown>>;

/**
 * The settings of a `prometheus.yml`, or those without a file, as YAML: defaults that matter to a job are spelled out, secrets
 * are `<secret>`. https://prometheus.io/docs/prometheus/latest/querying/api/#config
 */
export function shownPrometheus(file: YamlFile | undefined): string {
  const given = (file?.value(file.root) ?? {}) as Settings;
  const global: Settings = { ...GLOBAL, ...(given.global as Settings | null) };
  const parts: Settings = { ...given, global };
  const names = [
    ...PARTS.filter((name) => name in parts),
    ...Object.keys(parts).filter((name) => !PARTS.includes(name)),
  ];
  const jobs = parts.scrape_configs as readonly Settings[] | null | undefined;
  const shown = Object.fromEntries(names.map((name) => [name, parts[name]]));
  return shownText(jobs ? { ...shown, scrape_configs: jobs.map((job) => shownJob(job, global)) } : shown);
}

function shownJob({ job_name, ...job }: Settings, global: Settings): Settings {
  const interval = job.scrape_interval ?? global.scrape_interval;
  return {
    job_name,
    honor_timestamps: true,
    track_timestamps_staleness: false,
    scrape_interval: interval,
    scrape_timeout: global.scrape_timeout,
    scrape_protocols: global.scrape_protocols,
    ...JOB,
    enable_http2: true,
    ...job,
  };
}
