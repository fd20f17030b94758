import { hostname } from 'node:os';
import type { Tails } from '../api/loki/tail/tails.js';
import type { ReadContext } from '../api/read-context.js';
import type { HealthContext } from '../api/status/health.js';
import type { Config } from '../config/config.js';
import { DashboardStore } from '../dashboards/store.js';
import type { ReceiverContext } from '../ingest/receiver.js';
import { packageFile } from '../lib/package-file.js';
import type { TailHub } from '../logql/tail/tail-hub.js';
import { MetricIntake } from '../pipeline/metric-intake/metric-intake.js';
import { SpanIntake } from '../pipeline/span-intake.js';
import { engineQueries } from '../rules/engine-queries.js';
import type { Engine } from '../storage/engine/engine.js';
import { LimitedMetrics } from '../storage/read/metrics/limited-metrics.js';
import { systemClock } from '../telemetry/clock.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import { QueryLog } from '../telemetry/query-log.js';
import { ProvisionedDashboards } from './dashboards/provisioned.js';
import { exporterJobs, type OwnExporters } from './exporters.js';
import type { EnabledFeatures } from './features.js';
import { describeLimits, type Limits } from './limits.js';
import { lokiContext } from './loki-context.js';
import type { MemoryPlan } from './memory-plan.js';
import { externalUrl } from './monitoring/external-url.js';
import { Monitoring } from './monitoring/monitoring.js';
import type { MonitoringFiles } from './monitoring/monitoring-files.js';
import type { MountParts } from './mounts.js';
import { prometheusContext } from './prometheus-context.js';
import { createPromqlEngine } from './promql.js';
import { createReceivers } from './receivers.js';
import type { OpenListener } from './running-app.js';
import { shownTempoOverrides } from './shown-tempo-overrides.js';
import { statusContext } from './status-context.js';
import type { Store } from './store.js';
import { createTails } from './tails.js';
import { TempoTenants } from './tempo-tenants.js';
import { TempoUserOverrides } from './tempo-user-overrides.js';
import { tenantResolver } from './tenancy.js';
import { TraceMetricsWriter } from './trace-metrics.js';
import { tempoContext } from './traceql.js';
import { watchedLoki, watchedPrometheus, watchedTempo } from './watched-queries.js';

export interface PartsOptions {
  readonly config: Config;
  readonly version: string;
  readonly store: Store;
  readonly limits: Limits;
  readonly memory: MemoryPlan;
  readonly features: EnabledFeatures;
  /** Of scraping, rules and alerting. */
  readonly files: MonitoringFiles;
  readonly exporters: OwnExporters;
  readonly tailHub: TailHub;
  /** Where the web UI listens, if it does. */
  readonly webPort: number | undefined;
  readonly engine: Engine;
  readonly engineVersion: string;
  readonly origins: ReadonlyMap<string, string>;
  readonly listeners: () => readonly OpenListener[];
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Why nothing can be answered now. */
  readonly problem: () => string | undefined;
  readonly reload: () => Promise<void>;
}

/** What the dialects are made of, and those of its parts that are started and stopped. */
export interface Parts {
  readonly mounted: MountParts;
  readonly tails: Tails;
  readonly traceMetrics: TraceMetricsWriter;
  /** Undefined where tenants may set nothing. */
  readonly userOverrides: TempoUserOverrides | undefined;
  readonly monitoring: Monitoring;
  readonly dashboards: ProvisionedDashboards;
}

