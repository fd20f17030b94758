import type { Static } from '../../model/static.js';
import type { ComparisonOperator } from '../ast.js';

/** Whether a comparison's outcome (negative, 0, positive; `undefined`: not to be compared) is what the operator asks for. */
export function isMet(op: ComparisonOperator, order: number | undefined): boolean {
  if (order === undefined) return false;
  switch (op) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/**
 * Whether `left op right` holds. Integers, floats and durations compare as numbers, others only with their own type; of
 * statuses, kinds and booleans only equality is asked. An array meets it when one of its elements does. Nothing holds of
 * nil. https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#comparison-operators
 */
export function compares(op: ComparisonOperator, left: Static, right: Static): boolean {
  if (left.type === 'array') return left.values.some((element) => compares(op, element, right));
  if (right.type === 'array') return right.values.some((element) => compares(op, left, element));
  return isMet(op, orderOf(left, right));
}

/** As `compares`, but numbers of the attribute must be of the literal's own type, as the columns of an attribute are. */
export function comparesOfType(op: ComparisonOperator, left: Static, right: Static): boolean {
  if (left.type === 'array') return left.values.some((element) => comparesOfType(op, element, right));
  return left.type === right.type && isMet(op, orderOf(left, right));
}

/** Orders two values: negative, 0, positive; `undefined` where they are not to be compared (NaN, other types, nil). */
function orderOf(left: Static, right: Static): number | undefined {
  if (isNumeric(left) && isNumeric(right)) return order(left.value, right.value);
  if (left.type === 'string' && right.type === 'string') return orderTexts(left.value, right.value);
  if (left.type !== right.type || left.type === 'nil' || left.type === 'array') return undefined;
  return 'value' in right && left.value === right.value ? 0 : 1;
}

export type Numeric = Extract<Static, { type: 'int' | 'float' | 'duration' }>;

export const isNumeric = (value: Static): value is Numeric =>
  value.type === 'int' || value.type === 'float' || value.type === 'duration';

function order(left: number | bigint, right: number | bigint): number | undefined {
  if (left < right) return -1;
  if (left > right) return 1;
  // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint are to be equal
  return left == right ? 0 : undefined;
}

/** By bytes of UTF-8: as UTF-16 has it, but for characters beyond the first plane. */
export function orderTexts(left: string, right: string): number {
  if (left === right) return 0;
  const end = Math.min(left.length, right.length);
  for (let i = 0; i < end; i++) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a === b) continue;
    const isHighA = a >= 0xd800 && a <= 0xdfff;
    const isHighB = b >= 0xd800 && b <= 0xdfff;
    return isHighA === isHighB ? a - b : isHighA ? 1 : -1;
  }
  return left.length - right.length;
}

const TYPE_ORDER: readonly Static['type'][] = [
  'nil',
  'int',
  'float',
  'duration',
  'string',
  'bool',
  'status',
  'kind',
  'array',
];

/** A total order of all values, for the least and the greatest of a mixture: numbers by value, else type by type. */
export function totalOrder(left: Static, right: Static): number {
  const found = orderOf(left, right);
  if (found !== undefined) return found;
  return TYPE_ORDER.indexOf(left.type) - TYPE_ORDER.indexOf(right.type);
}
