import type { Clock } from '../../src/telemetry/clock.js';

interface Waiting {
  readonly ms: number;
  readonly task: () => void | Promise<void>;
}

/** A clock that stands still until it is told to go on. */
export class DrivenClock implements Clock {
  private readonly waiting = new Set<Waiting>();

  constructor(private ms: number) {}

  now(): number {
    return this.ms;
  }

  at(ms: number, task: () => void | Promise<void>): () => void {
    const one = { ms, task };
    this.waiting.add(one);
    return () => this.waiting.delete(one);
  }

  /** Goes on by `ms`: what falls due is called in the order of its times, each once all before it is done. */
  async advance(ms: number): Promise<void> {
    const end = this.ms + ms;
    for (let next = this.next(end); next !== undefined; next = this.next(end)) {
      this.waiting.delete(next);
      this.ms = Math.max(this.ms, next.ms);
      await next.task();
    }
    this.ms = end;
  }

  private next(end: number): Waiting | undefined {
    let first: Waiting | undefined;
    for (const one of this.waiting) if (one.ms <= end && (first === undefined || one.ms < first.ms)) first = one;
    return first;
  }
}
