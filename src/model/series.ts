import type { Labels } from './labels.js';
import type { Tenant } from './tenant.js';

export const MS_PER_DAY = 86_400_000;

/**
 * A label set that the store knows by a 64-bit id: a metric's series, a log stream, or the resource and scope of spans.
 * The id is a seeded hash of the sorted labels, so that writers need no coordination.
 */
export interface SeriesRef {
  readonly tenant: Tenant;
  readonly idLow: number;
  readonly idHigh: number;
  readonly labels: Labels;
  /** The metric name of a series; the service of a stream or a resource; may be empty. */
  readonly name: string;
  /** Days since 1970-01-01 (UTC) for which the store already holds this label set. Only the writer adds to it. */
  readonly storedDays: Pick<Set<number>, 'has' | 'size'> & { add(day: number): unknown };
}

/** The id in one. */
export const idOf = ({ idHigh, idLow }: Pick<SeriesRef, 'idHigh' | 'idLow'>): bigint =>
  (BigInt(idHigh) << 32n) | BigInt(idLow);

/** Finds the `SeriesRef` of a label set; one for each kind of series. Not bounded by time: it answers from memory. */
export interface SeriesIndex {
  intern(tenant: Tenant, labels: Labels): SeriesRef;
}

/** The label sets of a batch that the store may not hold yet, with the day of their first rows. */
export class SeriesDays {
  readonly entries: { readonly ref: SeriesRef; readonly day: number }[] = [];
  /** The days of all rows, of label sets that the store holds too. */
  readonly days = new Set<number>();
  private lastDay = Number.NaN;
  private readonly noted = new Map<SeriesRef, number>();

  /** To be called for each run of rows of one series on one day. */
  note(ref: SeriesRef, day: number): void {
    if (day !== this.lastDay) {
      this.lastDay = day;
      this.days.add(day);
    }
    if (ref.storedDays.has(day) || this.noted.get(ref) === day) return;
    this.noted.set(ref, day);
    this.entries.push({ ref, day });
  }
}

/** The day of a time in ms. */
export const dayOfMs = (ms: number): number => Math.floor(ms / MS_PER_DAY);

/** The day of a time in ns that is given as two 32-bit words. */
export const dayOfNs = (low: number, high: number): number =>
  Math.floor(((high | 0) * 4294967296 + (low >>> 0)) / (MS_PER_DAY * 1e6));
