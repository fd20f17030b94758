import type { BinaryOperator } from './ast.js';

/** From the loosest. https://grafana.com/docs/loki/latest/query/#order-of-operations */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
];

/** How tightly operators bind, from 1. */
export const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  LEVELS.flatMap((operators, i) => operators.map((op) => [op, i + 1] as const)),
);

/** The precedence that an operator on the right side must be above: `^` alone takes itself there. */
export const precedenceOfRight = (op: BinaryOperator): number => PRECEDENCE.get(op)! - (op === '^' ? 1 : 0);

/** The precedence that an operator on the left side must be above, written without parentheses. */
export const precedenceOfLeft = (op: BinaryOperator): number => PRECEDENCE.get(op)! - (op === '^' ? 0 : 1);
