import type { Clock } from '../../src/telemetry/clock.js';
import { DrivenClock } from '../support/driven-clock.js';

/** Turns of the event loop within which everything in memory is done. */
const TURNS = 3;

/** Lets everything run that can run without time passing. */
export async function settle(): Promise<void> {
  for (let i = 0; i < TURNS; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** A driven clock that does not wait for tasks which themselves wait for its time, such as a receiver that is slow. */
export class SettlingClock implements Clock {
  private readonly driven: DrivenClock;

  constructor(ms: number) {
    this.driven = new DrivenClock(ms);
  }

  now(): number {
    return this.driven.now();
  }

  at(ms: number, task: () => void | Promise<void>): () => void {
    return this.driven.at(ms, async () => {
      void task();
      await settle();
    });
  }

  advance(ms: number): Promise<void> {
    return this.driven.advance(ms);
  }
}
