import { FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import type { HistogramSums } from './histogram-sums.js';
import type { AggregationNotes } from './notes.js';

/** Joins the histograms of a group to its floats. Where it has both there is no result. */
export function setHistogramSums(output: GridSeries, histograms: HistogramSums, notes: AggregationNotes): void {
  for (let step = 0; step < output.kinds.length; step++) {
    if (!histograms.has(step)) continue;
    if (output.kinds[step] === FLOAT) {
      notes.mixedSamples();
      output.clear(step);
      continue;
    }
    const histogram = histograms.at(step);
    if (histogram !== undefined) output.setHistogram(step, histogram);
  }
}
