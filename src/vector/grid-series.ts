import type { Labels } from '../model/labels.js';
import type { NativeHistogram } from '../model/samples.js';

/** What a series has at a step. */
export const ABSENT = 0;
export const FLOAT = 1;
export const HISTOGRAM = 2;

/** A series on a step grid: at each step a float, a native histogram or nothing. */
export class GridSeries {
  /** `ABSENT`, `FLOAT` or `HISTOGRAM` of each step. */
  readonly kinds: Uint8Array;
  /** Values of the steps that are `FLOAT`. */
  readonly values: Float64Array;
  /** Histograms of the steps that are `HISTOGRAM`; undefined while there is none. Never changed in place. */
  histograms: (NativeHistogram | undefined)[] | undefined;
  /** The metric name is to be taken off at the end of the query (delayed name removal). */
  dropName = false;

  constructor(
    readonly labels: Labels,
    count: number,
  ) {
    this.kinds = new Uint8Array(count);
    this.values = new Float64Array(count);
  }

  setFloat(step: number, value: number): void {
    this.kinds[step] = FLOAT;
    this.values[step] = value;
  }

  setHistogram(step: number, histogram: NativeHistogram): void {
    this.histograms ??= new Array(this.kinds.length);
    this.kinds[step] = HISTOGRAM;
    this.histograms[step] = histogram;
  }

  histogram(step: number): NativeHistogram {
    return this.histograms![step]!;
  }

  clear(step: number): void {
    this.kinds[step] = ABSENT;
  }

  get isEmpty(): boolean {
    return !this.kinds.includes(FLOAT) && !this.kinds.includes(HISTOGRAM);
  }

  /** The same points under other labels. The arrays are shared: whoever goes on to change one must own both. */
  withLabels(labels: Labels): GridSeries {
    const series = Object.create(GridSeries.prototype) as GridSeries;
    return Object.assign(series, this, { labels });
  }
}
