import { hostname } from 'node:os';
import { jaegerQueryServer } from '../api/jaeger/v3-grpc.js';
import type { LokiContext } from '../api/loki/request.js';
import type { Tails } from '../api/loki/tail/tails.js';
import type { PrometheusContext } from '../api/prometheus/context.js';
import { ExternalLabels } from '../api/prometheus/external-labels.js';
import type { ReadContext } from '../api/read-context.js';
import type { HealthContext } from '../api/status/health.js';
import { misdirected } from '../api/status/misdirected.js';
import { streamingQuerier } from '../api/tempo/streaming.js';
import type { Exporter } from '../collect/exporters/metric-family.js';
import type { Config } from '../config/config.js';
import type { Dialect } from '../config/dialects.js';
import type { GrpcServer } from '../ingest/grpc-server.js';
import { jaegerGrpcServer } from '../ingest/jaeger/collector-grpc.js';
import { otlpGrpcServer } from '../ingest/otlp/grpc.js';
import type { ReceiverContext } from '../ingest/receiver.js';
import { LogqlEngine } from '../logql/engine.js';
import { TailHub } from '../logql/tail/tail-hub.js';
import type { LokiLimits } from '../model/loki-limits.js';
import type { MetricLimits } from '../model/metric-limits.js';
import { MetricIntake } from '../pipeline/metric-intake/metric-intake.js';
import { engineQueries } from '../rules/engine-queries.js';
import { LimitedMetrics } from '../storage/read/limited-metrics.js';
import { SCHEMA_VERSION } from '../storage/schema/migrate.js';
import { systemClock } from '../telemetry/clock.js';
import { Metrics } from '../telemetry/metrics.js';
import { Tracer } from '../telemetry/tracer.js';
import { type DataDirectory, openDataDirectory } from './data-directory.js';
import { createEngine } from './engine.js';
import { createExporters, exporterJobs, type OwnExporters } from './exporters.js';
import { type EnabledFeatures, enabledFeatures } from './features.js';
import { createHttpServer } from './http-server.js';
import { hostAndPort, isLoopback } from './listeners-table.js';
import { logTenantLimits } from './log-tenant-limits.js';
import { type MemoryPlan, planMemory } from './memory-plan.js';
import { metricTenantLimits } from './metric-tenant-limits.js';
import { externalUrl } from './monitoring/external-url.js';
import { Monitoring } from './monitoring/monitoring.js';
import { type MonitoringFiles, readMonitoringFiles } from './monitoring/monitoring-files.js';
import { type HttpDialect, MOUNTS, type MountParts } from './mounts.js';
import { Ports } from './ports.js';
import { createPromqlEngine } from './promql.js';
import { createReceivers } from './receivers.js';
import type { RunningApp, StartOptions } from './running-app.js';
import { SelfTelemetry } from './self-telemetry.js';
import { shownSettings } from './shown-settings.js';
import { openStore, type Store } from './store.js';
import { createTails } from './tails.js';
import { readTenantResolver, tenantResolver } from './tenancy.js';
import type { TenantLimits } from './tenant-limits.js';
import { TraceMetricsWriter } from './trace-metrics.js';
import { tempoContext } from './traceql.js';
import { programVersion } from './version.js';

/** The engine whose files this program reads: those of another minor version may not be. */
const ENGINE_VERSION = '26.7';
const SELF_TELEMETRY_INTERVAL = 15_000;

/** Builds the program and starts it; a port in use, a data directory in use or a broken store makes it reject. */
export async function startApp(config: Config, options: StartOptions): Promise<RunningApp> {
  const app = new App(config, options);
  try {
    await app.start();
  } catch (error) {
    await app.stop();
    throw error;
  }
  return app;
}

/** What tenants may do. */
interface Limits {
  readonly metrics: TenantLimits<MetricLimits>;
  readonly logs: TenantLimits<LokiLimits>;
}

