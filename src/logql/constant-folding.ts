import type { BinaryOperator } from './ast.js';

const truth = (holds: boolean): number => (holds ? 1 : 0);

/** Division by zero is no number in LogQL, whatever is divided. */
const ARITHMETIC: Readonly<Partial<Record<BinaryOperator, (left: number, right: number) => number>>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0 ? Number.NaN : left / right),
  '%': (left, right) => (right === 0 ? Number.NaN : left % right),
  '^': (left, right) => (left === 1 ? 1 : left ** right),
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '>': (left, right) => truth(left > right),
  '>=': (left, right) => truth(left >= right),
  '<': (left, right) => truth(left < right),
  '<=': (left, right) => truth(left <= right),
};

/** What an operator makes of two literals, comparisons 0 or 1; undefined of `and`, `or`, `unless`. */
export const foldConstants = (op: BinaryOperator, left: number, right: number): number | undefined =>
  ARITHMETIC[op]?.(left, right);
