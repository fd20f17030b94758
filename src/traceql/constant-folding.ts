import type { Static, StaticType } from '../model/static.js';
import type { ArithmeticOperator } from './ast.js';
import { calculate } from './eval/arithmetic.js';

/**
 * What two constants come to, as Tempo computes and prints it; undefined where that is left to the evaluation: a division
 * by zero, and what no literal can say: floats without bounds, durations beyond 2^53 ns.
 */
export function foldConstants(op: ArithmeticOperator, left: Static, right: Static): Static | undefined {
  const divides = op === '/' || op === '%';
  if (divides && 'value' in right && Number(right.value) === 0) return undefined;
  const value = calculate(op, left, right);
  return CAN_BE_SAID.get(value.type)?.('value' in value && value.value) ? value : undefined;
}

const CAN_BE_SAID: ReadonlyMap<StaticType, (value: unknown) => boolean> = new Map([
  ['int', () => true],
  ['float', Number.isFinite],
  ['duration', Number.isSafeInteger],
]);
