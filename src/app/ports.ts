import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import type { Dialect } from '../config/dialects.js';
import type { GrpcServer } from '../ingest/grpc-server.js';
import { HttpPort } from './http-port.js';
import { openListener, type PlannedListener, planListeners } from './listeners.js';
import type { OpenListener } from './running-app.js';

const GRPC = new Set<Dialect>(['otlpGrpc', 'jaegerGrpc', 'jaegerQueryGrpc']);

/**
 * Every port of the program. HTTP ports are taken first and answer 503 until there is something behind them; gRPC ports
 * are taken when their services exist.
 */
export class Ports {
  readonly listeners: OpenListener[] = [];
  private readonly http = new Map<Dialect, HttpPort>();
  private readonly grpc: GrpcServer[] = [];

  constructor(
    private readonly config: Config,
    private readonly warn: (message: string) => void,
  ) {}

  /** The ports that were taken, by dialect. */
  get byDialect(): ReadonlyMap<string, number> {
    return new Map(this.listeners.map(({ dialect, port }) => [dialect, port]));
  }

  async takeHttp(notReady: () => string): Promise<void> {
    for (const planned of this.planned((dialect) => !GRPC.has(dialect))) {
      const port = new HttpPort(notReady);
      const open = await openListener(planned, (number, host) => port.listen(number, host), this.warn);
      if (open === undefined) continue;
      this.http.set(planned.dialect, port);
      this.listeners.push(open);
    }
  }

  /**
   * Puts the HTTP servers behind their ports; `make` is called once for each dialect that listens. `grpc`: what those
   * dialects answer who are also spoken to by gRPC, on the same port.
   */
  async serveHttp(
    make: (dialect: Dialect, title: string) => FastifyInstance,
    grpc: Readonly<Partial<Record<Dialect, () => GrpcServer>>> = {},
  ): Promise<void> {
    for (const { dialect, title } of planListeners(this.config)) {
      const port = this.http.get(dialect);
      if (port !== undefined) await port.serve(make(dialect, title), grpc[dialect]?.());
    }
  }

  async serveGrpc(servers: Readonly<Partial<Record<Dialect, () => GrpcServer>>>): Promise<void> {
    for (const planned of this.planned((dialect) => GRPC.has(dialect))) {
      const server = servers[planned.dialect]?.();
      if (server === undefined) continue;
      const open = await openListener(planned, (port, host) => server.start(host, port), this.warn);
      if (open === undefined) continue;
      this.grpc.push(server);
      this.listeners.push(open);
    }
  }

  /** Accepts no more; resolves when what was under way is answered. */
  async close(): Promise<void> {
    await Promise.all([
      ...[...this.http.values()].map((port) => port.close()),
      ...this.grpc.map((server) => server.stop()),
    ]);
  }

  private planned(wanted: (dialect: Dialect) => boolean): PlannedListener[] {
    return planListeners(this.config).filter(({ dialect }) => wanted(dialect));
  }
}
