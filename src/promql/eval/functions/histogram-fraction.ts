import { GridSeries } from '../../../vector/grid-series.js';
import { classicFraction } from '../../histogram/classic.js';
import { histogramFraction } from '../../histogram/statistics.js';
import { dropMetricName } from '../metric-name.js';
import { mergeSameLabels } from '../same-labels.js';
import { tellOfNaNInFraction } from './histogram-annotations.js';
import { groupHistograms, visitSteps } from './histogram-groups.js';
import type { FunctionImplementation } from './implementation.js';

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_fraction */
export const histogramFractionFunction: FunctionImplementation = {
  kind: 'vector',
  async evaluate(call) {
    const { evaluation, node } = call;
    const lower = await call.scalar(0);
    const upper = await call.scalar(1);
    const { position } = node.args[2]!;
    const results: GridSeries[] = [];
    for (const group of groupHistograms(await call.vector(2), position, evaluation)) {
      const series = new GridSeries(group.labels, evaluation.grid.count);
      visitSteps(
        group,
        {
          classic(step, histogram) {
            series.setFloat(step, classicFraction(lower[step]!, upper[step]!, histogram));
          },
          native(step, histogram) {
            const fraction = histogramFraction(lower[step]!, upper[step]!, histogram);
            series.setFloat(step, fraction);
            if (!Number.isNaN(histogram.sum) || Number.isNaN(fraction) || lower[step]! >= upper[step]!) return;
            tellOfNaNInFraction(group.labels, node.args[0]!.position, evaluation);
          },
        },
        position,
        evaluation,
      );
      if (!series.isEmpty) results.push(dropMetricName(series, evaluation));
      if (evaluation.pace.isDue) await evaluation.pace.rest();
    }
    return mergeSameLabels(results, evaluation.pace);
  },
};
