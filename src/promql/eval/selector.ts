import type { SeriesSamples } from '../../storage/interface.js';
import { GridSeries } from '../../vector/grid-series.js';
import { isStale } from '../../vector/stale.js';
import type { VectorSelector } from '../ast.js';
import type { Evaluation } from './evaluation.js';
import { ReferenceTimes } from './reference-times.js';
import { smoothedOnGrid } from './smoothed.js';

/**
 * A vector selector at each step: the latest sample in (t - lookback, t], unless it is a staleness marker. With `what`
 * `time`, the seconds of that sample's own time in place of its value.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness
 */
export async function* selectVector(
  node: VectorSelector,
  evaluation: Evaluation,
  what: 'value' | 'time' = 'value',
): AsyncGenerator<GridSeries[]> {
  const { reader, tenant, limits, lookback, budget, pace } = evaluation;
  const times = new ReferenceTimes(node, evaluation);
  const isSmoothed = node.extended === 'smoothed';
  const range = { start: times.first - lookback + 1, end: times.last + (isSmoothed ? lookback : 0) };
  for await (const batch of reader.samples(tenant, node.matchers, range, limits)) {
    let selected: GridSeries[] = [];
    for (const run of batch) {
      const series = isSmoothed ? smoothedOnGrid(run, times, evaluation) : onGrid(run, times, evaluation, what);
      if (series !== undefined) selected.push(series);
      budget.seen += run.ts.length;
      if (pace.isDue) {
        yield selected;
        selected = [];
        await pace.rest();
      }
    }
    yield selected;
  }
}

function onGrid(
  { labels, ts, values, histograms }: SeriesSamples,
  times: ReferenceTimes,
  { grid, lookback }: Evaluation,
  what: 'value' | 'time',
): GridSeries | undefined {
  let series: GridSeries | undefined;
  let sample = -1;
  for (let step = 0; step < grid.count; step++) {
    const time = times.at(step);
    while (sample + 1 < ts.length && ts[sample + 1]! <= time) sample++;
    if (sample < 0 || ts[sample]! <= time - lookback || isStale(values, sample)) continue;
    series ??= new GridSeries(labels, grid.count);
    const histogram = histograms?.[sample];
    if (what === 'time') series.setFloat(step, ts[sample]! / 1000);
    else if (histogram === undefined) series.setFloat(step, values[sample]!);
    else series.setHistogram(step, histogram);
  }
  return series;
}
