import { z } from 'zod';
import { DELETION_MODES } from '../model/loki-limits.js';
import { DIALECT_NAMES, DIALECTS, type Dialect, portFlag } from './dialects.js';
import {
  bytes,
  bytesOrUnlimited,
  countOrUnlimited,
  countsByName,
  duration,
  durationOrUnlimited,
  flag,
  labelList,
  list,
  oneOf,
  path,
  paths,
  port,
  portOffset,
  rateOrUnlimited,
  retentionAge,
  streamRetention,
  text,
  url,
} from './leaves.js';
import { traceMetricsSchema } from './trace-metrics-schema.js';

const ports = Object.fromEntries(
  DIALECT_NAMES.map((dialect) => [dialect, port(`port of ${DIALECTS[dialect].title}`, { flag: portFlag(dialect) })]),
) as Record<Dialect, ReturnType<typeof port>>;

/** Prometheus' `otlp.translation_strategy`. */
export const TRANSLATION_STRATEGIES = [
  'UnderscoreEscapingWithSuffixes',
  'UnderscoreEscapingWithoutSuffixes',
  'NoUTF8EscapingWithSuffixes',
  'NoTranslation',
] as const;

/**
 * Every setting of the program, once. From each leaf follow its key in `quartet.yaml`, its flag (`storage.diskFree.warn`
 * is `--storage-disk-free-warn`), its variable (`QUARTET_STORAGE_DISK_FREE_WARN`) and its line in the documentation.
 * Defaults are in `defaults.ts`.
 */