/** Everything that runs, built once, started and stopped in order. */
class App implements RunningApp {
  private readonly version = programVersion();
  private readonly metrics = new Metrics(this.version);
  private readonly tracer = new Tracer();
  private readonly ports: Ports;
  private directory: DataDirectory | undefined;
  private store: Store | undefined;
  private tenantLimits: Limits | undefined;
  private readonly tailHub = new TailHub();
  private tails: Tails | undefined;
  private selfTelemetry: SelfTelemetry | undefined;
  private traceMetrics: TraceMetricsWriter | undefined;
  private monitoring: Monitoring | undefined;
  private exporters: OwnExporters = {};
  private phase = 'starting: the store is being opened';
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    private readonly options: StartOptions,
  ) {
    this.ports = new Ports(config, (message) => options.logger.warn(message));
  }

  get listeners(): RunningApp['listeners'] {
    return this.ports.listeners;
  }

  ready(): string | undefined {
    return this.phase === '' ? this.store?.problem() : this.phase;
  }

  async start(): Promise<void> {
    const { config, options } = this;
    for (const [system, count] of options.unknownSettings) this.metrics.unknownSetting(system, count);
    const features = enabledFeatures(config.enableFeature, (message) => options.logger.warn(message));
    const files = readMonitoringFiles(config, features.promql);
    const current = { schema: SCHEMA_VERSION, engine: ENGINE_VERSION };
    this.directory = openDataDirectory(config.dataDir, current);
    await this.ports.takeHttp(() => this.ready() ?? 'starting');
    const memory = planMemory(config.memoryLimit, config.limits.ingestQueueBytes);
    this.tenantLimits = {
      metrics: await metricTenantLimits(config, options.logger),
      logs: await logTenantLimits(config, options.logger),
    };
    this.store = await openStore({
      engine: await createEngine(config, memory.engine, options.logger),
      config,
      memory,
      metrics: this.metrics,
      logger: options.logger,
      now: Date.now,
      onLogs: (logs) => this.tailHub.take(logs),
      onSpans: (spans) => this.traceMetrics?.take(spans),
      logLimitsOf: this.tenantLimits.logs.of,
    });
    this.directory.stamp(current);
    this.exporters = await createExporters(config, {
      version: this.version,
      clock: systemClock,
      logger: options.logger,
    });
    await this.serve(this.parts(this.store, this.tenantLimits, memory, features, files, this.exporters));
    await this.monitoring?.start();
    this.traceMetrics?.start();
    this.tenantLimits.metrics.start();
    this.tenantLimits.logs.start();
    this.startSelfTelemetry(this.store);
    this.phase = '';
  }

  async reload(): Promise<void> {
    await this.monitoring?.reload();
    await this.tenantLimits?.metrics.check();
    await this.tenantLimits?.logs.check();
  }

  stop(): Promise<void> {
    this.stopping ??= this.shutDown();
    return this.stopping;
  }

  private async shutDown(): Promise<void> {
    this.phase = 'shutting down';
    this.tails?.stop();
    await this.ports.close();
    await this.monitoring?.stop();
    await Promise.all(Object.values(this.exporters).map((exporter: Exporter) => exporter.close()));
    await this.tenantLimits?.metrics.stop();
    await this.tenantLimits?.logs.stop();
    await this.selfTelemetry?.stop();
    await this.traceMetrics?.stop();
    await this.store?.close();
    this.directory?.release();
  }

  /** Makes the servers of all dialects and puts them behind their ports. */
  private async serve(parts: MountParts): Promise<void> {
    await this.ports.serveHttp(
      (dialect, title) =>
        createHttpServer(
          { dialect, metrics: this.metrics, tracer: this.tracer, maxBodyBytes: this.config.limits.maxBodyBytes },
          [misdirected({ title, dialect }, () => this.ports.byDialect), ...MOUNTS[dialect as HttpDialect](parts)],
        ),
      { tempo: () => streamingQuerier(parts.tempo) },
    );
    const { receive, receivers } = parts;
    const grpc: Partial<Record<Dialect, () => GrpcServer>> = {
      otlpGrpc: () => otlpGrpcServer([receivers.traces, receivers.metrics, receivers.logs], receive),
      jaegerGrpc: () => jaegerGrpcServer(receive),
      jaegerQueryGrpc: () => jaegerQueryServer(parts.jaeger),
    };
    await this.ports.serveGrpc(grpc);
  }

  private parts(
    store: Store,
    tenantLimits: Limits,
    memory: MemoryPlan,
    features: EnabledFeatures,
    files: MonitoringFiles,
    exporters: OwnExporters,
  ): MountParts {
    const { config, metrics } = this;
    const tenantOf = tenantResolver(config.multitenancy);
    const startedMs = Date.now();
    for (const [name, limits] of [
      ['cortex_runtime_config_last_reload_successful', tenantLimits.metrics],
      ['loki_runtime_config_last_reload_successful', tenantLimits.logs],
    ] as const) {
      const help = 'Whether the files of limits for single tenants were good when they were looked at last.';
      metrics.gauge(name, help, () => (limits.isGood ? 1 : 0));
    }
    const metricIntake = new MetricIntake(tenantLimits.metrics.of, Date.now);
    const receive: ReceiverContext = {
      writer: store.writer,
      meter: metrics,
      now: Date.now,
      tenantOf,
      metricIntake,
      maxBodyBytes: config.limits.maxBodyBytes,
    };
    this.traceMetrics = new TraceMetricsWriter({
      writer: store.writer,
      intervalMs: config.traces.generatedMetrics.interval,
      settingsOf: () => config.traces,
      metricIntake,
      now: Date.now,
      logger: this.options.logger,
    });
    this.traceMetrics.describeTo(metrics);
    const stored = {
      metrics: new LimitedMetrics(store.metrics, tenantLimits.metrics.of, Date.now),
      sampleWrites: store.sampleWrites,
    };
    const read: ReadContext = {
      metrics: stored.metrics,
      logs: store.logs,
      traces: store.traces,
      version: this.version,
      now: Date.now,
      tenantOf,
      limits: { timeoutMs: config.limits.queryTimeout, maxMemory: memory.query },
    };
    this.tails = createTails({
      config,
      hub: this.tailHub,
      logs: store.logs,
      limits: read.limits,
      limitsOf: tenantLimits.logs.of,
      logger: this.options.logger,
    });
    const loki: LokiContext = {
      ...read,
      tails: this.tails,
      limitsOf: tenantLimits.logs.of,
      // Whoever reaches the ports may delete: there is no authentication.
      deletion: isLoopback(config.listen)
        ? { requests: store.logDeleteRequests, maxIntervalMs: config.logDeletion.maxInterval }
        : undefined,
      logVolumes: store.logVolumes,
      settings: shownSettings(config),
      logql: new LogqlEngine(store.logs, {
        maxPoints: config.prometheus.query.maxSamples,
        maxSeries: 500,
        ...(config.logql.pushDown && { aggregates: store.logAggregates }),
      }),
    };
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
      ownJobs: exporterJobs(exporters, config, hostname()),
      externalUrl: externalUrl(config, this.ports.byDialect.get('web')),
      clock: systemClock,
      logger: this.options.logger,
      metrics,
    });
    this.monitoring = monitoring;
    const prometheus: PrometheusContext = {
      ...read,
      readTenantOf: readTenantResolver(config.multitenancy),
      limitsOf: tenantLimits.metrics.of,
      externalLabels: new ExternalLabels(config.prometheus.externalLabels),
      engine,
      rules: monitoring.rules,
      scraping: monitoring.scraper,
      alertmanagers: () => monitoring.external.endpoints(),
      features: features.promql,
      experiments: features,
      admin: config.enableAdminApi ? store.metricAdmin : undefined,
      startedMs,
      flags: shownSettings(config),
    };
    const health: HealthContext = {
      problem: () => this.ready(),
      registry: metrics.registry,
      startedMs,
      version: this.version,
    };
    return {
      receive,
      read,
      loki,
      tempo: tempoContext(read, store.spans, config.tempo),
      jaeger: { ...read, spans: store.spans, serviceCalls: store.serviceCalls },
      quartet: { ...read, traceLogs: store.traceLogs },
      prometheus,
      health,
      alertmanager: {
        alertmanagerOf: (tenant) => monitoring.alertmanagers.of(tenant),
        tenantOf,
        now: Date.now,
        version: this.version,
        startedMs,
      },
      ruler: { groups: monitoring.storedRules, tenantOf },
      reload: () => this.reload(),
      exporters,
      blackboxModules: monitoring.blackboxModules,
      receivers: createReceivers(config, features, tenantLimits.logs.of, receive),
    };
  }

  private startSelfTelemetry(store: Store): void {
    if (!this.config.selfTelemetry) return;
    const { logger, ownLogs } = this.options;
    this.selfTelemetry = new SelfTelemetry({
      writer: store.writer,
      registry: this.metrics.registry,
      logs: ownLogs,
      tracer: this.tracer,
      logger,
      instance: hostAndPort(this.config.listen, this.ports.byDialect.get('prometheus') ?? 0),
      version: this.version,
      intervalMs: SELF_TELEMETRY_INTERVAL,
      now: Date.now,
    });
    this.selfTelemetry.start();
  }
}
