import { QuartetError } from '../../../model/errors.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import type { BinaryExpression } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { floatOperator } from './float-operator.js';
import { combineSets, isSetOperator } from './set-operators.js';
import { combineWithScalar } from './vector-scalar.js';
import { combineVectors } from './vector-vector.js';

/** A side of an operator at all steps of the grid, and what comes of it. */
export type Operand =
  | { readonly type: 'scalar'; readonly values: Float64Array }
  | { readonly type: 'vector'; readonly series: GridSeries[] };

/**
 * A binary operator. Both sides are the operator's own: it may change them and give them back.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operators
 */
export function evaluateBinary(node: BinaryExpression, left: Operand, right: Operand, evaluation: Evaluation): Operand {
  if (left.type === 'scalar') {
    if (right.type === 'scalar') return { type: 'scalar', values: combineScalars(node, left.values, right.values) };
    return { type: 'vector', series: combineWithScalar(node, right.series, left.values, 'left', evaluation) };
  }
  if (right.type === 'scalar') {
    return { type: 'vector', series: combineWithScalar(node, left.series, right.values, 'right', evaluation) };
  }
  const combine = isSetOperator(node.op) ? combineSets : combineVectors;
  return { type: 'vector', series: combine(node, left.series, right.series, evaluation) };
}

function combineScalars(node: BinaryExpression, left: Float64Array, right: Float64Array): Float64Array {
  const operator = floatOperator(node);
  if (operator.kind !== 'value') {
    throw new QuartetError('execution', `operator "${node.op}" not allowed for Scalar operations`);
  }
  return left.map((value, step) => operator.of(value, right[step]!));
}
