import { jaegerQueryServer } from '../api/jaeger/v3-grpc.js';
import type { Tails } from '../api/loki/tail/tails.js';
import { misdirected } from '../api/status/misdirected.js';
import { streamingQuerier } from '../api/tempo/streaming.js';
import type { Exporter } from '../collect/exporters/metric-family.js';
import type { Config } from '../config/config.js';
import type { Dialect } from '../config/dialects.js';
import type { GrpcServer } from '../ingest/grpc-server.js';
import { jaegerGrpcServer } from '../ingest/jaeger/collector-grpc.js';
import { otlpGrpcServer } from '../ingest/otlp/grpc.js';
import { TailHub } from '../logql/tail/tail-hub.js';
import { SCHEMA_VERSION } from '../storage/schema/migrate.js';
import { systemClock } from '../telemetry/clock.js';
import type { CounterWindow } from '../telemetry/counter-window.js';
import { Metrics } from '../telemetry/metrics.js';
import { Tracer } from '../telemetry/tracer.js';
import type { ProvisionedDashboards } from './dashboards/provisioned.js';
import { type DataDirectory, openDataDirectory } from './data-directory.js';
import { createEngine } from './engine.js';
import { createExporters, type OwnExporters } from './exporters.js';
import { enabledFeatures } from './features.js';
import { createHttpServer } from './http-server.js';
import type { Limits } from './limits.js';
import { hostAndPort } from './listeners-table.js';
import { logTenantLimits } from './log-tenant-limits.js';
import { planMemory } from './memory-plan.js';
import { metricTenantLimits } from './metric-tenant-limits.js';
import type { Monitoring } from './monitoring/monitoring.js';
import { readMonitoringFiles } from './monitoring/monitoring-files.js';
import { type HttpDialect, MOUNTS, type MountParts, REWRITES } from './mounts.js';
import { createParts } from './parts.js';
import { Ports } from './ports.js';
import type { RunningApp, StartOptions } from './running-app.js';
import { SelfTelemetry } from './self-telemetry.js';
import { openStore, type Store } from './store.js';
import { tempoTenantValues } from './tempo-tenants.js';
import type { TempoUserOverrides } from './tempo-user-overrides.js';
import type { TraceMetricsWriter } from './trace-metrics.js';
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
  private userOverrides: TempoUserOverrides | undefined;
  private monitoring: Monitoring | undefined;
  private dashboards: ProvisionedDashboards | undefined;
  private counters: CounterWindow | undefined;
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
      traces: await tempoTenantValues(config, options.logger),
    };
    const engine = await createEngine(config, memory.engine, options.logger);
    this.store = await openStore({
      engine,
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
    const { mounted, tails, traceMetrics, userOverrides, monitoring, dashboards } = createParts({
      config,
      version: this.version,
      store: this.store,
      limits: this.tenantLimits,
      memory,
      features,
      files,
      exporters: this.exporters,
      tailHub: this.tailHub,
      webPort: this.ports.byDialect.get('web'),
      engine,
      engineVersion: ENGINE_VERSION,
      origins: options.origins,
      listeners: () => this.listeners,
      metrics: this.metrics,
      logger: options.logger,
      problem: () => this.ready(),
      reload: () => this.reload(),
    });
    this.tails = tails;
    this.traceMetrics = traceMetrics;
    this.userOverrides = userOverrides;
    this.monitoring = monitoring;
    this.dashboards = dashboards;
    this.counters = mounted.status.counters;
    this.counters.start();
    await dashboards.start();
    await userOverrides?.start();
    await this.serve(mounted);
    await monitoring.start();
    traceMetrics.start();
    this.tenantLimits.metrics.start();
    this.tenantLimits.logs.start();
    this.tenantLimits.traces.start();
    this.startSelfTelemetry(this.store);
    this.phase = '';
  }

  async reload(): Promise<void> {
    await this.monitoring?.reload();
    await this.dashboards?.look();
    await this.tenantLimits?.metrics.check();
    await this.tenantLimits?.logs.check();
    await this.tenantLimits?.traces.check();
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
    this.counters?.stop();
    await this.dashboards?.stop();
    await Promise.all(Object.values(this.exporters).map((exporter: Exporter) => exporter.close()));
    await this.tenantLimits?.metrics.stop();
    await this.tenantLimits?.logs.stop();
    await this.tenantLimits?.traces.stop();
    await this.selfTelemetry?.stop();
    await this.traceMetrics?.stop();
    await this.userOverrides?.stop();
    await this.store?.close();
    this.directory?.release();
  }

  /** Makes the servers of all dialects and puts them behind their ports. */
  private async serve(parts: MountParts): Promise<void> {
    await this.ports.serveHttp(
      (dialect, title) =>
        createHttpServer(
          {
            dialect,
            metrics: this.metrics,
            tracer: this.tracer,
            maxBodyBytes: this.config.limits.maxBodyBytes,
            rewriteUrl: REWRITES[dialect as HttpDialect]?.(parts),
          },
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
