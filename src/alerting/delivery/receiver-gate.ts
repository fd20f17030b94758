import type { Clock } from '../../telemetry/clock.js';

/** Notifications under way at once. */
const MAX_UNDER_WAY = 64;

/** Notifications begun within a second, and as many at once after a quiet time. */
const MAX_PER_SECOND = 100;

/** Bounds what one receiver is asked for at once and in a second. Those beyond wait their turn. */
export class ReceiverGate {
  private readonly waiting: (() => Promise<void>)[] = [];
  private underWay = 0;
  private tokens = MAX_PER_SECOND;
  private filledMs: number;
  private woken = false;

  constructor(private readonly clock: Clock) {
    this.filledMs = clock.now();
  }

  /** Runs `task`, which must not reject, now or when there is room. Resolves when it is done or has to wait. */
  run(task: () => Promise<void>): Promise<void> {
    this.waiting.push(task);
    return this.next();
  }

  private async next(): Promise<void> {
    const begun: Promise<void>[] = [];
    while (this.waiting.length > 0 && this.underWay < MAX_UNDER_WAY && this.takeToken()) {
      const task = this.waiting.shift()!;
      this.underWay++;
      begun.push(
        task().then(() => {
          this.underWay--;
          return this.waiting.length > 0 ? this.next() : undefined;
        }),
      );
    }
    await Promise.all(begun);
  }

  private takeToken(): boolean {
    const now = this.clock.now();
    this.tokens = Math.min(MAX_PER_SECOND, this.tokens + ((now - this.filledMs) / 1000) * MAX_PER_SECOND);
    this.filledMs = now;
    if (this.tokens >= 1) {
      this.tokens--;
      return true;
    }
    if (!this.woken) {
      this.woken = true;
      this.clock.at(now + 1000 / MAX_PER_SECOND, () => {
        this.woken = false;
        return this.next();
      });
    }
    return false;
  }
}
