import type { StepGrid } from '../../../vector/step-grid.js';
import type { Expression, Subquery, VectorSelector } from '../../ast.js';
import { valueType } from '../../value-type.js';
import type { Evaluation } from '../evaluation.js';
import { ReferenceTimes } from '../reference-times.js';

/**
 * The times at which `info` looks for info series, one for each step. Where all selectors that the argument's series
 * come from look at the same times (`offset`, `@`), these are meant, so that past samples get the labels of their time;
 * otherwise the steps' own.
 */
export function infoTimes(argument: Expression, evaluation: Evaluation): StepGrid {
  let common: StepGrid | undefined;
  for (const times of timesOf(argument, evaluation)) {
    if (times === undefined || (common !== undefined && !areSame(common, times))) return evaluation.grid;
    common = times;
  }
  return common ?? evaluation.grid;
}

const areSame = (a: StepGrid, b: StepGrid): boolean => a.start === b.start && (a.count === 1 || a.step === b.step);

/** The times of each source of series; undefined for one that is no selector, such as `vector(1)`. */
function* timesOf(node: Expression, evaluation: Evaluation): Generator<StepGrid | undefined> {
  switch (node.kind) {
    case 'vector-selector':
      yield referenceGrid(node, evaluation);
      break;
    case 'matrix-selector':
      yield referenceGrid(node.selector, evaluation);
      break;
    case 'subquery':
      yield* timesOf(node.expression, { ...evaluation, grid: referenceGrid(node, evaluation) });
      break;
    case 'call': {
      // The second argument of another `info` is a selector in form only.
      const args = node.function.name === 'info' ? node.args.slice(0, 1) : node.args;
      const sources = args.filter(isSource);
      if (sources.length === 0) yield undefined;
      for (const source of sources) yield* timesOf(source, evaluation);
      break;
    }
    case 'binary':
      for (const side of [node.left, node.right]) if (isSource(side)) yield* timesOf(side, evaluation);
      break;
    case 'aggregation':
    case 'unary':
    case 'parentheses':
      yield* timesOf(node.expression, evaluation);
  }
}

function isSource(node: Expression): boolean {
  const type = valueType(node);
  return type === 'vector' || type === 'matrix';
}

function referenceGrid(node: VectorSelector | Subquery, evaluation: Evaluation): StepGrid {
  const times = new ReferenceTimes(node, evaluation);
  return { start: times.first, step: times.at(1) - times.first, count: evaluation.grid.count };
}
