/** What the program listens for. Order is that of the start-up table. */
export interface DialectListener {
  /** Who would usually be found there. */
  readonly title: string;
  readonly port: number;
  /** Starting fails when the port is taken; the others are left out with a warning. */
  readonly required: boolean;
  /** Listens only when asked to. */
  readonly isOff?: true;
}

/** The dialects and the ports where people already point their tools. */
export const DIALECTS = {
  web: { title: 'web UI, dashboards, /api/quartet/v1', port: 3000, required: true },
  loki: { title: 'Loki', port: 3100, required: true },
  tempo: { title: 'Tempo', port: 3200, required: true },
  mimir: { title: 'Mimir', port: 9009, required: true },
  mimirHttp: { title: 'Mimir (its default port)', port: 8080, required: false },
  prometheus: { title: 'Prometheus', port: 9090, required: true },
  alertmanager: { title: 'Alertmanager', port: 9093, required: true },
  otlpGrpc: { title: 'OTLP gRPC', port: 4317, required: true },
  otlpHttp: { title: 'OTLP HTTP', port: 4318, required: true },
  collectorHealth: { title: 'Collector health', port: 13133, required: false },
  collectorMetrics: { title: 'Collector metrics', port: 8888, required: false },
  jaegerGrpc: { title: 'Jaeger gRPC', port: 14250, required: false },
  jaegerThrift: { title: 'Jaeger Thrift over HTTP', port: 14268, required: false },
  jaegerQuery: { title: 'Jaeger query', port: 16686, required: false },
  jaegerQueryGrpc: { title: 'Jaeger query gRPC', port: 16685, required: false },
  zipkin: { title: 'Zipkin', port: 9411, required: false },
  promtail: { title: 'Promtail status', port: 9080, required: false },
  nodeExporter: { title: "metrics of this host, as node_exporter's", port: 9100, required: false, isOff: true },
  postgresExporter: {
    title: "metrics of PostgreSQL, as postgres_exporter's",
    port: 9187,
    required: false,
    isOff: true,
  },
  redisExporter: { title: "metrics of Redis, as redis_exporter's", port: 9121, required: false, isOff: true },
  blackboxExporter: { title: "probes, as blackbox_exporter's", port: 9115, required: false, isOff: true },
} as const satisfies Record<string, DialectListener>;

export type Dialect = keyof typeof DIALECTS;

export const DIALECT_NAMES = Object.keys(DIALECTS) as Dialect[];

/** The flag that moves a dialect: `otlpGrpc` is moved by `--otlp-grpc-port`. */
export function portFlag(dialect: Dialect): string {
  return `--${dialect.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-port`;
}
