import type { GridSeries } from '../../../vector/grid-series.js';
import type { BinaryExpression } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { mergeSameLabels } from '../same-labels.js';
import { MatchFailures } from './match-failures.js';
import { matchGroups } from './match-groups.js';
import { combineSets, isSetOperator } from './sets.js';
import { matchStepwise } from './stepwise-match.js';
import { VectorMatch } from './vector-match.js';
import { matchWholeSeries } from './whole-series-match.js';

/**
 * A binary operator between two vectors. Which series match is found once; then each match is a pass over the steps. Both
 * sides are the operator's own: it may change them and give them back.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
 */
export function combineVectors(
  node: BinaryExpression,
  left: readonly GridSeries[],
  right: readonly GridSeries[],
  evaluation: Evaluation,
): Promise<GridSeries[]> {
  const combine = isSetOperator(node.op) ? combineSets : combineElements;
  return combine(node, left, right, evaluation);
}

/** An arithmetic, comparison or trim operator. */
async function combineElements(
  node: BinaryExpression,
  left: readonly GridSeries[],
  right: readonly GridSeries[],
  evaluation: Evaluation,
): Promise<GridSeries[]> {
  const { pace } = evaluation;
  const matching = node.matching!;
  const match = new VectorMatch(node, matching, evaluation);
  const [many, one] = match.isSwapped ? [right, left] : [left, right];
  const groups = await matchGroups(many, one, match.signature, pace);
  const failures = new MatchFailures(matching, match);
  // Before the many side is changed in place.
  if (groups.some((group) => group.one.length > 1)) failures.expectDuplicates(many);
  const combined: GridSeries[] = [];
  for (const group of groups) {
    const results = matchWholeSeries(group, match) ?? matchStepwise(group, match, failures);
    for (const series of results) if (!series.isEmpty) combined.push(series);
    if (pace.isDue) await pace.rest();
  }
  failures.throwFirst(one);
  return mergeSameLabels(combined, pace);
}
