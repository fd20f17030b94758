/**
 * What Loki's `limits_config` says of ingestion, under its names; sizes in bytes, times in ms, rates in bytes a second
 * (Infinity: no limit). https://grafana.com/docs/loki/latest/configure/#limits_config
 */
export interface LokiLimits {
  /** Longer lines are refused, or cut with `maxLineSizeTruncate`. 0: any length. */
  readonly maxLineSize: number;
  readonly maxLineSizeTruncate: boolean;
  /** `service_name`, which is added by us, does not count. */
  readonly maxLabelNamesPerSeries: number;
  readonly maxLabelNameLength: number;
  readonly maxLabelValueLength: number;
  readonly rejectOldSamples: boolean;
  readonly rejectOldSamplesMaxAge: number;
  /** How far in the future an entry may be. */
  readonly creationGracePeriod: number;
  readonly ingestionRate: number;
  readonly ingestionBurstSize: number;
  readonly perStreamRateLimit: number;
  readonly perStreamRateLimitBurst: number;
  readonly allowStructuredMetadata: boolean;
  /** Names and values of one entry together. 0: any size. */
  readonly maxStructuredMetadataSize: number;
  /** 0: any number. */
  readonly maxStructuredMetadataEntriesCount: number;
  /** Labels of which the first that is there names the service; empty: no `service_name` is added. */
  readonly discoverServiceName: readonly string[];
  readonly discoverLogLevels: boolean;
  readonly logLevelFields: readonly string[];
  /** Of entries of one stream with the same time, each gets a ns more than the one before. */
  readonly incrementDuplicateTimestamp: boolean;
  /** Resource attributes that become labels of the stream; the others are kept as structured metadata. */
  readonly otlpIndexLabels: readonly string[];
}

const DAY = 86_400_000;

/** `log_level_fields` by default; case matters. */
export const DEFAULT_LEVEL_FIELDS: readonly string[] = [
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
];

/** The original's defaults, except that rates are not limited: one process serves one owner. */
export const DEFAULT_LOKI_LIMITS: LokiLimits = {
  maxLineSize: 262_144,
  maxLineSizeTruncate: false,
  maxLabelNamesPerSeries: 15,
  maxLabelNameLength: 1024,
  maxLabelValueLength: 2048,
  rejectOldSamples: true,
  rejectOldSamplesMaxAge: 7 * DAY,
  creationGracePeriod: 600_000,
  ingestionRate: Number.POSITIVE_INFINITY,
  ingestionBurstSize: Number.POSITIVE_INFINITY,
  perStreamRateLimit: Number.POSITIVE_INFINITY,
  perStreamRateLimitBurst: Number.POSITIVE_INFINITY,
  allowStructuredMetadata: true,
  maxStructuredMetadataSize: 65_536,
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
  logLevelFields: DEFAULT_LEVEL_FIELDS,
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
};
