import type { SpansetFilter } from './ast.js';
import type { Cursor } from './parser-cursor.js';
import { fieldExpression } from './parser-expression.js';

/** `{ … }`; `{ }` is of every span. */
export function spansetFilter(cursor: Cursor): SpansetFilter {
  cursor.expect('{');
  if (cursor.accept('}'))
    return { kind: 'filter', expression: { kind: 'static', value: { type: 'bool', value: true } } };
  const expression = fieldExpression(cursor);
  if (!cursor.accept('}')) throw cursor.unexpected();
  return { kind: 'filter', expression };
}
