import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { type AlertmanagerConfigContext, alertmanagerConfigApi } from '../api/alertmanager/config-api.js';
import type { AlertmanagerContext } from '../api/alertmanager/context.js';
import { ownAlertsApi } from '../api/alertmanager/own-api.js';
import { alertmanagerApi } from '../api/alertmanager/plugin.js';
import { exporterPage, redisTargetPage } from '../api/exporters/exporter-page.js';
import { probePage } from '../api/exporters/probe-page.js';
import type { GrafanaContext } from '../api/grafana/context.js';
import { grafanaApi } from '../api/grafana/plugin.js';
import type { JaegerContext } from '../api/jaeger/context.js';
import { jaegerApi } from '../api/jaeger/plugin.js';
import { jaegerV3Api } from '../api/jaeger/v3-http.js';
import { lokiApi } from '../api/loki/plugin.js';
import type { LokiContext } from '../api/loki/request.js';
import type { PrometheusContext } from '../api/prometheus/context.js';
import { mimirBuildInfoRoutes } from '../api/prometheus/mimir-build-info.js';
import { cardinalityApi, federation, prometheusApi } from '../api/prometheus/plugin.js';
import type { QuartetContext } from '../api/quartet/context.js';
import { quartetApi } from '../api/quartet/plugin.js';
import { statusApi } from '../api/quartet/status/plugin.js';
import type { ReadContext } from '../api/read-context.js';
import { LOKI_RULER, MIMIR_RULER } from '../api/ruler/dialects.js';
import { logRulesApi } from '../api/ruler/log-rules.js';
import { type RulerContext, rulerApi } from '../api/ruler/plugin.js';
import { collectorHealth, type HealthContext, healthRoutes, webHealth } from '../api/status/health.js';
import { reloadRoute } from '../api/status/reload.js';
import { tempoApi } from '../api/tempo/plugin.js';
import type { TempoContext } from '../api/tempo/request.js';
import { browserSafety } from '../api/web/browser-safety.js';
import { type PagesContext, pages } from '../api/web/pages.js';
import { type SourceFinder, sourceUrl } from '../api/web/source-urls.js';
import { sources } from '../api/web/sources.js';
import type { BlackboxModule } from '../collect/exporters/blackbox/blackbox-module.js';
import type { Exporter } from '../collect/exporters/metric-family.js';
import type { Dialect } from '../config/dialects.js';
import { jaegerHttpReceiver } from '../ingest/jaeger/collector-http.js';
import { otlpHttpReceiver } from '../ingest/otlp/http.js';
import type { OtlpSignal } from '../ingest/otlp/signal.js';
import type { ReceiverContext } from '../ingest/receiver.js';
import { remoteWriteReceiver } from '../ingest/remote-write/receiver.js';
import { zipkinReceiver } from '../ingest/zipkin/collector-http.js';
import type { OwnExporters } from './exporters.js';
import type { Receivers } from './receivers.js';
import type { statusContext } from './status-context.js';

/** What the dialects are made of. */
export interface MountParts {
  readonly receive: ReceiverContext;
  readonly read: ReadContext;
  readonly loki: LokiContext;
  readonly tempo: TempoContext;
  readonly jaeger: JaegerContext;
  readonly quartet: QuartetContext;
  readonly grafana: GrafanaContext;
  readonly status: ReturnType<typeof statusContext>;
  readonly prometheus: PrometheusContext;
  readonly health: HealthContext;
  readonly receivers: Receivers;
  readonly alertmanager: AlertmanagerContext;
  readonly ruler: RulerContext;
  readonly alertmanagerConfigs: AlertmanagerConfigContext;
  /** The directory of the built UI. */
  readonly webRoot: PagesContext['root'];
  readonly exporters: OwnExporters;
  /** The modules of the blackbox exporter, as they are now. */
  readonly blackboxModules: () => ReadonlyMap<string, BlackboxModule>;
  /** Reads the files of scraping, rules and alerting again. */
  readonly reload: () => Promise<void>;
}

/** Dialects that speak gRPC have no HTTP routes. */
export type HttpDialect = Exclude<Dialect, 'otlpGrpc' | 'jaegerGrpc' | 'jaegerQueryGrpc'>;

const otlpAt = (prefix: string, signals: readonly OtlpSignal[], context: ReceiverContext): FastifyPluginAsync => {
  return async (app: FastifyInstance) => {
    await app.register(otlpHttpReceiver, { signals, context, prefix });
  };
};

const prometheusAt = (prefix: string, context: PrometheusContext): FastifyPluginAsync => {
  return async (app) => {
    await app.register(prometheusApi, { context, prefix });
  };
};

