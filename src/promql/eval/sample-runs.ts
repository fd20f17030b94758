import type { SeriesSamples } from '../../storage/interface.js';
import { ABSENT, type GridSeries } from '../../vector/grid-series.js';
import { isStale } from '../../vector/stale.js';
import { type StepGrid, timeAt } from '../../vector/step-grid.js';
import type { MatrixSelector, Subquery } from '../ast.js';
import { positiveDurationMs } from '../duration-expression.js';
import type { Evaluation } from './evaluation.js';
import type { SampleRun } from './functions/implementation.js';
import { ReferenceTimes } from './reference-times.js';

/** A range vector before it is cut into windows. */
export interface RangeVector {
  /** Length of the windows, ms. */
  readonly range: number;
  /** The ends (inclusive) of the windows. */
  readonly times: ReferenceTimes;
  /** The samples after a window matter to it. */
  readonly looksAhead: boolean;
  /** Whole series with all samples that any window needs, in batches. */
  readonly runs: AsyncIterable<readonly NamedRun[]>;
}

/** `dropName`: the metric name is to be taken off at the end of the query. */
export type NamedRun = SampleRun & { readonly dropName: boolean };

/** Evaluates the expression below a subquery on the grid that it needs. */
export type InnerSeries = (grid: StepGrid) => AsyncIterable<readonly GridSeries[]>;

export function rangeVector(node: MatrixSelector, evaluation: Evaluation): RangeVector {
  const { selector } = node;
  const { reader, tenant, limits, lookback } = evaluation;
  const range = positiveDurationMs(node.range, evaluation.bounds);
  const times = new ReferenceTimes(selector, evaluation);
  // Extended selectors look at the sample before the range, and `smoothed` at the one after it too.
  const before = selector.extended === undefined ? 0 : lookback;
  const looksAhead = selector.extended === 'smoothed';
  const after = looksAhead ? lookback : 0;
  const wanted = { start: times.first - range - before + 1, end: times.last + after };
  return { range, times, looksAhead, runs: stored(reader.samples(tenant, selector.matchers, wanted, limits)) };
}

async function* stored(batches: AsyncIterable<readonly SeriesSamples[]>): AsyncIterable<readonly NamedRun[]> {
  for await (const batch of batches) yield batch.map(withoutStale);
}

/** Range vectors hold no staleness markers. Nearly no series has one. */
function withoutStale({ labels, ts, values, histograms }: SeriesSamples): NamedRun {
  let kept = 0;
  while (kept < ts.length && !isStale(values, kept)) kept++;
  if (kept === ts.length) return { labels, ts, values, histograms, dropName: false };
  const indexes: number[] = [];
  for (let i = 0; i < ts.length; i++) if (!isStale(values, i)) indexes.push(i);
  return {
    labels,
    ts: Float64Array.from(indexes, (i) => ts[i]!),
    values: Float64Array.from(indexes, (i) => values[i]!),
    histograms: histograms && indexes.map((i) => histograms[i]),
    dropName: false,
  };
}

/**
 * The points of a subquery: its expression at multiples of its step since 1970, whatever the query's own steps are.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#subquery
 */
export function subqueryVector(node: Subquery, evaluation: Evaluation, inner: InnerSeries): RangeVector {
  const { bounds, defaultStep } = evaluation;
  const range = positiveDurationMs(node.range, bounds);
  const step = node.step === undefined ? defaultStep : positiveDurationMs(node.step, bounds);
  const times = new ReferenceTimes(node, evaluation);
  const start = (Math.floor((times.first - range) / step) + 1) * step;
  const count = Math.floor((times.last - start) / step) + 1;
  const grid = { start, step, count };
  return { range, times, looksAhead: false, runs: count < 1 ? none() : evaluated(inner(grid), grid) };
}

async function* none(): AsyncIterable<readonly NamedRun[]> {}

async function* evaluated(
  batches: AsyncIterable<readonly GridSeries[]>,
  grid: StepGrid,
): AsyncIterable<readonly NamedRun[]> {
  for await (const batch of batches) yield batch.map((series) => presentPoints(series, grid));
}

function presentPoints({ labels, kinds, values, histograms, dropName }: GridSeries, grid: StepGrid): NamedRun {
  let count = 0;
  for (const kind of kinds) if (kind !== ABSENT) count++;
  const ts = new Float64Array(count);
  const present = new Float64Array(count);
  const held = histograms && new Array<(typeof histograms)[number]>(count);
  for (let step = 0, at = 0; step < kinds.length; step++) {
    if (kinds[step] === ABSENT) continue;
    ts[at] = timeAt(grid, step);
    present[at] = values[step]!;
    if (held !== undefined) held[at] = histograms![step];
    at++;
  }
  return { labels, ts, values: present, histograms: held, dropName };
}