export const configSchema = z.strictObject({
  listen: text('address that every port binds to', { argument: 'ADDRESS' }),
  portOffset: portOffset('is added to every port but 0, for several instances on one machine'),
  ports: z.strictObject(ports),
  portsFile: path('file that tells as JSON which ports were taken, once all listen').optional(),
  dataDir: path('directory that holds the data'),
  memoryLimit: bytes('memory that the whole program may use; caches, queues and query limits are derived from it'),
  selfTelemetry: flag("stores the program's own metrics, logs and traces"),
  multitenancy: flag('takes the tenant from X-Scope-OrgID and demands the header'),
  strictConfig: flag("refuses to start when another system's file has unknown settings"),
  expandEnv: flag(
    'replaces variables of the environment in the files of Loki, Tempo and Mimir, as their -config.expand-env does',
  ),
  enableFeature: list("experimental features to turn on, by the names of Prometheus' flag of this name"),
  enableAdminApi: flag('lets the query API of metrics delete series, and make snapshots of the store'),

  storage: z.strictObject({
    engine: oneOf('ENGINE', ['embedded', 'process', 'remote'])(
      'ClickHouse in this process (embedded), in a supervised child (process), or on a server (remote)',
    ),
    url: url('ClickHouse over HTTP(S), for the remote engine').optional(),
    user: text('user of the remote ClickHouse'),
    password: text('password of the remote ClickHouse; the variable or passwordFile keep it out of `ps`', {
      isSecret: true,
    }).optional(),
    passwordFile: path('file that holds the password').optional(),
    database: text('database that holds the tables', { argument: 'NAME' }),
    cluster: text('ClickHouse cluster: tables become Replicated and Distributed', { argument: 'NAME' }).optional(),
    tls: z.strictObject({
      caFile: path('PEM file of the authorities that may sign the server certificate').optional(),
      certFile: path('PEM file of the client certificate').optional(),
      keyFile: path('PEM file of its key').optional(),
      insecureSkipVerify: flag('accepts any server certificate'),
    }),
    diskFree: z.strictObject({
      warn: bytes('free space below which a warning is logged'),
      refuse: bytes('free space below which writes are refused'),
    }),
  }),

  retention: z.strictObject({
    metrics: retentionAge('age at which metrics are dropped'),
    logs: retentionAge('age at which logs are dropped'),
    traces: retentionAge('age at which traces are dropped'),
  }),

  limits: z.strictObject({
    maxBodyBytes: bytes('size of one request body, before and after decompression'),
    ingestQueueBytes: bytes('bytes that may wait to be stored before senders are told to slow down'),
    queryTimeout: duration('time that one query may take'),
    slowQuery: duration('time from which a query is among the slow ones that the status pages list'),
  }),

  prometheusConfig: path("Prometheus' configuration file").optional(),
  lokiConfig: path("Loki's configuration file").optional(),
  tempoConfig: path("Tempo's configuration file").optional(),
  mimirConfig: path("Mimir's configuration file").optional(),
  alertmanagerConfig: path("Alertmanager's configuration file").optional(),
  blackboxConfig: path("the blackbox exporter's configuration file").optional(),
  ruleFiles: paths("files of rules in PromQL, besides prometheusConfig's; * stands for any name"),
  lokiRules: paths('files or directories of rules in LogQL'),
  reloadInterval: duration('how often these files are looked at for changes; 0s for never'),
  grafanaProvisioning: path(
    "Grafana's provisioning directory, with dashboards/*.yaml and datasources/*.yaml",
  ).optional(),
  dashboards: paths('files or directories of dashboards as JSON, which the UI may write back'),
  externalUrl: url('where people reach the web port; links in notifications begin with it').optional(),

  rules: z.strictObject({
    shard: text('evaluates only this part of the rule groups, where several programs share a store', {
      argument: 'I/N',
      flag: '--rules.shard',
    }).optional(),
    forOutageTolerance: duration('longest time without evaluation over which the state of an alert is restored'),
    forGracePeriod: duration('least time between that restored state and firing'),
    resendDelay: duration('least time before a firing alert is sent to the Alertmanager again'),
  }),

  alerting: z.strictObject({
    retention: durationOrUnlimited('how long ended silences and the log of notifications are kept'),
    peer: text('place of this program among those that share a store and notify, from 0', {
      argument: 'I/N',
    }).optional(),
    peerTimeout: duration('how long each place waits for the one before it'),
  }),

  exporters: z.strictObject({
    interval: duration('how often the metrics of the exporters that are on are stored'),
    host: flag('stores metrics of this host under the names of node_exporter'),
    processes: path("process-exporter's configuration file; stores metrics of the processes that it names").optional(),
    containers: flag('stores metrics of containers under the names of cAdvisor'),
    docker: text('where the Docker Engine listens', { argument: 'URL' }),
    postgres: list('PostgreSQL servers of which metrics are stored: postgresql://user:password@host:port/database', {
      isSecret: true,
    }),
    redis: list('Redis servers of which metrics are stored: redis://:password@host:port', { isSecret: true }),
  }),

  loki: z.strictObject({
    maxLineSize: bytesOrUnlimited('longest log line'),
    maxLineSizeTruncate: flag('cuts longer lines instead of refusing them'),
    maxLabelNamesPerSeries: countOrUnlimited('most labels of a stream'),
    maxLabelNameLength: countOrUnlimited('longest label name'),
    maxLabelValueLength: countOrUnlimited('longest label value'),
    rejectOldSamples: flag('refuses entries older than rejectOldSamplesMaxAge'),
    rejectOldSamplesMaxAge: duration('age at which entries count as old'),
    creationGracePeriod: duration('how far in the future entries may lie'),
    ingestionRate: bytesOrUnlimited('bytes a second of one tenant'),
    ingestionBurstSize: bytesOrUnlimited('bytes that a tenant may send at once'),
    perStreamRateLimit: bytesOrUnlimited('bytes a second of one stream'),
    perStreamRateLimitBurst: bytesOrUnlimited('bytes that one stream may get at once'),
    allowStructuredMetadata: flag('accepts structured metadata'),
    maxStructuredMetadataSize: bytesOrUnlimited('bytes of structured metadata of an entry'),
    maxStructuredMetadataEntriesCount: countOrUnlimited('pairs of structured metadata of an entry'),
    discoverServiceName: list('labels of which the first that a stream has becomes service_name; empty turns this off'),
    discoverLogLevels: flag('adds detected_level'),
    logLevelFields: list('fields that are looked at for the level, in this order'),
    incrementDuplicateTimestamp: flag('moves an entry by 1 ns when its stream has another line at its time'),
    otlpIndexLabels: list('resource attributes that become stream labels of OTLP logs'),
    maxStreamsPerUser: countOrUnlimited('streams of one tenant that are written to; the stricter of this and the next'),
    maxGlobalStreamsPerUser: countOrUnlimited('streams of one tenant that are written to'),
    maxQueryLength: durationOrUnlimited('longest time between start and end of a query'),
    maxQueryRange: durationOrUnlimited('longest [range] within a metric query'),
    maxQueryLookback: durationOrUnlimited('age from which entries are not read'),
    maxQuerySeries: countOrUnlimited('series that a metric query may answer'),
    maxEntriesLimitPerQuery: countOrUnlimited('entries that a query may ask for'),
    queryTimeout: durationOrUnlimited('time that one query of logs may take; unlimited: limits.queryTimeout'),
    maxStreamsMatchersPerQuery: countOrUnlimited('matchers of one query'),
    cardinalityLimit: countOrUnlimited('streams that one query may select'),
    maxConcurrentTailRequests: countOrUnlimited('tails of one tenant at once'),
    tailMaxDuration: durationOrUnlimited('time after which a tail is ended'),
    volumeEnabled: flag('answers the volume API'),
    volumeMaxSeries: countOrUnlimited('series that the volume API answers'),
    retentionStream: streamRetention('ages at which entries of some streams are dropped, other than retention.logs'),
    deletionMode: oneOf('MODE', DELETION_MODES)('what requests to delete logs do; disabled refuses them'),
    rulerMaxRulesPerRuleGroup: countOrUnlimited('log rules of a group that is set over the API'),
    rulerMaxRuleGroupsPerTenant: countOrUnlimited('groups of log rules that a tenant may set over the API'),
  }),

  lokiOverrides: z.strictObject({
    files: paths("Loki's files of limits for single tenants"),
    period: duration('how often these files are looked at'),
    retention: flag('counts what these files say of retention and deletion'),
  }),

  logDeletion: z.strictObject({
    cancelPeriod: duration('time during which a request to delete logs may be cancelled, and nothing is taken away'),
    maxInterval: durationOrUnlimited('longest max_interval that such a request may have'),
  }),

  logql: z.strictObject({
    pushDown: flag('counts logs in the store instead of reading them, where that gives the same answer'),
  }),

  prometheus: z.strictObject({
    outOfOrderTimeWindow: durationOrUnlimited('how far behind the newest sample of its series a sample may lie'),
    evaluationInterval: duration('how often rules are evaluated, and the step of subqueries, that say nothing else'),
    externalLabels: labelList('labels that federation and remote read add'),
    query: z.strictObject({
      lookbackDelta: duration('how far back a sample still counts'),
      maxSamples: countOrUnlimited('points that one query may hold at once'),
      maxConcurrency: countOrUnlimited('queries that are evaluated at once; others wait'),
      cacheResults: flag('keeps the steps of range queries and evaluates only those that are new'),
    }),
    otlp: z.strictObject({
      promoteResourceAttributes: list('resource attributes that become labels of every metric'),
      promoteAllResourceAttributes: flag('makes every resource attribute a label'),
      ignoreResourceAttributes: list('resource attributes that promoteAllResourceAttributes leaves out'),
      translationStrategy: oneOf('STRATEGY', TRANSLATION_STRATEGIES)('how OTLP names become Prometheus names'),
      keepIdentifyingResourceAttributes: flag('keeps service.name and its like on target_info'),
      convertHistogramsToNhcb: flag('turns explicit histograms into native ones with custom buckets'),
      promoteScopeMetadata: flag('adds otel_scope_* labels'),
    }),
  }),

  mimir: z.strictObject({
    ingestionRate: countOrUnlimited('samples a second of one tenant'),
    ingestionBurstSize: countOrUnlimited('samples that a tenant may send at once'),
    maxLabelNamesPerSeries: countOrUnlimited('most labels of a series'),
    maxLabelNameLength: countOrUnlimited('longest label name'),
    maxLabelValueLength: countOrUnlimited('longest label value'),
    creationGracePeriod: durationOrUnlimited('how far in the future samples may lie'),
    pastGracePeriod: durationOrUnlimited('how far in the past samples may lie'),
    outOfOrderTimeWindow: durationOrUnlimited('how far behind the newest sample of its series a sample may lie'),
    maxGlobalSeriesPerUser: countOrUnlimited('series of one tenant that are written to'),
    maxFetchedSeriesPerQuery: countOrUnlimited('series that one query may read'),
    maxTotalQueryLength: durationOrUnlimited('longest time between start and end of a query'),
    maxPartialQueryLength: durationOrUnlimited('longest time that one selector of a query may read'),
    maxQueryLookback: durationOrUnlimited('age from which samples are not read'),
    maxLabelsQueryLength: durationOrUnlimited('longest time of calls about series and labels; more is cut off'),
    maxQueryExpressionSizeBytes: bytesOrUnlimited('longest text of a query'),
    cardinalityAnalysisEnabled: flag('answers the cardinality API'),
    rulerMaxRulesPerRuleGroup: countOrUnlimited('metric rules of a group that is set over the API'),
    rulerMaxRuleGroupsPerTenant: countOrUnlimited('groups of metric rules that a tenant may set over the API'),
    rulerMaxRulesPerRuleGroupByNamespace: countsByName('the same of rules in a group, of single namespaces'),
    rulerMaxRuleGroupsPerTenantByNamespace: countsByName('groups of metric rules that single namespaces may have'),
    rulerProtectedNamespaces: list('namespaces of rules that the API does not change'),
    rulerEvaluationDelayDuration: duration('how far before its time an evaluation looks, of groups that do not say'),
    rulerMinRuleEvaluationInterval: duration('shortest interval of a group of metric rules'),
    rulerRecordingRulesEvaluationEnabled: flag('evaluates recording rules'),
    rulerAlertingRulesEvaluationEnabled: flag('evaluates alerting rules'),
    alertmanagerNotificationRateLimit: rateOrUnlimited('notifications a second to integrations of one kind'),
    alertmanagerNotificationRateLimitPerIntegration: countsByName('the same of single kinds, such as email'),
    alertmanagerMaxSilencesCount: countOrUnlimited('silences of a tenant, those that ended among them'),
    alertmanagerMaxSilenceSizeBytes: bytesOrUnlimited('size of a silence'),
    alertmanagerMaxDispatcherAggregationGroups: countOrUnlimited('groups of alerts of a tenant'),
    alertmanagerMaxAlertsCount: countOrUnlimited('alerts of a tenant'),
    alertmanagerMaxAlertsSizeBytes: bytesOrUnlimited('size of all alerts of a tenant'),
    alertmanagerMaxConfigSizeBytes: bytesOrUnlimited('size of a configuration that is set over the API'),
    alertmanagerMaxTemplatesCount: countOrUnlimited('templates of such a configuration'),
    alertmanagerMaxTemplateSizeBytes: bytesOrUnlimited('size of one of these templates'),
  }),

  mimirOverrides: z.strictObject({
    files: paths("Mimir's files of limits for single tenants"),
    period: duration('how often these files are looked at'),
  }),

  tempo: z.strictObject({
    ingestionRate: bytesOrUnlimited('bytes of spans a second of one tenant'),
    ingestionBurstSize: bytesOrUnlimited('bytes of spans that a tenant may send at once'),
    maxBytesPerTrace: bytesOrUnlimited('bytes of one trace; spans beyond are not stored'),
    maxTracesPerUser: countOrUnlimited('traces of one tenant that get spans at a time; spans of more are not stored'),
    maxAttributeBytes: bytesOrUnlimited("bytes of an attribute's key and of its text; the rest is cut off"),
    defaultResultLimit: countOrUnlimited('traces that a search answers where it names no limit'),
    maxResultLimit: countOrUnlimited('traces that a search may ask for'),
    maxSearchDuration: durationOrUnlimited('longest time between start and end of a search'),
    defaultSpansPerSpanSet: countOrUnlimited('spans that a search shows of a trace where it names no number'),
    maxSpansPerSpanSet: countOrUnlimited('spans of a trace that a search may ask for'),
    maxMetricsDuration: durationOrUnlimited('longest time between start and end of a metrics query'),
    maxIntervals: countOrUnlimited('steps of a metrics query'),
    maxExemplars: countOrUnlimited('exemplars that a metrics query may ask for'),
    maxBytesPerTagValuesQuery: bytesOrUnlimited('size of a list of values of a tag; more are left out'),
  }),

  tempoOverrides: z.strictObject({
    files: paths("Tempo's files of limits and settings for single tenants"),
    period: duration('how often these files are looked at'),
    userConfigurable: flag("lets tenants set metrics of their spans over Tempo's API, /api/overrides"),
  }),

  traces: traceMetricsSchema,
});
