import type { Static } from '../../model/static.js';

export interface MetricsLabel {
  /** As Tempo writes it: `resource.service.name`, `p`, `__bucket`, `__name__`. */
  readonly name: string;
  readonly value: Static;
}

/** A series of a metrics query; its values stand at the grid's intervals. */
export interface MetricsSeries {
  readonly labels: readonly MetricsLabel[];
  /** NaN where it has none. */
  readonly values: Float64Array;
  readonly exemplars?: readonly MetricsExemplar[];
}

/** A span that stands for what a query measured. */
export interface MetricsExemplar {
  /** Lower-case hex. */
  readonly traceId: string;
  /** ms since 1970. */
  readonly ms: number;
  /** Of the measured field as the series has it; NaN where spans are only counted. */
  readonly value: number;
}

/** Intervals `(end - step, end]`, which are named by their ends; ns since 1970. */
export interface IntervalGrid {
  /** End of the first one. */
  readonly first: bigint;
  readonly step: bigint;
  readonly count: number;
}

/** The intervals of a range query: `start` is rounded down to a step, `end` up. */
export function rangeGrid(start: bigint, end: bigint, step: bigint): IntervalGrid {
  const first = (start / step) * step;
  const last = ((end + step - 1n) / step) * step;
  return { first, step, count: Number((last - first) / step) + 1 };
}

/** The one interval of an instant query. */
export const instantGrid = (start: bigint, end: bigint): IntervalGrid => ({ first: end, step: end - start, count: 1 });

export const endOf = ({ first, step }: IntervalGrid, interval: number): bigint => first + step * BigInt(interval);

/** What all of the intervals cover: behind `after`, up to and including `end`. */
export const covered = (grid: IntervalGrid): { readonly after: bigint; readonly end: bigint } => ({
  after: grid.first - grid.step,
  end: endOf(grid, grid.count - 1),
});

/** The interval that holds a time; `undefined` outside of all. */
export function intervalAt(grid: IntervalGrid, ns: bigint): number | undefined {
  const { after, end } = covered(grid);
  return ns <= after || ns > end ? undefined : Number((ns - after - 1n) / grid.step);
}
