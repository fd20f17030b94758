import type { VectorMatching } from './ast.js';
import type { Cursor } from './parser-cursor.js';
import { groupingLabels } from './parser-grouping.js';
import { acceptSign, numberLiteral, startsNumber } from './parser-literals.js';

/** What may stand between a binary operator and its right side. */
export interface BinaryModifiers {
  readonly returnBool: boolean;
  readonly matching: VectorMatching;
}

/** https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching */
export function binaryModifiers(cursor: Cursor): BinaryModifiers {
  const returnBool = cursor.accept('bool');
  const { on, labels } = onOrIgnoring(cursor);
  const { cardinality, include } = on === undefined ? ONE_TO_ONE : group(cursor);
  return { returnBool, matching: { cardinality, labels, on: on === true, include, ...fill(cursor) } };
}

const ONE_TO_ONE = { cardinality: 'one-to-one', include: [] } as const;

function onOrIgnoring(cursor: Cursor): { on: boolean | undefined; labels: string[] } {
  if (cursor.accept('on')) return { on: true, labels: groupingLabels(cursor) };
  if (cursor.accept('ignoring')) return { on: false, labels: groupingLabels(cursor) };
  return { on: undefined, labels: [] };
}

function group(cursor: Cursor): Pick<VectorMatching, 'cardinality' | 'include'> {
  const isLeft = cursor.accept('group_left');
  if (!isLeft && !cursor.accept('group_right')) return ONE_TO_ONE;
  const include = cursor.is('(') ? groupingLabels(cursor) : [];
  return { cardinality: isLeft ? 'many-to-one' : 'one-to-many', include };
}

type Fill = { -readonly [K in 'fillLeft' | 'fillRight']?: NonNullable<VectorMatching[K]> };

/** Words that are metric names unless a parenthesis follows. */
const FILLS: Readonly<Record<string, readonly (keyof Fill)[]>> = {
  fill: ['fillLeft', 'fillRight'],
  fill_left: ['fillLeft'],
  fill_right: ['fillRight'],
};

/** `fill (0)`, or `fill_left (0)` and `fill_right (0)` in any order. */
function fill(cursor: Cursor): Fill {
  const filled: Fill = {};
  for (;;) {
    const { kind, start } = cursor.peek();
    const sides = Object.hasOwn(FILLS, kind) ? FILLS[kind]! : [];
    if (sides.length === 0 || cursor.peekSecond().kind !== '(') return filled;
    if (sides.some((side) => side in filled)) throw cursor.unexpected();
    if (!cursor.features.has('promql-binop-fill-modifiers')) {
      throw cursor.error(start, 'binop fill modifiers are experimental and not enabled');
    }
    cursor.next();
    const value = fillValue(cursor);
    for (const side of sides) filled[side] = value;
  }
}

function fillValue(cursor: Cursor): number {
  cursor.expect('(');
  const sign = acceptSign(cursor);
  if (!startsNumber(cursor.peek())) throw cursor.unexpected();
  const { value } = numberLiteral(cursor);
  cursor.expect(')');
  return sign?.sign === '-' ? -value : value;
}
