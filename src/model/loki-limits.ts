import type { RuleCountLimits } from './ruler-limits.js';
import { type Tenant, tenantsOf } from './tenant.js';

/** How long the streams are kept that match; of several that match, the one of the highest priority counts. */
export interface StreamRetention {
  /** As in LogQL, `{namespace="dev"}`. */
  readonly selector: string;
  readonly priority: number;
  /** ms */
  readonly period: number;
}

export const DELETION_MODES = ['disabled', 'filter-only', 'filter-and-delete'] as const;

/** What a request to delete does: nothing, hide entries from queries, or hide them and later take them out of the store. */
export type DeletionMode = (typeof DELETION_MODES)[number];

/**
 * What one tenant may send and ask of logs, under the names of Loki's `limits_config`; sizes in bytes, times in ms, rates
 * in bytes a second (Infinity: no limit). https://grafana.com/docs/loki/latest/configure/#limits_config
 */
export interface LokiLimits extends RuleCountLimits {
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
  /** Streams that were written to lately, in Loki's words of one ingester; the stricter of the two counts. */
  readonly maxStreamsPerUser: number;
  readonly maxGlobalStreamsPerUser: number;

  /** Between start and end of a query. */
  readonly maxQueryLength: number;
  /** The longest `[range]` within a metric query. */
  readonly maxQueryRange: number;
  /** Entries older than this are not read. */
  readonly maxQueryLookback: number;
  /** Series of the answer of a metric query. */
  readonly maxQuerySeries: number;
  /** Entries that a query may ask for. */
  readonly maxEntriesLimitPerQuery: number;
  /** Infinity: as for every query of the program. */
  readonly queryTimeout: number;
  readonly maxStreamsMatchersPerQuery: number;
  /** Streams that one query may select. */
  readonly cardinalityLimit: number;
  readonly maxConcurrentTailRequests: number;
  /** After which a tail is ended. */
  readonly tailMaxDuration: number;
  readonly volumeEnabled: boolean;
  /** Series of the answer about volumes. */
  readonly volumeMaxSeries: number;

  /** Age at which entries go, unless one of `retentionStream` says otherwise for their stream. */
  readonly retentionPeriod: number;
  readonly retentionStream: readonly StreamRetention[];
  readonly deletionMode: DeletionMode;
}

/** What holds for a tenant now. Cheap; to be asked for each request, since the answer changes with the override files. */
export type LokiLimitsOf = (tenant: Tenant) => LokiLimits;

/** The limits of a read that may be about several tenants (`a|b`): of each limit the strictest. */
export function lokiReadLimits(limitsOf: LokiLimitsOf, tenants: Tenant): LokiLimits {
  return tenantsOf(tenants).map(limitsOf).reduce(strictest);
}

/** Lists and words, which say nothing of reads, are those of the first. */
function strictest(a: LokiLimits, b: LokiLimits): LokiLimits {
  const least = Object.entries(a).map(([name, limit]) => {
    const other = b[name as keyof LokiLimits];
    if (typeof limit === 'number') return [name, Math.min(limit, other as number)];
    return [name, typeof limit === 'boolean' ? limit && other : limit];
  });
  return Object.fromEntries(least) as LokiLimits;
}

const HOUR = 3_600_000;
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

/**
 * The original's defaults, except that rates, streams and the cardinality of queries are not limited, and that deletion is
 * off: one process serves one owner.
 */
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
  maxStreamsPerUser: Number.POSITIVE_INFINITY,
  maxGlobalStreamsPerUser: Number.POSITIVE_INFINITY,
  maxQueryLength: 721 * HOUR,
  maxQueryRange: Number.POSITIVE_INFINITY,
  maxQueryLookback: Number.POSITIVE_INFINITY,
  maxQuerySeries: 500,
  maxEntriesLimitPerQuery: 5000,
  queryTimeout: Number.POSITIVE_INFINITY,
  maxStreamsMatchersPerQuery: 1000,
  cardinalityLimit: Number.POSITIVE_INFINITY,
  maxConcurrentTailRequests: 10,
  tailMaxDuration: HOUR,
  volumeEnabled: true,
  volumeMaxSeries: 1000,
  retentionPeriod: Number.POSITIVE_INFINITY,
  retentionStream: [],
  deletionMode: 'disabled',
  rulerMaxRulesPerRuleGroup: Number.POSITIVE_INFINITY,
  rulerMaxRuleGroupsPerTenant: Number.POSITIVE_INFINITY,
};
