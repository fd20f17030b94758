import { idOf, type SeriesRef } from '../../model/series.js';

/** A series that was not written to for this long, up to twice as long, no longer counts, ms. */
export const ACTIVE_MS = 3_600_000;

/** The series of one tenant that were written to lately, counted since the program started. */
export class ActiveSeries {
  private young = new Set<bigint>();
  private old = new Set<bigint>();

  /** `now`: ms. */
  constructor(private since: number) {}

  get size(): number {
    return this.young.size + this.old.size;
  }

  /**
   * Notes a write to a series; false where that would make more than `limit` of them. One that the store is known to hold
   * is never turned away.
   */
  admits(ref: SeriesRef, limit: number, now: number): boolean {
    this.turn(now);
    const key = idOf(ref);
    if (this.young.has(key)) return true;
    const known = this.old.delete(key) || ref.storedDays.size > 0;
    if (!known && this.size >= limit) return false;
    this.young.add(key);
    return true;
  }

  private turn(now: number): void {
    const age = now - this.since;
    if (age < ACTIVE_MS) return;
    this.old = age < 2 * ACTIVE_MS ? this.young : new Set();
    this.young = new Set();
    this.since = now;
  }
}
