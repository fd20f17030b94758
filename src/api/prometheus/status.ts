import { hostname } from 'node:os';
import { type DataAnswer, json } from './answer.js';
import type { PrometheusRequest } from './request.js';

/**
 * The release of Prometheus whose API this is. Clients (Grafana among them) choose by it what they may ask; our own
 * version stands beside it.
 */
const SPOKEN_VERSION = '3.8.0';

/** The release of Mimir whose API this is on Mimir's ports. */
const SPOKEN_MIMIR_VERSION = '2.17.0';

/** By these Grafana decides which editors it shows. Texts, not truths. */
const MIMIR_FEATURES = {
  ruler_config_api: 'true',
  alertmanager_config_api: 'true',
  query_sharding: 'false',
  federated_rules: 'false',
};

const BUILD = { revision: '', branch: '', buildUser: '', buildDate: '', goVersion: 'none' };

export const mimirBuildInfo = (): DataAnswer =>
  json({ application: 'Grafana Mimir', version: SPOKEN_MIMIR_VERSION, ...BUILD, features: MIMIR_FEATURES });

/**
 * https://prometheus.io/docs/prometheus/latest/querying/api/#build-information,
 * https://grafana.com/docs/mimir/latest/references/http-api/#build-information
 */
export const buildInfo = async ({ context, isMimir }: PrometheusRequest): Promise<DataAnswer> =>
  isMimir
    ? mimirBuildInfo()
    : json({ version: SPOKEN_VERSION, ...BUILD, application: 'quartet', applicationVersion: context.version });

/** https://prometheus.io/docs/prometheus/latest/querying/api/#runtime-information */
export const runtimeInfo = async ({ context }: PrometheusRequest): Promise<DataAnswer> => {
  const started = new Date(context.startedMs).toISOString();
  const loaded = context.loaded?.();
  return json({
    startTime: started,
    CWD: process.cwd(),
    hostname: hostname(),
    serverTime: new Date(context.now()).toISOString(),
    reloadConfigSuccess: loaded?.isGood ?? true,
    lastConfigTime: loaded === undefined ? started : new Date(loaded.ms).toISOString(),
    corruptionCount: 0,
    // Of Go's runtime, which this is not; clients expect the fields.
    goroutineCount: 0,
    GOMAXPROCS: 0,
    GOMEMLIMIT: 0,
    GOGC: '',
    GODEBUG: '',
    storageRetention: context.flags['retention-metrics'] ?? 'unlimited',
  });
};

/** https://prometheus.io/docs/prometheus/latest/querying/api/#flags */
export const flags = async ({ context }: PrometheusRequest): Promise<DataAnswer> => json(context.flags);

/**
 * The `prometheus.yml` in force, or all settings as YAML where there is none to be read.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#config
 */
export const configuration = async ({ context }: PrometheusRequest): Promise<DataAnswer> =>
  json({
    yaml:
      context.loaded?.().text ??
      Object.entries(context.flags)
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
        .join(''),
  });

/** What was acknowledged is readable at once, so there is never anything to be replayed while this can be asked. */
export const walReplay = async (): Promise<DataAnswer> => json({ min: 0, max: 0, current: 0, state: 'done' });
