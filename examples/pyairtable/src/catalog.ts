/** How one service of the platform is run and observed. */
export interface ServiceFacts {
  /** TCP port before `PORT_OFFSET` is added. */
  readonly port: number;
  /** Share of traces kept under `SAMPLING=platform`, 0 to 1 inclusive. */
  readonly sampling: number;
  /** Under `SAMPLING=platform`, keep only spans of at least this many milliseconds. */
  readonly slowSpansOnlyMs?: number;
  /** The road its logs take: OTLP logs, or the Loki push API. */
  readonly logs: 'otlp' | 'loki';
}

export const catalog = {
  frontend: { port: 5173, sampling: 1, logs: 'otlp' },
  'api-gateway': { port: 7000, sampling: 0.25, logs: 'otlp' },
  'mcp-server': { port: 7001, sampling: 0.1, logs: 'otlp' },
  'airtable-gateway': { port: 7002, sampling: 0.15, slowSpansOnlyMs: 2_000, logs: 'loki' },
  'llm-orchestrator': { port: 7003, sampling: 0.3, logs: 'otlp' },
  'automation-services': { port: 7006, sampling: 0.2, logs: 'loki' },
  'platform-services': { port: 7007, sampling: 0.2, logs: 'otlp' },
  'saga-orchestrator': { port: 7008, sampling: 1, logs: 'otlp' },
} as const satisfies Record<string, ServiceFacts>;

export type ServiceName = keyof typeof catalog;

export const serviceNames = Object.keys(catalog) as ServiceName[];

export function isServiceName(name: string): name is ServiceName {
  return name in catalog;
}

export function factsOf(service: ServiceName): ServiceFacts {
  return catalog[service];
}
