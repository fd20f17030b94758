import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { DEFAULT_LOKI_LIMITS } from '../model/loki-limits.js';
import { UNLIMITED_METRICS } from '../model/metric-limits.js';
import { DEFAULT_TEMPO_LIMITS } from '../model/tempo-limits.js';
import { DEFAULT_TRACE_METRICS } from '../model/trace-metric-settings.js';
import type { Config } from './config.js';
import { DIALECT_NAMES, DIALECTS, type Dialect, type DialectListener } from './dialects.js';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const SECOND = 1000;
const MINUTE = 60_000;

/** Half of what the process may have (the container's limit, else the machine's memory), between 512 MiB and 64 GiB. */
function defaultMemoryLimit(): number {
  const constrained = process.constrainedMemory();
  const available = constrained > 0 && constrained < totalmem() ? constrained : totalmem();
  return Math.min(Math.max(Math.floor(available / 2), 512 * MIB), 64 * GIB);
}

const defaultPort = ({ port, isOff }: DialectListener) => (isOff === true ? 'off' : port);

/**
 * What holds where no source says otherwise. Validation of what comes in is as in the originals; the limits that exist
 * to share a cluster among tenants, Mimir's all of them, are off.
 */
export function defaultConfig(): Config {
  return {
    listen: '127.0.0.1',
    portOffset: 0,
    ports: Object.fromEntries(DIALECT_NAMES.map((dialect) => [dialect, defaultPort(DIALECTS[dialect])])) as Record<
      Dialect,
      number | 'off'
    >,
    dataDir: resolve('quartet-data'),
    memoryLimit: defaultMemoryLimit(),
    selfTelemetry: true,
    multitenancy: false,
    strictConfig: false,
    expandEnv: true,
    enableFeature: [],
    enableAdminApi: false,
    storage: {
      engine: 'embedded',
      user: 'default',
      database: 'quartet',
      tls: { insecureSkipVerify: false },
      diskFree: { warn: 2 * GIB, refuse: 512 * MIB },
    },
    retention: {
      metrics: Number.POSITIVE_INFINITY,
      logs: Number.POSITIVE_INFINITY,
      traces: Number.POSITIVE_INFINITY,
    },
    limits: { maxBodyBytes: 32 * MIB, ingestQueueBytes: 64 * MIB, queryTimeout: 2 * MINUTE, slowQuery: 2 * SECOND },
    loki: DEFAULT_LOKI_LIMITS,
    lokiOverrides: { files: [], period: 10 * SECOND, retention: true },
    logDeletion: { cancelPeriod: 24 * 60 * MINUTE, maxInterval: 24 * 60 * MINUTE },
    logql: { pushDown: true },
    ruleFiles: [],
    lokiRules: [],
    dashboards: [],
    rules: { forOutageTolerance: 60 * MINUTE, forGracePeriod: 10 * MINUTE, resendDelay: MINUTE },
    reloadInterval: 5 * SECOND,
    alerting: { retention: 120 * 60 * MINUTE, peerTimeout: 15 * SECOND },
    exporters: {
      interval: 15 * SECOND,
      host: false,
      containers: false,
      docker: 'unix:///var/run/docker.sock',
      postgres: [],
      redis: [],
    },
    prometheus: {
      outOfOrderTimeWindow: Number.POSITIVE_INFINITY,
      evaluationInterval: 15 * SECOND,
      externalLabels: [],
      query: { lookbackDelta: 5 * MINUTE, maxSamples: 50_000_000, maxConcurrency: 20, cacheResults: true },
      otlp: {
        promoteResourceAttributes: [],
        promoteAllResourceAttributes: false,
        ignoreResourceAttributes: [],
        translationStrategy: 'UnderscoreEscapingWithSuffixes',
        keepIdentifyingResourceAttributes: false,
        convertHistogramsToNhcb: false,
        promoteScopeMetadata: false,
      },
    },
    mimir: UNLIMITED_METRICS,
    mimirOverrides: { files: [], period: 10 * SECOND },
    tempo: DEFAULT_TEMPO_LIMITS,
    tempoOverrides: { files: [], period: 10 * SECOND, userConfigurable: false },
    traces: DEFAULT_TRACE_METRICS,
  };
}
