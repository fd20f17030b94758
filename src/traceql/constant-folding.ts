import type { Static } from '../model/static.js';
import type { ArithmeticOperator } from './ast.js';
import { calculate } from './eval/arithmetic.js';

/**
 * What two constants come to, as Tempo computes and prints it; undefined where that is left to the evaluation: a division
 * by zero, and what no literal can say.
 */
export function foldConstants(op: ArithmeticOperator, left: Static, right: Static): Static | undefined {
  const divides = op === '/' || op === '%';
  if (divides && 'value' in right && Number(right.value) === 0) return undefined;
  const value = calculate(op, left, right);
  return value.type === 'nil' || (value.type === 'float' && !Number.isFinite(value.value)) ? undefined : value;
}
