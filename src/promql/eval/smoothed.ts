import type { SeriesSamples } from '../../storage/interface.js';
import { GridSeries } from '../../vector/grid-series.js';
import { isStale } from '../../vector/stale.js';
import type { Evaluation } from './evaluation.js';
import type { ReferenceTimes } from './reference-times.js';

/**
 * A `smoothed` vector selector at each step: the value on the line between the samples around it, each at most the
 * lookback away; without one after it the value of the one before (feature promql-extended-range-selectors).
 * https://github.com/prometheus/proposals/blob/main/proposals/0052-extended-range-selectors-semantics.md
 */
export function smoothedOnGrid(
  { labels, ts, values, histograms }: SeriesSamples,
  times: ReferenceTimes,
  { grid, lookback }: Evaluation,
): GridSeries | undefined {
  const series = new GridSeries(labels, grid.count);
  let sample = -1;
  for (let step = 0; step < grid.count; step++) {
    const time = times.at(step);
    while (sample + 1 < ts.length && ts[sample + 1]! <= time) sample++;
    if (sample < 0 || ts[sample]! <= time - lookback || isStale(values, sample)) continue;
    const histogram = histograms?.[sample];
    if (histogram !== undefined) {
      series.setHistogram(step, histogram);
      continue;
    }
    const next = sample + 1;
    const hasNext = next < ts.length && ts[next]! <= time + lookback && !isStale(values, next) && !histograms?.[next];
    const slope = hasNext ? (values[next]! - values[sample]!) / (ts[next]! - ts[sample]!) : 0;
    series.setFloat(step, slope === 0 ? values[sample]! : values[sample]! + slope * (time - ts[sample]!));
  }
  return series.isEmpty ? undefined : series;
}
