import type { NativeHistogram } from '../../../model/samples.js';
import { FLOAT, HISTOGRAM } from '../../../vector/grid-series.js';
import { histogramAverage, histogramVariance } from '../../histogram/statistics.js';
import { histogramFractionFunction } from './histogram-fraction.js';
import { histogramQuantileFunction, histogramQuantilesFunction } from './histogram-quantile.js';
import type { FunctionFamily, FunctionImplementation } from './implementation.js';

/** A number of each native histogram; floats are left out. */
const ofHistograms = (number: (h: NativeHistogram) => number): FunctionImplementation => ({
  kind: 'elements',
  prepare: async () => (series) => {
    for (let step = 0; step < series.kinds.length; step++) {
      if (series.kinds[step] === HISTOGRAM) series.setFloat(step, number(series.histogram(step)));
      else if (series.kinds[step] === FLOAT) series.clear(step);
    }
    series.histograms = undefined;
  },
});

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_avg and the sections after it. */
export const HISTOGRAM_FUNCTIONS: FunctionFamily = {
  histogram_avg: ofHistograms(histogramAverage),
  histogram_count: ofHistograms(({ count }) => count),
  histogram_fraction: histogramFractionFunction,
  histogram_quantile: histogramQuantileFunction,
  histogram_quantiles: histogramQuantilesFunction,
  histogram_stddev: ofHistograms((h) => Math.sqrt(histogramVariance(h))),
  histogram_stdvar: ofHistograms(histogramVariance),
  histogram_sum: ofHistograms(({ sum }) => sum),
};
