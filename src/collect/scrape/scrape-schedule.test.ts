import { describe, expect, it } from 'vitest';
import type { Clock } from '../../telemetry/clock.js';
import { ScrapeSchedule } from './scrape-schedule.js';
import type { ScrapeTarget } from './scrape-target.js';

const target = (url: string): ScrapeTarget => ({
  ...{ key: url, discovered: [], labels: ['instance', url], url, intervalMs: 15_000, timeoutMs: 10_000 },
});

/** A clock whose timers are late by what a test says. */
class LateClock implements Clock {
  private planned: { ms: number; task: () => unknown } = { ms: 0, task: () => {} };
  private ms = 1_000_000;

  now = () => this.ms;

  at(ms: number, task: () => unknown) {
    this.planned = { ms, task };
    return () => {};
  }

  wake(lateMs: number): number {
    const { ms, task } = this.planned;
    this.ms = ms + lateMs;
    task();
    return ms;
  }
}

function schedule(url = 'http://a/') {
  const clock = new LateClock();
  const scrapes: [ms: number, isLate: boolean][] = [];
  let skipped = 0;
  const made = new ScrapeSchedule(
    clock,
    target(url),
    (ms, isLate) => void scrapes.push([ms, isLate]),
    (times) => {
      skipped += times;
    },
  );
  made.start();
  return { clock, scrapes, skipped: () => skipped };
}

describe('the times of scrapes', () => {
  it('are equally far apart, though timers are late by a little', () => {
    const { clock, scrapes } = schedule();
    const first = clock.wake(0);
    clock.wake(2);
    clock.wake(3);
    clock.wake(1);
    expect(scrapes).toEqual([
      [first, false],
      [first + 15_000, false],
      [first + 30_003, true],
      [first + 45_000, false],
    ]);
  });

  it('leave out what was slept through', () => {
    const { clock, scrapes, skipped } = schedule();
    const first = clock.wake(47_000);
    expect(scrapes).toEqual([[first + 47_000, true]]);
    expect(skipped()).toBe(3);
    expect(clock.wake(0)).toBe(first + 60_000);
  });

  it('are spread over the interval, the same for a target each time', () => {
    const offset = (url: string) => schedule(url).clock.wake(0) % 15_000;
    const offsets = Array.from({ length: 200 }, (_, i) => offset(`http://target-${i}/`));
    expect(offsets[0]).toBe(offset('http://target-0/'));
    const fifths = [0, 0, 0, 0, 0];
    for (const one of offsets) fifths[Math.floor(one / 3000)]!++;
    expect(Math.min(...fifths)).toBeGreaterThan(20);
  });
});
