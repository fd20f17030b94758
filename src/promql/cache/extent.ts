import type { Labels } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import { ABSENT, GridSeries } from '../../vector/grid-series.js';
import type { StepGrid } from '../../vector/step-grid.js';

/** Bytes of a series beside its points, about. */
const SERIES_BYTES = 300;

/** The answer to a query at consecutive steps. Nobody changes it. */
export interface Extent {
  readonly grid: StepGrid;
  readonly series: readonly GridSeries[];
}

/** Bytes that an extent takes, about. */
export function extentBytes({ grid, series }: Extent): number {
  let bytes = SERIES_BYTES;
  for (const { labels } of series) bytes += SERIES_BYTES + labels.length * 40 + grid.count * 9;
  return bytes;
}

/** The same in memory of its own: points of a series otherwise lie in arrays that many share. */
export function detached({ grid, series }: Extent): Extent {
  return {
    grid,
    series: series.map(
      ({ labels, kinds, values, histograms, dropName }) =>
        new GridSeries(labels, { kinds: kinds.slice(), values: values.slice(), histograms, dropName }),
    ),
  };
}

/** The steps of `extent` that lie in `[from, to]`, ms, or undefined when none does. */
export function cut(extent: Extent, from: number, to: number): Extent | undefined {
  const { grid, series } = extent;
  const part = cutGrid(grid, from, to);
  if (part === undefined) return undefined;
  if (part.count === grid.count) return extent;
  const first = Math.round((part.start - grid.start) / grid.step);
  return {
    grid: part,
    series: series.map((one) => slice(one, first, first + part.count)).filter((one) => !one.isEmpty),
  };
}

/** The steps of `grid` that lie in `[from, to]`, ms, or undefined when none does. */
export function cutGrid(grid: StepGrid, from: number, to: number): StepGrid | undefined {
  const first = Math.max(0, Math.ceil((from - grid.start) / grid.step));
  const last = Math.min(grid.count - 1, Math.floor((to - grid.start) / grid.step));
  if (first > last) return undefined;
  return { start: grid.start + first * grid.step, step: grid.step, count: last - first + 1 };
}

function slice(series: GridSeries, from: number, to: number): GridSeries {
  const part = new GridSeries(series.labels, to - from);
  part.kinds.set(series.kinds.subarray(from, to));
  part.values.set(series.values.subarray(from, to));
  part.histograms = series.histograms?.slice(from, to);
  return part;
}

/** One extent over `grid` of extents that lie on it and do not overlap. */
export function join(parts: readonly Extent[], grid: StepGrid): Extent {
  if (parts.length === 1 && parts[0]!.grid.count === grid.count) return parts[0]!;
  const joined = new Map<string, GridSeries>();
  for (const part of parts) {
    const at = Math.round((part.grid.start - grid.start) / grid.step);
    for (const series of part.series) copy(series, at, ofLabels(joined, series.labels, grid.count));
  }
  return { grid, series: [...joined.values()] };
}

function ofLabels(all: Map<string, GridSeries>, labels: Labels, count: number): GridSeries {
  const key = labelsKey(labels);
  let series = all.get(key);
  if (series === undefined) {
    series = new GridSeries(labels, count);
    all.set(key, series);
  }
  return series;
}

function copy(from: GridSeries, at: number, into: GridSeries): void {
  into.kinds.set(from.kinds, at);
  into.values.set(from.values, at);
  if (from.histograms === undefined) return;
  for (const [step, kind] of from.kinds.entries()) {
    const histogram = from.histograms[step];
    if (kind !== ABSENT && histogram !== undefined) into.setHistogram(at + step, histogram);
  }
}