const mimir = (
  { receive, prometheus, alertmanager, alertmanagerConfigs, ruler, health, receivers }: MountParts,
  beside: Exporter | undefined,
): FastifyPluginAsync[] => [
  healthRoutes(health, { '/ready': 'ready' }, beside),
  remoteWriteReceiver(receivers.remoteWrite, receive, ['/api/v1/push']),
  otlpAt('/otlp', [receivers.prometheusMetrics], receive),
  prometheusAt('/prometheus/api/v1', prometheus),
  mimirBuildInfoRoutes,
  async (app) => rulerApi(app, { context: ruler, dialect: MIMIR_RULER }),
  async (app) => alertmanagerConfigApi(app, { context: alertmanagerConfigs }),
  async (app) => {
    await app.register(alertmanagerApi, { context: alertmanager, prefix: '/alertmanager' });
  },
  async (app) => {
    await app.register(cardinalityApi, { context: prometheus, prefix: '/prometheus/api/v1' });
  },
];

/** The plugins behind each port. */
export const MOUNTS: Readonly<Record<HttpDialect, (parts: MountParts) => FastifyPluginAsync[]>> = {
  web: (parts) => [
    browserSafety(),
    async (app) => ownAlertsApi(app, { context: parts.alertmanager }),
    healthRoutes(parts.health, { '/ready': 'ready' }),
    webHealth(parts.health),
    async (app) => {
      await app.register(quartetApi, { context: parts.quartet });
      await app.register(statusApi, { context: parts.status });
    },
    async (app) => {
      await app.register(grafanaApi, { context: parts.grafana });
    },
    sources(parts),
    pages({ root: parts.webRoot, problem: parts.health.problem }),
  ],
  loki: ({ loki, prometheus, ruler, health, receivers }) => [
    healthRoutes(health, { '/ready': 'ready' }),
    receivers.lokiPush,
    receivers.lokiOtlp,
    async (app) => lokiApi(app, { context: loki }),
    async (app) => rulerApi(app, { context: ruler, dialect: LOKI_RULER }),
    async (app) => logRulesApi(app, { context: prometheus }),
  ],
  tempo: ({ tempo, health }) => [
    healthRoutes(health, { '/ready': 'ready' }),
    async (app) => tempoApi(app, { context: tempo }),
  ],
  mimir: (parts) => mimir(parts, undefined),
  // Where cAdvisor is looked for.
  mimirHttp: (parts) => mimir(parts, parts.exporters.cadvisor),
  prometheus: ({ receive, prometheus, health, receivers, reload }) => [
    reloadRoute(reload),
    healthRoutes(health, { '/-/ready': 'Prometheus Server is Ready.', '/-/healthy': 'Prometheus Server is Healthy.' }),
    remoteWriteReceiver(receivers.remoteWrite, receive, ['/api/v1/write']),
    otlpAt('/api/v1/otlp', [receivers.prometheusMetrics], receive),
    prometheusAt('/api/v1', prometheus),
    async (app) => federation(app, { context: prometheus }),
  ],
  alertmanager: ({ alertmanager, health, reload }) => [
    async (app) => alertmanagerApi(app, { context: alertmanager }),
    async (app) => ownAlertsApi(app, { context: alertmanager }),
    healthRoutes(health, { '/-/ready': 'OK', '/-/healthy': 'OK' }),
    reloadRoute(reload),
  ],
  otlpHttp: ({ receive, health, receivers }) => [
    healthRoutes(health, { '/ready': 'ready' }),
    otlpAt('', [receivers.traces, receivers.metrics, receivers.logs], receive),
  ],
  collectorHealth: ({ health }) => [collectorHealth(health)],
  collectorMetrics: ({ health }) => [healthRoutes(health, { '/ready': 'ready' })],
  jaegerThrift: ({ receive, health }) => [
    healthRoutes(health, { '/ready': 'ready' }),
    async (app) => jaegerHttpReceiver(app, receive),
  ],
  jaegerQuery: ({ jaeger, health }) => [
    healthRoutes(health, { '/ready': 'ready' }),
    async (app) => {
      await app.register(jaegerApi, { context: jaeger });
      await app.register(jaegerV3Api, { context: jaeger });
    },
  ],
  zipkin: ({ receive, health }) => [
    healthRoutes(health, { '/ready': 'ready', '/health': 'UP' }),
    async (app) => zipkinReceiver(app, receive),
  ],
  promtail: ({ health }) => [healthRoutes(health, { '/ready': 'Ready' })],
  nodeExporter: ({ exporters }) => [exporterPage(exporters.node!)],
  postgresExporter: ({ exporters }) => [exporterPage(exporters.postgres!)],
  redisExporter: ({ exporters }) => [exporterPage(exporters.redis!), redisTargetPage(exporters.redis!)],
  blackboxExporter: ({ health, blackboxModules, reload }) => [
    healthRoutes(health, { '/-/ready': 'Healthy', '/-/healthy': 'Healthy' }),
    probePage(blackboxModules),
    reloadRoute(reload),
  ],
};

/** How addresses of a dialect's port are read before they are routed. */
export const REWRITES: Readonly<Partial<Record<HttpDialect, (parts: MountParts) => (url: string) => string>>> = {
  web: ({ grafana }) => {
    const find: SourceFinder = (key) => grafana.store.dataSources.find(key)?.kind;
    return (url) => sourceUrl(url, find);
  },
};
