/**
 * A token bucket: `rate` tokens (bytes) a second flow in, at most `burst` are kept. Infinity
 * limits nothing. The time is given by the caller, in ms, and may stand still.
 */
export class RateLimit {
  private tokens: number;
  private since: number;

  constructor(
    readonly rate: number,
    readonly burst: number,
    now: number,
  ) {
    this.tokens = rate === Number.POSITIVE_INFINITY ? rate : burst;
    this.since = now;
  }

  /** Takes `amount` tokens if there are as many; takes none otherwise. */
  allows(amount: number, now: number): boolean {
    if (now > this.since && this.rate !== Number.POSITIVE_INFINITY) {
      this.tokens = Math.min(this.burst, this.tokens + ((now - this.since) / 1000) * this.rate);
      this.since = now;
    }
    if (amount > this.tokens) return false;
    this.tokens -= amount;
    return true;
  }

  /** Seconds until `amount` tokens will be there, for Retry-After; the burst is all there can ever be. */
  secondsUntil(amount: number): number {
    const missing = Math.min(amount, this.burst) - this.tokens;
    return missing <= 0 ? 0 : missing / this.rate;
  }
}
