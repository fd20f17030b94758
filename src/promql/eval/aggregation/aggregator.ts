import type { GridSeries } from '../../../vector/grid-series.js';
import type { Aggregation, AggregationOperator } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { AvgGroup } from './avg.js';
import { CountGroup, PresenceGroup } from './count.js';
import { CountValuesFold } from './count-values.js';
import { stddevGroup, stdvarGroup } from './deviation.js';
import { maxGroup, minGroup } from './extremes.js';
import type { FoldFactory } from './fold.js';
import { GroupedFold, type GroupFactory } from './groups.js';
import { limitRatioFold } from './limit-ratio.js';
import { LimitkFold } from './limitk.js';
import { AggregationNotes } from './notes.js';
import { QuantileFold } from './quantile.js';
import { SumGroup } from './sum.js';
import { TopkFold } from './topk.js';

const grouped =
  (create: GroupFactory): FoldFactory =>
  (context) =>
    new GroupedFold(context, create);

const FOLDS: Readonly<Record<AggregationOperator, FoldFactory>> = {
  sum: grouped((output, notes) => new SumGroup(output, notes)),
  avg: grouped((output, notes) => new AvgGroup(output, notes)),
  min: grouped(minGroup),
  max: grouped(maxGroup),
  count: grouped((output) => new CountGroup(output)),
  group: grouped((output) => new PresenceGroup(output)),
  stddev: grouped(stddevGroup),
  stdvar: grouped(stdvarGroup),
  topk: (context) => new TopkFold(context, 1),
  bottomk: (context) => new TopkFold(context, -1),
  quantile: (context) => new QuantileFold(context),
  count_values: (context) => new CountValuesFold(context),
  limitk: (context) => new LimitkFold(context),
  limit_ratio: limitRatioFold,
};

/**
 * An aggregation operator. Folds the batches as they come; all but topk, bottomk, limitk and quantile hold no more than
 * their groups. The batches' series are its own.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators
 */
export async function aggregate(
  node: Aggregation,
  batches: AsyncIterable<readonly GridSeries[]>,
  parameter: Float64Array | string | undefined,
  evaluation: Evaluation,
): Promise<GridSeries[]> {
  const { pace } = evaluation;
  const notes = new AggregationNotes(node, evaluation.annotations);
  const fold = await FOLDS[node.op]({ node, parameter, evaluation, notes });
  for await (const batch of batches) {
    for (const series of batch) {
      fold.add(series);
      if (pace.isDue) await pace.rest();
    }
  }
  const results = await fold.results();
  return results.filter((series) => !series.isEmpty);
}
