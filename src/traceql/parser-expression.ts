import type { ArithmeticOperator, BinaryExpression, FieldExpression } from './ast.js';
import { foldConstants } from './constant-folding.js';
import { negate } from './eval/arithmetic.js';
import { isNumeric } from './eval/compare-statics.js';
import type { Cursor } from './parser-cursor.js';
import { optionalField } from './parser-field.js';
import { optionalLiteral } from './parser-literal.js';
import { aboveOnRight, FIELD_PRECEDENCE, NUMBER_PRECEDENCE, UNARY_PRECEDENCE } from './precedence.js';

/**
 * An expression over the fields of a span, of operators that bind tighter than `above`.
 * https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#field-expressions
 */
export function fieldExpression(cursor: Cursor, above = 0): FieldExpression {
  return cursor.nested(() => {
    let left = operand(cursor);
    for (;;) {
      const op = cursor.kind as BinaryExpression['op'];
      const own = FIELD_PRECEDENCE.get(op);
      if (own === undefined || own <= above) return left;
      cursor.next();
      left = binary(cursor, op, left, fieldExpression(cursor, aboveOnRight(op, own)));
    }
  });
}

function operand(cursor: Cursor): FieldExpression {
  if (cursor.accept('(')) {
    const inner = fieldExpression(cursor);
    if (!cursor.accept(')')) throw cursor.unexpected();
    return inner;
  }
  if (cursor.accept('-')) {
    const expression = fieldExpression(cursor, UNARY_PRECEDENCE);
    if (expression.kind === 'static' && isNumeric(expression.value)) {
      return { kind: 'static', value: negate(expression.value) };
    }
    return cursor.grown({ kind: 'unary', op: '-', expression }, expression);
  }
  if (cursor.accept('!')) {
    const expression = fieldExpression(cursor, UNARY_PRECEDENCE);
    return cursor.grown({ kind: 'unary', op: '!', expression }, expression);
  }
  const field = optionalField(cursor) ?? optionalLiteral(cursor);
  if (field === undefined) throw cursor.unexpected();
  return field;
}

function binary(
  cursor: Cursor,
  op: BinaryExpression['op'],
  left: FieldExpression,
  right: FieldExpression,
): FieldExpression {
  if (left.kind === 'static' && right.kind === 'static' && NUMBER_PRECEDENCE.has(op)) {
    const value = foldConstants(op as ArithmeticOperator, left.value, right.value);
    if (value !== undefined) return { kind: 'static', value };
  }
  return cursor.grown({ kind: 'binary', op, left, right }, left, right);
}
