import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import type { Config } from './config.js';
import { DIALECT_NAMES, DIALECTS, type Dialect } from './dialects.js';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Half of what the process may have (the container's limit, else the machine's memory), between 512 MiB and 64 GiB. */
function defaultMemoryLimit(): number {
  const constrained = process.constrainedMemory();
  const available = constrained > 0 && constrained < totalmem() ? constrained : totalmem();
  return Math.min(Math.max(Math.floor(available / 2), 512 * MIB), 64 * GIB);
}

/**
 * What holds where no source says otherwise. Validation of what comes in is as in the originals; their rate limits,
 * which exist to share a cluster, are off.
 */
export function defaultConfig(): Config {
  return {
    listen: '127.0.0.1',
    portOffset: 0,
    ports: Object.fromEntries(DIALECT_NAMES.map((dialect) => [dialect, DIALECTS[dialect].port])) as Record<
      Dialect,
      number
    >,
    dataDir: resolve('quartet-data'),
    memoryLimit: defaultMemoryLimit(),
    selfTelemetry: true,
    multitenancy: false,
    strictConfig: false,
    expandEnv: true,
    enableFeature: [],
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
    limits: { maxBodyBytes: 32 * MIB, ingestQueueBytes: 64 * MIB, queryTimeout: 2 * MINUTE },
    loki: {
      maxLineSize: 256 * KIB,
      maxLineSizeTruncate: false,
      maxLabelNamesPerSeries: 15,
      maxLabelNameLength: 1024,
      maxLabelValueLength: 2048,
      rejectOldSamples: true,
      rejectOldSamplesMaxAge: 7 * DAY,
      creationGracePeriod: 10 * MINUTE,
      ingestionRate: Number.POSITIVE_INFINITY,
      ingestionBurstSize: Number.POSITIVE_INFINITY,
      perStreamRateLimit: Number.POSITIVE_INFINITY,
      perStreamRateLimitBurst: Number.POSITIVE_INFINITY,
      allowStructuredMetadata: true,
      maxStructuredMetadataSize: 64 * KIB,
      maxStructuredMetadataEntriesCount: 128,
      discoverServiceName: [
        'service',
        'app',
        'application',
        'app_name',
        'name',
        'app_kubernetes_io_name',
        'container',
        'container_name',
        'k8s_container_name',
        'component',
        'workload',
        'job',
        'k8s_job_name',
      ],
      discoverLogLevels: true,
      logLevelFields: [
        'level',
        'LEVEL',
        'Level',
        'log.level',
        'severity',
        'SEVERITY',
        'Severity',
        'SeverityText',
        'lvl',
        'LVL',
        'Lvl',
        'severity_text',
        'Severity_Text',
        'SEVERITY_TEXT',
      ],
      incrementDuplicateTimestamp: false,
      otlpIndexLabels: [
        'service.name',
        'service.namespace',
        'service.instance.id',
        'deployment.environment',
        'deployment.environment.name',
        'cloud.region',
        'cloud.availability_zone',
        'k8s.cluster.name',
        'k8s.namespace.name',
        'k8s.pod.name',
        'k8s.container.name',
        'container.name',
        'k8s.replicaset.name',
        'k8s.deployment.name',
        'k8s.statefulset.name',
        'k8s.daemonset.name',
        'k8s.cronjob.name',
        'k8s.job.name',
      ],
    },
    prometheus: {
      outOfOrderTimeWindow: Number.POSITIVE_INFINITY,
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
    mimir: {
      ingestionRate: Number.POSITIVE_INFINITY,
      ingestionBurstSize: Number.POSITIVE_INFINITY,
      maxLabelNamesPerSeries: 30,
      maxLabelNameLength: 1024,
      maxLabelValueLength: 2048,
      creationGracePeriod: 10 * MINUTE,
      pastGracePeriod: Number.POSITIVE_INFINITY,
      outOfOrderTimeWindow: Number.POSITIVE_INFINITY,
    },
    tempo: {
      ingestionRate: Number.POSITIVE_INFINITY,
      ingestionBurstSize: Number.POSITIVE_INFINITY,
      maxBytesPerTrace: Number.POSITIVE_INFINITY,
      maxAttributeBytes: 2048,
    },
  };
}
