import { FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import type { ClassicHistogram } from '../../histogram/classic.js';

/** A classic histogram whose counts may be changed in place. */
export type WritableClassic = ClassicHistogram & { readonly counts: number[] };

interface BucketSeries {
  readonly bound: number;
  readonly series: GridSeries;
}

/** The series of one classic histogram, a bucket each. */
export class HistogramBuckets {
  private readonly buckets: BucketSeries[] = [];
  /** Of the steps that have all buckets, which nearly all have; undefined where bounds come twice. */
  private whole: WritableClassic | undefined;

  add(bucket: BucketSeries): void {
    this.buckets.push(bucket);
  }

  /** To be called once, before `at`. */
  sort(): void {
    const { buckets } = this;
    buckets.sort((a, b) => a.bound - b.bound);
    const isDistinct = buckets.every(({ bound }, i) => i === 0 || bound !== buckets[i - 1]!.bound);
    if (isDistinct) this.whole = { bounds: buckets.map(({ bound }) => bound), counts: buckets.map(() => 0) };
  }

  /** The buckets that there are at a step, if any; those of the same bound are added. Valid until the next call. */
  at(step: number): WritableClassic | undefined {
    const { buckets, whole } = this;
    if (whole === undefined) return this.partAt(step);
    for (let i = 0; i < buckets.length; i++) {
      const { series } = buckets[i]!;
      if (series.kinds[step] !== FLOAT) return this.partAt(step);
      whole.counts[i] = series.values[step]!;
    }
    return buckets.length === 0 ? undefined : whole;
  }

  private partAt(step: number): WritableClassic | undefined {
    const bounds: number[] = [];
    const counts: number[] = [];
    for (const { bound, series } of this.buckets) {
      if (series.kinds[step] !== FLOAT) continue;
      const count = series.values[step]!;
      if (bounds.at(-1) === bound) counts[counts.length - 1]! += count;
      else {
        bounds.push(bound);
        counts.push(count);
      }
    }
    return bounds.length === 0 ? undefined : { bounds, counts };
  }
}
