import { lastTime, timeAt } from '../../vector/step-grid.js';
import type { AtModifier, DurationExpression } from '../ast.js';
import { durationMs } from '../duration-expression.js';
import type { Evaluation } from './evaluation.js';

/**
 * The times that a selector or subquery looks at, one for each step: the step's own, or that of `@`, less the offset; ms.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#offset-modifier
 */
export class ReferenceTimes {
  /** Of the first and of the last step. */
  readonly first: number;
  readonly last: number;
  private readonly stride: number;

  constructor(node: { readonly offset?: DurationExpression; readonly at?: AtModifier }, evaluation: Evaluation) {
    const { grid, bounds } = evaluation;
    const offset = node.offset === undefined ? 0 : durationMs(node.offset, bounds);
    const fixed = node.at === undefined ? undefined : fixedTime(node.at, evaluation);
    this.stride = fixed === undefined ? grid.step : 0;
    this.first = (fixed ?? timeAt(grid, 0)) - offset;
    this.last = (fixed ?? lastTime(grid)) - offset;
  }

  at(step: number): number {
    return this.first + step * this.stride;
  }
}

function fixedTime(at: AtModifier, { bounds }: Evaluation): number {
  if (at.kind === 'time') return at.ms;
  return at.kind === 'start' ? bounds.start : bounds.end;
}
