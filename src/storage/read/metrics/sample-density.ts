import { LRUCache } from 'lru-cache';
import type { Tenant } from '../../../model/tenant.js';

/** Samples that are read at a time, about: they are in memory until whoever asked has gone through them. */
const SAMPLES_AT_ONCE = 1_500_000;
/** Of a metric that has not been read yet, samples of a series in a ms. */
const EXPECTED = 1 / 2_000;
const MAX_NAMES = 10_000;

/** Remembers how many samples series have, so that reads can be cut into parts of one size. */
export class SampleDensity {
  private readonly known = new LRUCache<string, number>({ max: MAX_NAMES });

  /** So many series under a metric name have `SAMPLES_AT_ONCE` in a time (ms) that has samples, about; at least 1. */
  seriesAtOnce(tenant: Tenant, name: string, span: number): number {
    const perSeries = (this.known.get(`${tenant}/${name}`) ?? EXPECTED) * span;
    return Math.max(1, Math.floor(SAMPLES_AT_ONCE / Math.max(perSeries, 1)));
  }

  /** About how many samples so many series under each of these names have; `spanOf` as in `seriesAtOnce`. */
  samples(tenant: Tenant, series: ReadonlyMap<string, readonly unknown[]>, spanOf: (name: string) => number): number {
    let share = 0;
    for (const [name, { length }] of series) share += length / this.seriesAtOnce(tenant, name, spanOf(name));
    return share * SAMPLES_AT_ONCE;
  }

  /**
   * To be called after series under a name were read: how many, with how many samples, over how long a time (ms). What
   * series have of a sudden less may come back, and is believed by halves.
   */
  note(tenant: Tenant, name: string, series: number, samples: number, span: number): void {
    if (samples <= series) return;
    const key = `${tenant}/${name}`;
    const seen = samples / series / Math.max(1, span);
    this.known.set(key, Math.max(seen, (this.known.get(key) ?? 0) / 2));
  }
}
