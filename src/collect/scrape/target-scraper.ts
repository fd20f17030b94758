import type { Labels } from '../../model/labels.js';
import type { MetricMetadata } from '../../model/samples.js';
import { openExposition } from '../../wire/exposition/open-exposition.js';
import { ClassicHistograms } from './classic-histograms.js';
import type { FamilyMetadata } from './family-metadata.js';
import { FetchError, fetchPage } from './fetched-page.js';
import { PageRows } from './page-rows.js';
import { ReportSeries } from './report-series.js';
import type { ScrapeEnvironment, ScrapeJob } from './scrape-environment.js';
import { ScrapeSchedule } from './scrape-schedule.js';
import type { ScrapeTarget } from './scrape-target.js';
import { TargetSeries } from './target-series.js';

type Descriptions = ReturnType<FamilyMetadata['intern']>;

/** Room in the batch of a first scrape. */
const FIRST_ROWS = 64;

/** What is known of a target's last scrape. */
export interface TargetStatus {
  readonly health: 'unknown' | 'up' | 'down';
  /** Empty where there is none. */
  readonly lastError: string;
  /** ms since 1970; undefined before the first. */
  readonly lastScrapeMs: number | undefined;
  readonly lastSeconds: number;
}

/** Scrapes one target on its schedule and writes what it says. A failure of any kind is a failed scrape, no more. */
export class TargetScraper {
  status: TargetStatus = { health: 'unknown', lastError: '', lastScrapeMs: undefined, lastSeconds: 0 };
  /** Of the last page. */
  metadata: readonly MetricMetadata[] = [];
  /** What the target was discovered with; that may change while the target stays the same. */
  discovered: Labels;
  private readonly series = new TargetSeries();
  private readonly classic = new ClassicHistograms();
  private readonly reports: ReportSeries;
  private readonly schedule: ScrapeSchedule;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private expectedRows = FIRST_ROWS;
  private isWriteFailing = false;

  constructor(
    readonly target: ScrapeTarget,
    private job: ScrapeJob,
    private readonly environment: ScrapeEnvironment,
  ) {
    const { tenant, writer, clock, counts } = environment;
    this.discovered = target.discovered;
    this.reports = new ReportSeries(tenant, writer.indexes.series, target);
    this.schedule = new ScrapeSchedule(
      clock,
      target,
      (ms, isLate) => this.scrape(ms, isLate),
      (times) => {
        counts.missed += times;
      },
    );
  }

  start(): void {
    this.schedule.start();
  }

  /** From now on as this job says; series go on. */
  become(job: ScrapeJob): void {
    if (job === this.job) return;
    this.job = job;
    this.series.forgetBytes();
  }

  /** A scrape under way is given up. */
  async stop(): Promise<void> {
    this.schedule.stop();
    this.stopping.abort();
    await this.running;
  }

  /** The target is gone: its series end. */
  async end(): Promise<void> {
    await this.stop();
    const { clock } = this.environment;
    const ms = Math.max(clock.now(), (this.status.lastScrapeMs ?? 0) + 1);
    const rows = this.rows(ms);
    rows.stale([...this.series.fail(), ...this.reports.written()], ms);
    if (rows.rows > 0) await this.write(rows, [], ms);
  }

  private scrape(ms: number, isLate: boolean): Promise<void> | undefined {
    const { counts } = this.environment;
    if (this.running !== undefined) {
      counts.missed++;
      return undefined;
    }
    counts.scrapes++;
    if (isLate) counts.late++;
    this.running = this.scrapeNow(ms)
      .catch((error: Error) => {
        this.environment.logger.warn({ target: this.target.url, error: error.message }, 'a scrape was not finished');
      })
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async scrapeNow(ms: number): Promise<void> {
    const { job, target, environment, series } = this;
    const { config } = job;
    const started = performance.now();
    const rows = this.rows(ms);
    let bodyBytes = 0;
    let lastError = '';
    let descriptions: Descriptions = [];
    try {
      if (job.problem !== undefined) throw new Error(job.problem);
      const { signal } = this.stopping;
      const page = await environment.slots.run(() => fetchPage(job, target, environment.maxBodyBytes, signal));
      bodyBytes = page.body.length;
      const reader = openExposition(page.contentType, page.body, {
        fallback: config.fallbackProtocol,
        nativeHistograms: config.nativeHistograms,
        classicHistograms: config.classicHistograms,
      });
      await rows.read(reader);
      rows.stale(series.end(config.trackTimestampsStaleness), ms);
      descriptions = environment.metadata.intern(reader.metadata);
      this.metadata = descriptions.map(({ metadata }) => metadata);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      if (error instanceof FetchError && error.isTooLarge) bodyBytes = -1;
      rows.clear();
      rows.stale(series.fail(), ms);
      lastError = (error as Error).message;
      if (config.failureLogFile !== undefined) {
        environment.failureLog.add(config.failureLogFile, { ms, job: config.jobName, target: target.url, lastError });
      }
      environment.counts.failed++;
    }
    const seconds = (performance.now() - started) / 1000;
    const { scraped, kept, added, refused } = rows.counts;
    environment.counts.samples += scraped;
    environment.counts.refused += refused;
    const report = { isUp: lastError === '', seconds, scraped, kept, added, bodyBytes };
    this.reports.append(rows, ms, report, config);
    this.expectedRows = Math.max(FIRST_ROWS, rows.rows);
    this.status = { health: report.isUp ? 'up' : 'down', lastError, lastScrapeMs: ms, lastSeconds: seconds };
    await this.write(rows, descriptions, ms);
  }

  private rows(ms: number): PageRows {
    const { tenant, writer, metricIntake, createdZeros } = this.environment;
    const { config, labels } = this.job;
    return new PageRows(
      this.series,
      this.classic,
      {
        config,
        labels,
        target: this.target.labels,
        tenant,
        index: writer.indexes.series,
        gate: metricIntake.gate(tenant),
        createdZeros,
        ms,
      },
      this.expectedRows,
    );
  }

  private async write(rows: PageRows, descriptions: Descriptions, ms: number): Promise<void> {
    const { tenant, writes, metricIntake, metadata, counts, logger } = this.environment;
    const due = metadata.due(descriptions, ms);
    try {
      metricIntake.take(tenant, rows.rows);
      await writes.write(rows.batch(due.map((one) => one.metadata)));
      metadata.stored(due, ms);
      this.isWriteFailing = false;
    } catch (error) {
      counts.failedWrites++;
      const fields = { target: this.target.url, error: (error as Error).message };
      if (!this.isWriteFailing) logger.warn(fields, 'what was scraped was not stored');
      this.isWriteFailing = true;
    }
  }
}
