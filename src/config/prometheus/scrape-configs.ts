import { dirname, resolve } from 'node:path';
import { isMap, isScalar, type Node } from 'yaml';
import { z } from 'zod';
import type { ScrapeConfig } from '../../collect/scrape/scrape-config.js';
import { formatDuration } from '../../lib/duration.js';
import { httpClientProblem, toHttpClient } from '../http-client.js';
import { readStrict } from '../strict-yaml.js';
import { plainText } from '../values.js';
import { YamlFile } from '../yaml-file.js';
import { checkAddresses, discoveriesOf } from './discovery.js';
import {
  type GlobalFields,
  globalSchema,
  type JobFields,
  jobSchema,
  type SharedFields,
} from './scrape-configs-fields.js';
import { filesOf } from './scrape-configs-files.js';

const INTERVAL_MS = 60_000;
const TIMEOUT_MS = 10_000;
const TEXT_PROTOCOLS: ScrapeConfig['protocols'] = [
  'OpenMetricsText1.0.0',
  'OpenMetricsText0.0.1',
  'PrometheusText1.0.0',
  'PrometheusText0.0.4',
];

/**
 * The jobs of a `prometheus.yml` and of the files that its `scrape_config_files` name; the other parts of the file are read
 * elsewhere. Throws `ConfigError` for the first thing that is wrong.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function readScrapeConfigs(file: YamlFile): ScrapeConfig[] {
  const part = (key: string) => ({ node: sectionOf(file, key), path: [key] });
  const globalNode = part('global');
  const global = readStrict(file, globalSchema.superRefine(checkTimes), globalNode);
  const names = new Set<string>();
  const jobsIn = (one: YamlFile): ScrapeConfig[] => {
    const node = sectionOf(one, 'scrape_configs');
    if (node === undefined) return [];
    return readStrict(one, jobsSchema(global, dirname(one.path), names), { node, path: ['scrape_configs'] });
  };
  const jobs = jobsIn(file);
  const filesNode = sectionOf(file, 'scrape_config_files');
  if (filesNode === undefined) return jobs;
  const patterns = readStrict(file, z.array(plainText), { node: filesNode, path: ['scrape_config_files'] });
  for (const [i, pattern] of patterns.entries()) {
    for (const path of filesOf(pattern, file, file.items(filesNode)?.[i])) {
      const one = YamlFile.read(path);
      readStrict(one, z.strictObject({ scrape_configs: z.unknown().optional() }));
      jobs.push(...jobsIn(one));
    }
  }
  return jobs;
}

/** Undefined where the file has no such section, or an empty one. */
function sectionOf(file: YamlFile, key: string): Node | undefined {
  if (!isMap(file.root)) return undefined;
  const value = file.entries(file.root)?.findLast((entry) => entry.key === key)?.value;
  return isScalar(value) && value.value === null ? undefined : value;
}

function checkTimes(given: Pick<GlobalFields, 'scrape_interval' | 'scrape_timeout'>, context: z.RefinementCtx): void {
  const interval = given.scrape_interval ?? INTERVAL_MS;
  if (given.scrape_timeout === undefined || given.scrape_timeout <= interval) return;
  context.addIssue({
    code: 'custom',
    path: ['scrape_timeout'],
    message: `must not be greater than the scrape interval, ${formatDuration(interval)}`,
    input: given.scrape_timeout,
  });
}

/** `names`: of the jobs that were read before; those of these are added. */
const jobsSchema = (global: GlobalFields, directory: string, names: Set<string>) =>
  z.array(
    jobSchema
      .superRefine((given, context) => {
        const bad = (message: string, path: string[] = []) =>
          context.addIssue({ code: 'custom', path, message, input: given });
        if (names.has(given.job_name))
          bad(`another job is called ${JSON.stringify(given.job_name)} too; each needs a name of its own`, [
            'job_name',
          ]);
        names.add(given.job_name);
        const problem = httpClientProblem(given);
        if (problem !== undefined) bad(problem);
        checkTimes(timesOf(given, global), context);
        checkAddresses(given, context);
      })
      .transform((given) => toScrapeConfig(given, global, directory)),
  );

/** A job's own interval may be shorter than the timeout that it inherits: that then is as long as the interval. */
function timesOf(given: JobFields, global: GlobalFields) {
  const scrape_interval = given.scrape_interval ?? global.scrape_interval ?? INTERVAL_MS;
  const inherited = Math.min(global.scrape_timeout ?? TIMEOUT_MS, scrape_interval);
  return { scrape_interval, scrape_timeout: given.scrape_timeout ?? inherited };
}

function toScrapeConfig(given: JobFields, global: GlobalFields, directory: string): ScrapeConfig {
  const inherit = <K extends keyof SharedFields>(key: K): SharedFields[K] => given[key] ?? global[key];
  const { scrape_interval, scrape_timeout } = timesOf(given, global);
  const nativeHistograms = inherit('scrape_native_histograms') ?? false;
  const names = inherit('metric_name_validation_scheme') ?? 'utf8';
  const failureLogFile = inherit('scrape_failure_log_file');
  const protocols = inherit('scrape_protocols');
  return {
    jobName: given.job_name,
    intervalMs: scrape_interval,
    timeoutMs: scrape_timeout,
    scheme: given.scheme,
    metricsPath: given.metrics_path,
    params: given.params ?? {},
    honorLabels: given.honor_labels,
    honorTimestamps: given.honor_timestamps,
    trackTimestampsStaleness: given.track_timestamps_staleness,
    enableCompression: given.enable_compression,
    protocols: protocols ?? (nativeHistograms ? ['PrometheusProto', ...TEXT_PROTOCOLS] : TEXT_PROTOCOLS),
    fallbackProtocol: given.scrape_fallback_protocol,
    names,
    escaping: inherit('metric_name_escaping_scheme') ?? (names === 'legacy' ? 'underscores' : 'allow-utf-8'),
    nativeHistograms,
    classicHistograms: inherit('always_scrape_classic_histograms') ?? false,
    convertClassicHistograms: inherit('convert_classic_histograms_to_nhcb') ?? false,
    extraMetrics: inherit('extra_scrape_metrics') ?? false,
    limits: {
      bodyBytes: orUnlimited(inherit('body_size_limit')),
      samples: orUnlimited(inherit('sample_limit')),
      labels: orUnlimited(inherit('label_limit')),
      labelNameBytes: orUnlimited(inherit('label_name_length_limit')),
      labelValueBytes: orUnlimited(inherit('label_value_length_limit')),
      targets: orUnlimited(inherit('target_limit')),
      keptDroppedTargets: orUnlimited(inherit('keep_dropped_targets')),
      histogramBuckets: orUnlimited(given.native_histogram_bucket_limit),
      histogramBucketFactor: given.native_histogram_min_bucket_factor,
    },
    http: toHttpClient(given, directory),
    relabel: given.relabel_configs ?? [],
    metricRelabel: given.metric_relabel_configs ?? [],
    discovery: discoveriesOf(given, directory),
    failureLogFile: failureLogFile === undefined ? undefined : resolve(directory, failureLogFile),
  };
}

const orUnlimited = (limit: number | undefined): number => limit || Number.POSITIVE_INFINITY;
