import { KIND_NAMES, STATUS_NAMES, type Static } from '../model/static.js';
import type { StaticExpression } from './ast.js';
import type { Cursor } from './parser-cursor.js';
import type { Token, TokenKind } from './tokens.js';

type Literal = (token: Token) => Static;

const NUMBERS: ReadonlyMap<TokenKind, Literal> = new Map<TokenKind, Literal>([
  ['INTEGER', ({ amount }) => ({ type: 'int', value: amount })],
  ['FLOAT', ({ amount }) => ({ type: 'float', value: Number(amount) })],
  ['DURATION', ({ amount }) => ({ type: 'duration', value: amount })],
  ['minInt', () => ({ type: 'int', value: -(2n ** 63n) })],
  ['maxInt', () => ({ type: 'int', value: 2n ** 63n - 1n })],
]);

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#comparison-operators */
const LITERALS: ReadonlyMap<TokenKind, Literal> = new Map<TokenKind, Literal>([
  ...NUMBERS,
  ['STRING', ({ text }) => ({ type: 'string', value: text })],
  ['true', () => ({ type: 'bool', value: true })],
  ['false', () => ({ type: 'bool', value: false })],
  ['nil', () => ({ type: 'nil' })],
  ...STATUS_NAMES.map((value): [TokenKind, Literal] => [value, () => ({ type: 'status', value })]),
  ...KIND_NAMES.map((value): [TokenKind, Literal] => [value, () => ({ type: 'kind', value })]),
]);

/** A value, if one begins here. */
export const optionalLiteral = (cursor: Cursor): StaticExpression | undefined => take(cursor, LITERALS);

/** A number or a duration without a sign, if one begins here. */
export const optionalNumber = (cursor: Cursor): StaticExpression | undefined => take(cursor, NUMBERS);

function take(cursor: Cursor, literals: ReadonlyMap<TokenKind, Literal>): StaticExpression | undefined {
  const literal = literals.get(cursor.kind);
  return literal === undefined ? undefined : { kind: 'static', value: literal(cursor.next()) };
}
