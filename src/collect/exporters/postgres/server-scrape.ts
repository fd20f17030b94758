import type { Logger } from '../../../telemetry/logger.js';
import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import { serverName } from './data-source.js';
import type { ServerConnection } from './server-connection.js';
import { SETTINGS_SQL, settingsFamilies } from './settings-families.js';
import type { View } from './view.js';
import { viewFamilies } from './view-families.js';
import { VIEWS } from './views/views.js';

/** What is asked over a connection. */
interface Questions {
  /** Of its server: only one says what concerns the whole of it. */
  readonly isFirst: boolean;
  /** Collectors that are left out. */
  readonly without: readonly string[];
}

interface Collector {
  readonly name: string;
  /** The whole server's business. */
  readonly isOfServer: boolean;
  readonly collect: (signal: AbortSignal) => Promise<MetricFamily[]>;
}

/** One round of questions over one connection. A collector that fails leaves its families out and is counted. */
export class ServerScrape {
  readonly families: MetricFamily[] = [];
  errors = 0;
  private readonly server: string;

  constructor(
    private readonly connection: ServerConnection,
    private readonly logger: Logger,
  ) {
    this.server = serverName(connection.source);
  }

  async run({ isFirst, without }: Questions, signal: AbortSignal): Promise<this> {
    const isUp = await this.open(signal);
    if (isFirst) this.add('pg_up', 'Whether the server could be connected to', {}, isUp ? 1 : 0);
    if (!isUp) return this;
    if (isFirst) this.addStatic();
    for (const collector of this.collectors()) {
      if ((collector.isOfServer && !isFirst) || without.includes(collector.name)) continue;
      await this.ask(collector, isFirst, signal);
    }
    return this;
  }

  private async open(signal: AbortSignal): Promise<boolean> {
    try {
      await this.connection.open(signal);
      return true;
    } catch (error) {
      this.failed('a PostgreSQL server cannot be connected to', error);
      return false;
    }
  }

  private async ask({ name, collect }: Collector, isFirst: boolean, signal: AbortSignal): Promise<void> {
    const started = performance.now();
    let isDone = true;
    try {
      this.families.push(...(await collect(signal)));
    } catch (error) {
      isDone = false;
      this.failed('a part of a PostgreSQL scrape failed', error, name);
    }
    if (!isFirst) return;
    const seconds = (performance.now() - started) / 1000;
    this.add('pg_scrape_collector_duration_seconds', 'Duration of one collector', { collector: name }, seconds);
    this.add('pg_scrape_collector_success', 'Whether the collector succeeded', { collector: name }, isDone ? 1 : 0);
  }

  /** The views that the server's version has, those of one collector together, and the settings. */
  private *collectors(): Generator<Collector> {
    const version = this.connection.version.number;
    const byName = new Map<string, View[]>();
    for (const view of VIEWS) {
      if (version < (view.since ?? 0) || version >= (view.until ?? Number.POSITIVE_INFINITY)) continue;
      byName.set(view.collector, [...(byName.get(view.collector) ?? []), view]);
    }
    const labels = { server: this.server };
    for (const [name, views] of byName) {
      const collect = async (signal: AbortSignal) => {
        const families: MetricFamily[] = [];
        for (const view of views) {
          families.push(...viewFamilies(view, await this.connection.query(view.sql, signal), labels));
        }
        return families;
      };
      yield { name, isOfServer: views[0]!.isOfDatabase !== true, collect };
    }
    const settings = async (signal: AbortSignal) =>
      settingsFamilies(await this.connection.query(SETTINGS_SQL, signal), labels);
    yield { name: 'settings', isOfServer: true, collect: settings };
  }

  private addStatic(): void {
    const { number, text } = this.connection.version;
    const short = `${Math.floor(number / 10_000)}.${number % 10_000}`;
    this.add('pg_static', 'The version of the server', { version: text, short_version: `${short}.0` }, 1);
  }

  private add(name: string, help: string, labels: Readonly<Record<string, string>>, value: number): void {
    this.families.push({ name, help, type: 'gauge', samples: [{ labels: { server: this.server, ...labels }, value }] });
  }

  private failed(what: string, error: unknown, collector?: string): void {
    this.errors++;
    const message = (error as Error).message;
    this.logger.warn({ server: this.server, ...(collector !== undefined && { collector }), error: message }, what);
  }
}
