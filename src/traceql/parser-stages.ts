import type { PipelineStage } from './ast.js';
import type { Cursor } from './parser-cursor.js';
import { fieldExpression } from './parser-expression.js';
import { fieldList } from './parser-field.js';
import type { TokenKind } from './tokens.js';

/** What stands in a stage's parentheses, the closing one with it. */
type Arguments = (cursor: Cursor) => PipelineStage;

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#grouping */
const STAGES: ReadonlyMap<TokenKind, Arguments> = new Map<TokenKind, Arguments>([
  [
    'by',
    (cursor) => {
      const expression = fieldExpression(cursor);
      if (!cursor.accept(')')) throw cursor.unexpected();
      return { kind: 'group-by', expression };
    },
  ],
  [
    'coalesce',
    (cursor) => {
      cursor.expect(')');
      return { kind: 'coalesce' };
    },
  ],
  ['select', (cursor) => ({ kind: 'select', fields: fieldList(cursor) })],
]);

/** A stage that begins with its name, if one begins here. */
export function optionalNamedStage(cursor: Cursor): PipelineStage | undefined {
  const parseArguments = STAGES.get(cursor.kind);
  if (parseArguments === undefined) return undefined;
  cursor.next();
  cursor.expect('(');
  return parseArguments(cursor);
}
