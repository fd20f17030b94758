import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';
import type { VectorSelector } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { withoutParentheses } from '../expressions.js';
import { dropMetricName } from '../metric-name.js';
import { mergeSameLabels } from '../same-labels.js';
import { selectVector } from '../selector.js';
import type { CallContext, FunctionFamily } from './implementation.js';
import { stepSeconds } from './time.js';

/**
 * When each sample was taken, in seconds: of a selector the time of the sample itself, of anything else that of the step.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#timestamp
 */
export const TIMESTAMP_FUNCTIONS: FunctionFamily = {
  timestamp: {
    kind: 'vector',
    evaluate: async (call) => {
      const argument = withoutParentheses(call.node.args[0]!);
      const times =
        argument.kind === 'vector-selector' ? await sampleTimes(argument, call.evaluation) : await stepTimes(call);
      return mergeSameLabels(
        times.map((series) => dropMetricName(series, call.evaluation)),
        call.evaluation.pace,
      );
    },
  },
};

/** The series of a selector with the seconds of their samples' own times for values. */
export async function sampleTimes(selector: VectorSelector, evaluation: Evaluation): Promise<GridSeries[]> {
  const { budget, grid } = evaluation;
  const all: GridSeries[] = [];
  for await (const batch of selectVector(selector, evaluation, 'time')) {
    budget.hold(batch.length * grid.count);
    for (const series of batch) all.push(series);
  }
  return all;
}

async function stepTimes(call: CallContext): Promise<GridSeries[]> {
  const { grid, pace } = call.evaluation;
  const seconds = stepSeconds(grid);
  const all = await call.vector(0);
  for (const series of all) {
    for (let step = 0; step < seconds.length; step++) {
      if (series.kinds[step] !== ABSENT) series.setFloat(step, seconds[step]!);
    }
    if (pace.isDue) await pace.rest();
  }
  return all;
}
