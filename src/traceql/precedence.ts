import type { TokenKind } from './tokens.js';

/**
 * How tightly operators bind, from the loosest. `&&` and `||` bind alike: `a || b && c` is `(a || b) && c`, as in Tempo.
 * https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#field-expressions
 */
function precedence(...levels: readonly (readonly TokenKind[])[]): ReadonlyMap<TokenKind, number> {
  return new Map(levels.flatMap((operators, i) => operators.map((op) => [op, i + 1] as const)));
}

const LOGICAL = ['&&', '||'] as const;
export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
const SUMS = ['+', '-'] as const;
const PRODUCTS = ['*', '/', '%'] as const;

export const FIELD_PRECEDENCE = precedence(LOGICAL, [...COMPARISONS, '=~', '!~'], SUMS, PRODUCTS, ['^']);

/** Operands of a sign and of `!` are of operators that bind tighter than sums. */
export const UNARY_PRECEDENCE = FIELD_PRECEDENCE.get('+')!;

export const SPANSET_PRECEDENCE = precedence(LOGICAL, [
  ...(['>', '>>', '<', '<<', '~', '!>', '!>>', '!<', '!<<', '!~', '&>', '&>>', '&<', '&<<', '&~'] as const),
]);

export const NUMBER_PRECEDENCE = precedence(SUMS, PRODUCTS, ['^']);

/** The precedence that an operator on the right side must be above: `^` alone takes itself there. */
export const aboveOnRight = (op: TokenKind, own: number): number => (op === '^' ? own - 1 : own);
