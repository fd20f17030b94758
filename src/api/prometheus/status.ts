import { hostname } from 'node:os';
import { type DataAnswer, json } from './answer.js';
import type { PrometheusRequest } from './request.js';

/**
 * The release of Prometheus whose API this is. Clients (Grafana among them) choose by it what they may ask; our own
 * version stands beside it.
 */
const SPOKEN_VERSION = '3.8.0';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#build-information */
export const buildInfo = async ({ context }: PrometheusRequest): Promise<DataAnswer> =>
  json({
    version: SPOKEN_VERSION,
    revision: '',
    branch: '',
    buildUser: '',
    buildDate: '',
    goVersion: 'none',
    application: 'quartet',
    applicationVersion: context.version,
  });

/** https://prometheus.io/docs/prometheus/latest/querying/api/#runtime-information */
export const runtimeInfo = async ({ context }: PrometheusRequest): Promise<DataAnswer> => {
  const started = new Date(context.startedMs).toISOString();
  return json({
    startTime: started,
    CWD: process.cwd(),
    hostname: hostname(),
    serverTime: new Date(context.now()).toISOString(),
    reloadConfigSuccess: true,
    lastConfigTime: started,
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

/** The effective settings as YAML. https://prometheus.io/docs/prometheus/latest/querying/api/#config */
export const configuration = async ({ context }: PrometheusRequest): Promise<DataAnswer> =>
  json({
    yaml: Object.entries(context.flags)
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
      .join(''),
  });

/** What was acknowledged is readable at once, so there is never anything to be replayed while this can be asked. */
export const walReplay = async (): Promise<DataAnswer> => json({ min: 0, max: 0, current: 0, state: 'done' });
