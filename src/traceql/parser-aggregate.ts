import type { Aggregate } from './ast.js';
import type { Cursor } from './parser-cursor.js';
import { fieldExpression } from './parser-expression.js';
import type { TokenKind } from './tokens.js';

const AGGREGATES: ReadonlyMap<TokenKind, Aggregate['op']> = new Map(
  (['count', 'avg', 'max', 'min', 'sum'] as const).map((op) => [op, op]),
);

/** An aggregate, if one begins here. https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#aggregators */
export function optionalAggregate(cursor: Cursor): Aggregate | undefined {
  const op = AGGREGATES.get(cursor.kind);
  if (op === undefined) return undefined;
  cursor.next();
  cursor.expect('(');
  if (op === 'count') {
    cursor.expect(')');
    return { kind: 'aggregate', op };
  }
  const expression = fieldExpression(cursor);
  if (!cursor.accept(')')) throw cursor.unexpected();
  return { kind: 'aggregate', op, expression };
}
