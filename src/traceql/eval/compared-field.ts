import type { Static } from '../../model/static.js';
import type { BinaryExpression, ComparisonOperator, Field, FieldExpression, RegexOperator } from '../ast.js';

/** What a field is compared with. */
export interface FieldCondition {
  readonly op: ComparisonOperator | RegexOperator;
  readonly value: Static;
}

const isField = (node: FieldExpression): node is Field => node.kind === 'intrinsic' || node.kind === 'attribute';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=', '=~', '!~']);

/** A comparison of a field with a value, whichever stands on the left. */
export function comparedField({
  op,
  left,
  right,
}: BinaryExpression): { readonly field: Field; readonly condition: FieldCondition } | undefined {
  if (!COMPARISONS.has(op)) return undefined;
  const compared = op as ComparisonOperator | RegexOperator;
  if (isField(left) && right.kind === 'static') return { field: left, condition: { op: compared, value: right.value } };
  if (isField(right) && left.kind === 'static' && compared !== '=~' && compared !== '!~') {
    return { field: right, condition: { op: TURNED[compared], value: left.value } };
  }
  return undefined;
}

/** `1 < x` is `x > 1`. */
export const TURNED: Record<ComparisonOperator, ComparisonOperator> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