/** Builds all that stands between the store and the ports; nothing of it runs yet. */
export function createParts(options: PartsOptions): Parts {
  const { config, version, store, limits, memory, features, files, exporters, tailHub, metrics, logger } = options;
  const tenantOf = tenantResolver(config.multitenancy);
  const startedMs = Date.now();
  describeLimits(limits, metrics);
  const metricIntake = new MetricIntake(limits.metrics.of, Date.now);
  const userOverrides = config.tempoOverrides.userConfigurable
    ? new TempoUserOverrides({
        documents: store.documents,
        traceMetricsOf: (tenant) => tempoTenants.traceMetricsOf(tenant),
        now: Date.now,
        logger,
      })
    : undefined;
  const tempoTenants = new TempoTenants(config, limits.traces.of, (tenant) => userOverrides?.valuesOf(tenant));
  const receive: ReceiverContext = {
    writer: store.writer,
    meter: metrics,
    now: Date.now,
    tenantOf,
    metricIntake,
    spanIntake: new SpanIntake(tempoTenants.limitsOf, Date.now),
    maxBodyBytes: config.limits.maxBodyBytes,
  };
  const traceMetrics = new TraceMetricsWriter({
    writer: store.writer,
    settingsOf: tempoTenants.traceMetricsOf,
    metricIntake,
    now: Date.now,
    logger,
  });
  traceMetrics.describeTo(metrics);
  const stored = {
    metrics: new LimitedMetrics(store.metrics, limits.metrics.of, Date.now),
    sampleWrites: store.sampleWrites,
  };
  const read: ReadContext = {
    metrics: stored.metrics,
    logs: store.logs,
    traces: store.traces,
    version,
    now: Date.now,
    tenantOf,
    limits: { timeoutMs: config.limits.queryTimeout, maxMemory: memory.query },
  };
  const tails = createTails({
    config,
    hub: tailHub,
    logs: store.logs,
    limits: read.limits,
    limitsOf: limits.logs.of,
    logger,
  });
  const loki = lokiContext(read, { config, store, tails, limitsOf: limits.logs.of });
  const engine = createPromqlEngine(config, stored, memory.results, features.promql, metrics);
  const monitoring = new Monitoring({
    config,
    files,
    features: features.promql,
    queries: engineQueries(engine, loki.logql, read.limits),
    reader: stored.metrics,
    writer: store.writer,
    documents: store.documents,
    metricIntake,
    limits: { metrics: limits.metrics.of, logs: limits.logs.of },
    ownJobs: exporterJobs(exporters, config, hostname()),
    externalUrl: externalUrl(config, options.webPort),
    clock: systemClock,
    logger,
    metrics,
  });
  const context = { config, store, engine, monitoring, limits, features, startedMs };
  const health: HealthContext = {
    problem: options.problem,
    registry: metrics.registry,
    startedMs,
    version,
  };
  const dashboardStore = new DashboardStore(store.documents, Date.now);
  const dashboards = new ProvisionedDashboards(config, dashboardStore, logger);
  const queries = new QueryLog({ thresholdMs: config.limits.slowQuery, now: Date.now });
  const tempo = watchedTempo(
    tempoContext(read, store.spans, {
      tempoLimits: config.tempo,
      tempoLimitsOf: tempoTenants.limitsOf,
      tenantOverrides: {
        tenants: () => [...new Set([...limits.traces.tenants(), ...(userOverrides?.tenants() ?? [])])].sort(),
        of: (tenant) => shownTempoOverrides(tempoTenants.of(tenant)),
      },
      userOverrides,
    }),
    queries,
  );
  const prometheus = watchedPrometheus(prometheusContext(read, context), queries);
  const watchedLogs = watchedLoki(loki, queries);
  const mounted: MountParts = {
    receive,
    read,
    loki: watchedLogs,
    tempo,
    jaeger: { ...read, spans: store.spans, serviceCalls: store.serviceCalls },
    quartet: {
      ...read,
      logVolumes: store.logVolumes,
      spans: store.spans,
      traceLogs: store.traceLogs,
      traceExemplars: store.traceExemplars,
      runbooks: packageFile('docs/runbooks'),
    },
    prometheus,
    grafana: {
      store: dashboardStore,
      provisioning: dashboards.provisioning,
      prometheus,
      loki: watchedLogs,
      tempo,
      problem: options.problem,
      now: Date.now,
      version,
    },
    health,
    status: statusContext({ ...options, queries, startedMs }),
    alertmanager: {
      alertmanagerOf: (tenant) => monitoring.alertmanagers.of(tenant),
      tenantOf,
      now: Date.now,
      version,
      startedMs,
    },
    ruler: { groups: monitoring.storedRules, tenantOf },
    alertmanagerConfigs: { configs: monitoring.alertmanagerConfigs, members: monitoring.members, tenantOf },
    reload: options.reload,
    webRoot: packageFile('dist/web'),
    exporters,
    blackboxModules: monitoring.blackboxModules,
    receivers: createReceivers(config, features, limits.logs.of, receive),
  };
  return { mounted, tails, traceMetrics, userOverrides, monitoring, dashboards };
}
