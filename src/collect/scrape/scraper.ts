import { createHttpClient } from '../../lib/http-client/create-http-client.js';
import type { HttpClient } from '../../lib/http-client/http-client.js';
import type { HttpClientConfig } from '../../lib/http-client/http-client-config.js';
import type { Labels } from '../../model/labels.js';
import type { MetricMetadata } from '../../model/samples.js';
import type { Metrics } from '../../telemetry/metrics.js';
import type { Discoverer } from '../discovery/discovery.js';
import { FamilyMetadata } from './family-metadata.js';
import { SampleLabels } from './sample-labels.js';
import type { ScrapeConfig } from './scrape-config.js';
import type { ScrapeEnvironment, ScrapeJob } from './scrape-environment.js';
import { ScrapeFailureLog } from './scrape-failure-log.js';
import { ScrapePool } from './scrape-pool.js';
import { ScrapeSlots } from './scrape-slots.js';
import type { ScrapeTarget } from './scrape-target.js';
import { SharedWrites } from './shared-writes.js';
import type { TargetStatus } from './target-scraper.js';

const DEFAULT_MAX_CONCURRENT = 1000;
const DEFAULT_MAX_BODY_BYTES = 256 * 1024 * 1024;

export interface ScraperOptions
  extends Pick<ScrapeEnvironment, 'tenant' | 'writer' | 'metricIntake' | 'clock' | 'logger'> {
  /** The discoverers of a job. */
  readonly discover: (config: ScrapeConfig) => readonly Discoverer[];
  /** Pages that are fetched at once; default 1,000. */
  readonly maxConcurrent?: number;
  /** Of a page after decompression, where its job has no smaller limit; default 256 MiB. */
  readonly maxBodyBytes?: number;
  /** Stores a zero where a counter began: the feature `created-timestamp-zero-ingestion`. */
  readonly createdZeros?: boolean;
  /** How long what was scraped may wait to be written with that of other targets, ms; default 0. */
  readonly holdWritesMs?: number;
  readonly userAgent?: string;
  /** In place of the usual client. */
  readonly httpClient?: (config: HttpClientConfig) => HttpClient;
}

/** A target as the API shows it. */
export interface ShownTarget extends TargetStatus {
  readonly pool: string;
  readonly target: ScrapeTarget;
  readonly metadata: readonly MetricMetadata[];
}

export interface DroppedTargets {
  readonly pool: string;
  /** What they were discovered with; not all where they are many. */
  readonly discovered: readonly Labels[];
  readonly count: number;
}

/** What the API shows of scraping. May be asked at any time. */
export interface ScrapeView {
  /** The names of the jobs, sorted. */
  pools(): string[];
  targets(): ShownTarget[];
  dropped(): DroppedTargets[];
}

/** Scrapes the targets of jobs, each on its own schedule. `apply` may be called at any time after `start`. */
export class Scraper implements ScrapeView {
  private readonly environment: ScrapeEnvironment;
  private readonly running = new Map<string, { readonly config: ScrapeConfig; readonly pool: ScrapePool }>();
  private readonly writes: SharedWrites;
  private work: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(private readonly options: ScraperOptions) {
    const { tenant, writer, metricIntake, clock, logger } = options;
    this.writes = new SharedWrites(writer, clock, options.holdWritesMs ?? 0);
    this.environment = {
      ...{ tenant, writer, writes: this.writes, metricIntake, clock, logger },
      slots: new ScrapeSlots(options.maxConcurrent ?? DEFAULT_MAX_CONCURRENT),
      metadata: new FamilyMetadata(),
      failureLog: new ScrapeFailureLog(logger),
      counts: { scrapes: 0, failed: 0, missed: 0, late: 0, samples: 0, refused: 0, failedWrites: 0 },
      maxBodyBytes: options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
      createdZeros: options.createdZeros ?? false,
    };
  }

  /**
   * From now on these jobs are scraped. Those that did not change go on; targets that stay keep their series and times; the
   * series of targets that are gone end. Resolves when the targets that need no waiting for are on their schedules.
   */
  apply(configs: readonly ScrapeConfig[]): Promise<void> {
    this.work = this.work.then(() => (this.isStopped ? undefined : this.applyNow(configs)));
    return this.work;
  }

  /** Stops at once: scrapes under way are given up, what was fetched is written. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.writes.release();
    await this.work;
    await Promise.all([...this.running.values()].map(({ pool }) => pool.stop()));
    this.running.clear();
    await this.environment.failureLog.written();
  }

  pools(): string[] {
    return [...this.running.keys()].sort();
  }

  targets(): ShownTarget[] {
    return this.pools().flatMap((pool) =>
      [...this.running.get(pool)!.pool.active.values()].map((scraper) => ({
        pool,
        target: { ...scraper.target, discovered: scraper.discovered },
        metadata: scraper.metadata,
        ...scraper.status,
      })),
    );
  }

  dropped(): DroppedTargets[] {
    return this.pools().map((name) => {
      const { pool } = this.running.get(name)!;
      return { pool: name, discovered: pool.dropped, count: pool.droppedCount };
    });
  }

  /** Makes the figures of this known. */
  describeTo(registry: Pick<Metrics, 'gauge' | 'running'>): void {
    const { counts } = this.environment;
    registry.gauge('quartet_scrape_targets', 'Targets that are scraped.', () => this.targets().length);
    const running: readonly [name: keyof typeof counts, help: string][] = [
      ['scrapes', 'Scrapes that were begun.'],
      ['failed', 'Scrapes that failed.'],
      ['missed', 'Scrapes that were left out, the one before had not ended.'],
      ['late', 'Scrapes that began later than the tolerance behind their time.'],
      ['samples', 'Samples on the pages that were scraped.'],
      ['refused', 'Samples that were not stored: limits of the tenant, second samples of a series.'],
      ['failedWrites', 'Scrapes whose samples could not be written.'],
    ];
    for (const [name, help] of running) {
      const words = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      registry.running(`quartet_scrape_${words}_total`, help, () => counts[name]);
    }
  }

  private async applyNow(configs: readonly ScrapeConfig[]): Promise<void> {
    const byName = new Map(configs.map((config) => [config.jobName, config]));
    const changes: Promise<void>[] = [];
    for (const [name, { pool }] of this.running) {
      if (byName.has(name)) continue;
      this.running.delete(name);
      changes.push(pool.end());
    }
    for (const [name, config] of byName) {
      const known = this.running.get(name);
      if (known !== undefined && isSame(known.config, config)) continue;
      const pool = known?.pool ?? new ScrapePool(config, this.poolOptions());
      this.running.set(name, { config, pool });
      changes.push(known === undefined ? pool.start() : pool.reload(config));
    }
    await Promise.all(changes);
  }

  private poolOptions() {
    const { discover, userAgent } = this.options;
    const client =
      this.options.httpClient ??
      ((config: HttpClientConfig) => createHttpClient(config, userAgent === undefined ? {} : { userAgent }));
    const jobOf = (config: ScrapeConfig): ScrapeJob => ({
      config,
      client: client(config.http),
      labels: new SampleLabels(config),
      problem: undefined,
    });
    return { environment: this.environment, discover, jobOf };
  }
}

/** Infinite limits count as equal, as JSON has no others. */
const isSame = (a: ScrapeConfig, b: ScrapeConfig): boolean =>
  a.collect === b.collect && JSON.stringify(a) === JSON.stringify(b);
