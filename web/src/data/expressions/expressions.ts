import type { DataFrame, TimeRange } from '@grafana/data';
import { evaluateExpressions } from '../../../../src/expressions/evaluate.js';
import { isExpressionSource } from '../../../../src/expressions/expression.js';
import { itemsOf } from '../../../../src/expressions/frame-items.js';
import type { Target, TargetAnswer } from '../source';
import type { SourceRef } from '../sources';
import { readInterval } from '../step';
import { framesOf } from './frames';

/** Whether a data source is Grafana's "expression", which calculates with what the panel's other queries give. */
export const isExpression = (ref: SourceRef): boolean =>
  typeof ref === 'string'
    ? isExpressionSource(ref)
    : isExpressionSource(ref?.uid ?? '') || isExpressionSource(ref?.type ?? '');

/**
 * Answers of a panel's expressions. `framesOfQuery` gives what a data source answered, or undefined where the panel has no
 * such query; it throws what that failed with. What one expression fails with is its own answer's error.
 */
export function expressionAnswers(
  expressions: readonly Target[],
  framesOfQuery: (refId: string) => readonly DataFrame[] | undefined,
  range: TimeRange,
): readonly TargetAnswer[] {
  const outcomes = evaluateExpressions(expressions, {
    from: range.from.valueOf(),
    to: range.to.valueOf(),
    durationOf: readInterval,
    itemsOfQuery: (refId) => {
      const frames = framesOfQuery(refId);
      return frames && itemsOf(refId, frames);
    },
  });
  return [...outcomes].map((outcome): TargetAnswer => {
    const { refId } = outcome;
    if ('error' in outcome) return { refId, frames: [], error: outcome.error };
    return { refId, frames: framesOf(refId, outcome.items) };
  });
}
