import type { ComparisonOperator } from '../../ast.js';

/** https://prometheus.io/docs/prometheus/latest/querying/operators/#comparison-binary-operators */
export const COMPARISONS: Readonly<Record<ComparisonOperator, (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};
