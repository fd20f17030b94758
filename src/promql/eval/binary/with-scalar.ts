import type { GridSeries } from '../../../vector/grid-series.js';
import type { BinaryExpression } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { dropMetricName } from '../metric-name.js';
import { ElementOperator, scalarSeries } from './element-operator.js';
import { changesMeaning } from './result-labels.js';

/** Between each series of a vector and a scalar, in place. Comparisons keep the vector's points on whichever side it is. */
export function combineWithScalar(
  node: BinaryExpression,
  vector: readonly GridSeries[],
  values: Float64Array,
  scalarSide: 'left' | 'right',
  evaluation: Evaluation,
): GridSeries[] {
  const scalar = scalarSeries(values);
  const operator = new ElementOperator(node, scalarSide === 'left' ? 'right' : 'left', evaluation);
  const dropsName = changesMeaning(node);
  const combined: GridSeries[] = [];
  for (const series of vector) {
    if (scalarSide === 'left') operator.apply(scalar, series, series);
    else operator.apply(series, scalar, series);
    if (!series.isEmpty) combined.push(dropsName ? dropMetricName(series, evaluation) : series);
  }
  return combined;
}
