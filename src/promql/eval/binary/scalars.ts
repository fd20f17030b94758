import { QuartetError } from '../../../model/errors.js';
import type { BinaryExpression } from '../../ast.js';
import { floatOperator } from './float-operator.js';

/**
 * A binary operator between two scalars, step by step.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operators
 */
export function combineScalars(node: BinaryExpression, left: Float64Array, right: Float64Array): Float64Array {
  const operator = floatOperator(node);
  if (operator.kind !== 'value') {
    throw new QuartetError('execution', `operator "${node.op}" not allowed for Scalar operations`);
  }
  return left.map((value, step) => operator.of(value, right[step]!));
}
