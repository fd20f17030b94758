import { type StepGrid, timeAt } from '../../../vector/step-grid.js';
import type { Evaluation } from '../evaluation.js';
import type { FunctionFamily, FunctionImplementation } from './implementation.js';

/** Unix time of each step, seconds. */
export function stepSeconds(grid: StepGrid): Float64Array {
  const seconds = new Float64Array(grid.count);
  for (let step = 0; step < grid.count; step++) seconds[step] = timeAt(grid, step) / 1000;
  return seconds;
}

/** The same value at each step. */
const ofQuery = (seconds: (evaluation: Evaluation) => number): FunctionImplementation => ({
  kind: 'scalar',
  evaluate: async ({ evaluation }) => new Float64Array(evaluation.grid.count).fill(seconds(evaluation)),
});

/**
 * The clock of an evaluation, in seconds. `start`, `end`, `step` and `range` are those of the whole query, within
 * subqueries too; an instant query has step and range 0.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#time
 */
export const TIME_FUNCTIONS: FunctionFamily = {
  time: { kind: 'scalar', evaluate: async ({ evaluation }) => stepSeconds(evaluation.grid) },
  start: ofQuery(({ bounds }) => bounds.start / 1000),
  end: ofQuery(({ bounds }) => bounds.end / 1000),
  step: ofQuery(({ bounds }) => bounds.step / 1000),
  range: ofQuery(({ bounds }) => (bounds.end - bounds.start) / 1000),
};
