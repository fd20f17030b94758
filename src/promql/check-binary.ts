import { quoteGo } from '../lib/go-quote.js';
import type { BinaryExpression, BinaryOperator } from './ast.js';
import { valueType } from './value-type.js';

interface Mistake {
  readonly at: number;
  readonly message: string;
}

const COMPARISONS: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>(['==', '!=', '<', '<=', '>', '>=']);
const SET_OPERATORS: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>(['and', 'or', 'unless']);

/** What is wrong between an operator, its modifiers and its sides, which are right in themselves. */
export function checkBinary(node: BinaryExpression, query: string): Mistake | undefined {
  return checkModifiers(node, query) ?? checkOperands(node) ?? checkMatching(node);
}

function checkModifiers(node: BinaryExpression, query: string): Mistake | undefined {
  const { op, left, right, returnBool, matching } = node;
  const isComparison = COMPARISONS.has(op);
  const mistake = (message: string): Mistake => ({ at: operatorStart(node, query), message });
  if (returnBool && !isComparison) return mistake('bool modifier can only be used on comparison operators');
  if (isComparison && !returnBool && valueType(left) === 'scalar' && valueType(right) === 'scalar') {
    return mistake('comparisons between scalars must use BOOL modifier');
  }
  const included = new Set(matching?.on ? matching.include : []);
  const twice = matching?.labels.find((label) => included.has(label));
  if (twice === undefined) return undefined;
  return mistake(`label ${quoteGo(twice)} must not occur in ON and GROUP clause at once`);
}

function checkOperands({ left, right }: BinaryExpression): Mistake | undefined {
  for (const side of [left, right]) {
    const type = valueType(side);
    if (type === 'scalar' || type === 'vector') continue;
    const message = 'binary expression must contain only scalar and instant vector types';
    return { at: side.position.start, message };
  }
  return undefined;
}

function checkMatching({ op, left, right, matching, position }: BinaryExpression): Mistake | undefined {
  const mistake = (message: string): Mistake => ({ at: position.start, message });
  const isSetOperation = SET_OPERATORS.has(op);
  const isBetweenVectors = valueType(left) === 'vector' && valueType(right) === 'vector';
  const isFilling = matching?.fillLeft !== undefined || matching?.fillRight !== undefined;
  if (!isBetweenVectors) {
    if (matching !== undefined && matching.labels.length > 0)
      return mistake('vector matching only allowed between instant vectors');
    if (isFilling) return mistake('filling in missing series only allowed between instant vectors');
    if (isSetOperation) return mistake(`set operator ${quoteGo(op)} not allowed in binary scalar expression`);
    return undefined;
  }
  if (!isSetOperation) return undefined;
  if (matching?.cardinality !== 'many-to-many') return mistake(`no grouping allowed for ${quoteGo(op)} operation`);
  return isFilling ? mistake('filling in missing series not allowed for set operators') : undefined;
}

function operatorStart({ left }: BinaryExpression, query: string): number {
  let at = left.position.end;
  while (/\s/.test(query[at] ?? '')) at++;
  return at;
}
