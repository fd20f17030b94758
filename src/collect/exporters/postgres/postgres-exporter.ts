import type { Secret } from '../../../lib/http-client/http-client-config.js';
import { readSecret } from '../../../lib/http-client/secret.js';
import type { Logger } from '../../../telemetry/logger.js';
import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import { FamilySet } from '../family-set.js';
import type { Exporter } from '../metric-family.js';
import { parseDataSource, serverName } from './data-source.js';
import { ServerConnection } from './server-connection.js';
import { ServerScrape } from './server-scrape.js';

export interface PostgresExporterOptions {
  /** Connection strings. Several of one server stand for several databases of it. */
  readonly dataSources: readonly Secret[];
  /** Collectors that are not asked, by the names that postgres_exporter has for them. */
  readonly withoutCollectors?: readonly string[];
  readonly connectTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  /** Of everything. */
  readonly collectTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 10_000;
const COLLECT_TIMEOUT_MS = 60_000;

/**
 * PostgreSQL servers under the names of postgres_exporter, each series with the label `server`.
 * https://github.com/prometheus-community/postgres_exporter
 */
export class PostgresExporter implements Exporter {
  private readonly connections = new Map<string, ServerConnection>();
  private scrapes = 0;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: PostgresExporterOptions,
    private readonly logger: Logger,
  ) {}

  /** One after another: each server is asked over one connection. */
  collect(signal: AbortSignal): Promise<MetricFamily[]> {
    const collected = this.running.then(() => this.collectNow(signal));
    this.running = collected.catch(() => {});
    return collected;
  }

  async close(): Promise<void> {
    await this.running;
    const open = [...this.connections.values()];
    this.connections.clear();
    await Promise.allSettled(open.map((connection) => connection.close()));
  }

  private async collectNow(caller: AbortSignal): Promise<MetricFamily[]> {
    const started = performance.now();
    const deadline = AbortSignal.timeout(this.options.collectTimeoutMs ?? COLLECT_TIMEOUT_MS);
    const signal = AbortSignal.any([caller, deadline]);
    this.scrapes++;
    const servers = new Set<string>();
    const scrapes: Promise<ServerScrape>[] = [];
    for (const secret of this.options.dataSources) {
      const connection = await this.connectionOf(secret);
      if (connection === undefined) continue;
      const server = serverName(connection.source);
      const isFirst = !servers.has(server);
      servers.add(server);
      scrapes.push(
        new ServerScrape(connection, this.logger).run(
          { isFirst, without: this.options.withoutCollectors ?? [] },
          signal,
        ),
      );
    }
    const done = await Promise.all(scrapes);
    const isComplete = done.length === this.options.dataSources.length && done.every(({ errors }) => errors === 0);
    const all = new FamilySet();
    for (const { families } of done) all.addAll(families);
    const seconds = (performance.now() - started) / 1000;
    all.gauge('pg_exporter_last_scrape_duration_seconds', 'Duration of this scrape', seconds);
    all.gauge('pg_exporter_last_scrape_error', 'Whether a part of this scrape failed', isComplete ? 0 : 1);
    all.counter('pg_exporter_scrapes_total', 'Scrapes so far', this.scrapes);
    return all.families;
  }

  /** Undefined, with a word in the log, where the connection string cannot be read or is none. */
  private async connectionOf(secret: Secret): Promise<ServerConnection | undefined> {
    const { connectTimeoutMs = CONNECT_TIMEOUT_MS, statementTimeoutMs = STATEMENT_TIMEOUT_MS } = this.options;
    try {
      const text = await readSecret(secret);
      let connection = this.connections.get(text);
      if (connection === undefined) {
        connection = new ServerConnection(parseDataSource(text), { connectTimeoutMs, statementTimeoutMs });
        this.connections.set(text, connection);
      }
      return connection;
    } catch (error) {
      this.logger.warn({ error: (error as Error).message }, 'a PostgreSQL data source cannot be used');
      return undefined;
    }
  }
}
