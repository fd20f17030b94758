import type { Labels } from '../model/labels.js';
import type { NativeHistogram } from '../model/samples.js';

/** What a series has at a step. */
export const ABSENT = 0;
export const FLOAT = 1;
export const HISTOGRAM = 2;

/** Points that are allocated at once. */
const SLAB = 16_384;
let slabKinds = new Uint8Array(0);
let slabValues = new Float64Array(0);
let slabUsed = 0;

/**
 * Where the points of a series begin in the slabs. Many series are made of a few hundred points each: cut from larger
 * arrays they cost a fraction of arrays of their own. A slab lives as long as any of its series.
 */
function pointsFor(count: number): number {
  if (slabUsed + count > slabKinds.length) {
    const size = Math.max(SLAB, count);
    slabKinds = new Uint8Array(size);
    slabValues = new Float64Array(size);
    slabUsed = 0;
  }
  slabUsed += count;
  return slabUsed - count;
}

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

  /** Without points at `points` steps, or with the arrays of another series. */
  constructor(
    readonly labels: Labels,
    points: number | Pick<GridSeries, 'kinds' | 'values' | 'histograms' | 'dropName'>,
  ) {
    if (typeof points === 'number') {
      const at = pointsFor(points);
      this.kinds = slabKinds.subarray(at, at + points);
      this.values = slabValues.subarray(at, at + points);
    } else {
      this.kinds = points.kinds;
      this.values = points.values;
      this.histograms = points.histograms;
      this.dropName = points.dropName;
    }
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
    return new GridSeries(labels, this);
  }
}
