import type { Clock } from '../../telemetry/clock.js';

/** How many may be done in a second, and as many at once after a quiet time: at least one. */
export class TokenBucket {
  private tokens: number;
  private filledMs: number;

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly perSecond: number,
  ) {
    this.tokens = Math.max(1, perSecond);
    this.filledMs = clock.now();
  }

  /** Whether one more may be done now; it counts then. */
  take(): boolean {
    const now = this.clock.now();
    const filled = this.tokens + ((now - this.filledMs) / 1000) * this.perSecond;
    this.tokens = Math.min(Math.max(1, this.perSecond), filled);
    this.filledMs = now;
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }
}
