import { QuartetError } from '../../../model/errors.js';
import type { BinaryExpression } from '../../ast.js';
import { ARITHMETIC } from './arithmetic.js';
import { COMPARISONS } from './comparison.js';

/** What an operator does with two floats. */
export type FloatOperator =
  | { readonly kind: 'value'; readonly of: (left: number, right: number) => number }
  /** Keeps one side's value where it holds. */
  | { readonly kind: 'filter'; readonly holds: (left: number, right: number) => boolean }
  /** Operators of histograms have no meaning for floats. */
  | { readonly kind: 'none' };

export function floatOperator({ op, returnBool }: BinaryExpression): FloatOperator {
  switch (op) {
    case '</':
    case '>/':
      return { kind: 'none' };
    case 'and':
    case 'or':
    case 'unless':
      throw new QuartetError('internal', `${op} is an operator between vectors`);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const holds = COMPARISONS[op];
      if (!returnBool) return { kind: 'filter', holds };
      return { kind: 'value', of: (left, right) => (holds(left, right) ? 1 : 0) };
    }
    default:
      return { kind: 'value', of: ARITHMETIC[op] };
  }
}
