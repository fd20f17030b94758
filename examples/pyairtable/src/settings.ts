import type { ServiceName } from './catalog.js';
import { type Ports, portsFromEnvironment } from './ports.js';

/** What one service process reads from its environment. */
export interface Settings {
  readonly service: ServiceName;
  readonly ports: Ports;
  /** `127.0.0.1:<port>`: the address at which a scraper would find the service, so both roads agree. */
  readonly instance: string;
  readonly environment: string;
  readonly otlpEndpoint: string;
  readonly lokiUrl: string;
  readonly logLevel: string;
  /** `platform` keeps the share of traces that the catalog names for each service. */
  readonly sampling: 'all' | 'platform';
  /** False once the collector scrapes `/metrics`, so that no series arrives twice. */
  readonly figuresOverOtlp: boolean;
  readonly metricIntervalMs: number;
}

export function settingsFromEnvironment(service: ServiceName, env: NodeJS.ProcessEnv): Settings {
  const ports = portsFromEnvironment(env);
  return {
    service,
    ports,
    instance: `127.0.0.1:${ports[service]}`,
    environment: env.DEPLOYMENT_ENVIRONMENT ?? 'demo',
    otlpEndpoint: withoutSlash(env.OTEL_EXPORTER_OTLP_ENDPOINT ?? 'http://127.0.0.1:4318'),
    lokiUrl: withoutSlash(env.LOKI_URL ?? 'http://127.0.0.1:3100'),
    logLevel: env.LOG_LEVEL ?? 'info',
    sampling: env.SAMPLING === 'platform' ? 'platform' : 'all',
    figuresOverOtlp: env.FIGURES_OVER_OTLP !== 'off',
    metricIntervalMs: Number(env.OTEL_METRIC_EXPORT_INTERVAL ?? 10_000),
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
