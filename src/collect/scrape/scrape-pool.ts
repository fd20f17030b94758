import { nextTurn } from '../../lib/turns.js';
import { type Labels, labelsToObject } from '../../model/labels.js';
import type { Discoverer, TargetGroup } from '../discovery/discovery.js';
import type { ScrapeConfig } from './scrape-config.js';
import type { ScrapeEnvironment, ScrapeJob } from './scrape-environment.js';
import { type ScrapeTarget, TargetLabels } from './scrape-target.js';
import { TargetScraper } from './target-scraper.js';

/** Groups that change often are looked at this often, ms. */
const SYNC_MS = 5000;
/** Dropped targets that are remembered for the API at most. */
const MAX_DROPPED = 10_000;
/** Targets that are relabelled at a stretch. */
const STEP = 200;

export interface PoolOptions {
  readonly environment: ScrapeEnvironment;
  readonly discover: (config: ScrapeConfig) => readonly Discoverer[];
  /** What the targets of a job share; called again when the job changes. */
  readonly jobOf: (config: ScrapeConfig) => ScrapeJob;
}

/** A job with the targets that are found for it. */
export class ScrapePool {
  readonly active = new Map<string, TargetScraper>();
  dropped: readonly Labels[] = [];
  droppedCount = 0;
  private job: ScrapeJob;
  private labels: TargetLabels;
  /** By discoverer, then by source. */
  private groups: Map<string, TargetGroup>[] = [];
  private discovery = new AbortController();
  private work: Promise<void> = Promise.resolve();
  private plannedSync: (() => void) | undefined;
  private lastSyncMs = Number.NEGATIVE_INFINITY;
  private isStopped = false;

  constructor(
    private config: ScrapeConfig,
    private readonly options: PoolOptions,
  ) {
    this.job = options.jobOf(config);
    this.labels = new TargetLabels(config);
  }

  /** Resolves when the targets that are known at once are scraped. */
  start(): Promise<void> {
    this.discover();
    return this.work;
  }

  /** Goes on as another configuration of the job says: targets that stay the same keep their series and their times. */
  async reload(config: ScrapeConfig): Promise<void> {
    const before = this.config;
    const client = this.job.client;
    this.config = config;
    this.labels = new TargetLabels(config);
    this.job = this.options.jobOf(config);
    for (const scraper of this.active.values()) scraper.become(this.job);
    if (JSON.stringify(before.discovery) !== JSON.stringify(config.discovery)) {
      this.discovery.abort();
      this.discover();
    }
    this.syncSoon(true);
    // Scrapes under way still use it.
    void client.close();
    await this.work;
  }

  /** Stops without saying that the targets are gone: another program, or this one again, goes on. */
  async stop(): Promise<void> {
    await this.close();
    await Promise.all([...this.active.values()].map((scraper) => scraper.stop()));
    await this.job.client.close();
  }

  /** The job is gone, and its targets' series with it. */
  async end(): Promise<void> {
    await this.close();
    await Promise.all([...this.active.values()].map((scraper) => scraper.end()));
    await this.job.client.close();
  }

  private async close(): Promise<void> {
    this.isStopped = true;
    this.discovery.abort();
    this.plannedSync?.();
    await this.work;
  }

  private discover(): void {
    const discovery = new AbortController();
    this.discovery = discovery;
    // Until the new discoverers have found something, what the old ones found counts.
    let groups: Map<string, TargetGroup>[] | undefined;
    for (const [index, discoverer] of this.options.discover(this.config).entries()) {
      const found = (changed: readonly TargetGroup[]) => {
        if (discovery.signal.aborted) return;
        const isFirst = groups === undefined;
        groups ??= [];
        this.groups = groups;
        groups[index] ??= new Map();
        for (const group of changed) {
          if (group.targets.length === 0) groups[index].delete(group.source);
          else groups[index].set(group.source, group);
        }
        this.syncSoon(isFirst);
      };
      discoverer.run(found, discovery.signal).catch((error: Error) => {
        const { logger } = this.options.environment;
        logger.warn({ job: this.config.jobName, error: error.message }, 'discovery of targets ended');
      });
    }
  }

  private syncSoon(now: boolean): void {
    if (this.isStopped) return;
    const { clock } = this.options.environment;
    if (this.plannedSync !== undefined && !now) return;
    this.plannedSync?.();
    const sync = (): Promise<void> => {
      this.plannedSync = undefined;
      this.lastSyncMs = clock.now();
      this.work = this.work.then(() => this.sync()).catch((error: Error) => this.warn(error));
      return this.work;
    };
    if (now) void sync();
    else this.plannedSync = clock.at(Math.max(clock.now(), this.lastSyncMs + SYNC_MS), sync);
  }

  private warn(error: Error): void {
    this.options.environment.logger.warn(
      { job: this.config.jobName, error: error.message },
      'targets were not updated',
    );
  }

  /** Starts scraping what is new and ends what is gone. */
  private async sync(): Promise<void> {
    const found = await this.targets();
    if (this.isStopped) return;
    const { environment } = this.options;
    const { limits } = this.config;
    const problem =
      found.size > limits.targets
        ? `target_limit exceeded (number of targets: ${found.size}, limit: ${limits.targets})`
        : undefined;
    if (problem !== this.job.problem) this.job = { ...this.job, problem };
    const gone: TargetScraper[] = [];
    for (const [key, scraper] of this.active) {
      const target = found.get(key);
      if (target === undefined) {
        this.active.delete(key);
        gone.push(scraper);
      } else {
        scraper.discovered = target.discovered;
        scraper.become(this.job);
      }
    }
    for (const [key, target] of found) {
      if (this.active.has(key)) continue;
      const scraper = new TargetScraper(target, this.job, environment);
      this.active.set(key, scraper);
      scraper.start();
    }
    await Promise.all(gone.map((scraper) => scraper.end()));
  }

  private async targets(): Promise<Map<string, ScrapeTarget>> {
    const found = new Map<string, ScrapeTarget>();
    const dropped: Labels[] = [];
    let droppedCount = 0;
    let looked = 0;
    const kept = Math.min(MAX_DROPPED, this.config.limits.keptDroppedTargets);
    for (const group of this.groups.flatMap((groups) => [...(groups?.values() ?? [])])) {
      for (const own of group.targets) {
        if (++looked % STEP === 0) await nextTurn();
        const result = this.labels.find(own, group.labels);
        if ('target' in result) found.set(result.target.key, result.target);
        else if (result.problem === undefined) {
          droppedCount++;
          if (dropped.length < kept) dropped.push(result.discovered);
        } else {
          const fields = { job: this.config.jobName, labels: labelsToObject(result.discovered), error: result.problem };
          this.options.environment.logger.warn(fields, 'a target cannot be scraped');
        }
      }
    }
    this.dropped = dropped;
    this.droppedCount = droppedCount;
    return found;
  }
}
