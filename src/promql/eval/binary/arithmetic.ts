import type { ArithmeticOperator } from '../../ast.js';

/** https://prometheus.io/docs/prometheus/latest/querying/operators/#arithmetic-binary-operators */
export const ARITHMETIC: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': power,
  atan2: Math.atan2,
};

/** As IEEE 754 has it, which JavaScript's `**` is not for a base of 1 or -1. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && (exponent === Infinity || exponent === -Infinity))) return 1;
  return base ** exponent;
}
