import { labelsKey } from '../../model/labels-key.js';
import type { Clock } from '../../telemetry/clock.js';
import type { ScrapeTarget } from './scrape-target.js';

/** Scrapes this close behind the grid get the grid's time, ms: timers are late by a little, and equal steps take less room. */
const TOLERANCE_MS = 2;
/** The tolerance is at most this share of the interval. */
const MAX_SHARE = 0.01;

/** The times at which one target is scraped: every interval, at an offset of its own so that not all are scraped at once. */
export class ScrapeSchedule {
  private cancel: () => void = () => {};
  private readonly offsetMs: number;

  /** `scrape` is called with the time that its samples get; `skipped` with the number of times that were slept through. */
  constructor(
    private readonly clock: Clock,
    private readonly target: ScrapeTarget,
    private readonly scrape: (ms: number, isLate: boolean) => void | Promise<void>,
    private readonly skipped: (times: number) => void,
  ) {
    this.offsetMs = hash(labelsKey(target.labels) + target.url) % target.intervalMs;
  }

  start(): void {
    const { intervalMs } = this.target;
    const now = this.clock.now();
    const first = now - (now % intervalMs) + this.offsetMs;
    this.plan(first >= now ? first : first + intervalMs);
  }

  stop(): void {
    this.cancel();
  }

  private plan(ms: number): void {
    this.cancel = this.clock.at(ms, () => {
      const { intervalMs } = this.target;
      const now = this.clock.now();
      const slept = Math.max(0, Math.floor((now - ms) / intervalMs));
      if (slept > 0) this.skipped(slept);
      const grid = ms + slept * intervalMs;
      this.plan(grid + intervalMs);
      const isLate = now - grid > Math.min(TOLERANCE_MS, intervalMs * MAX_SHARE);
      return this.scrape(isLate ? now : grid, isLate);
    });
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}
