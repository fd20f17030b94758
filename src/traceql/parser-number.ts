import type { Static } from '../model/static.js';
import type { ArithmeticOperator } from './ast.js';
import { foldConstants } from './constant-folding.js';
import { negate } from './eval/arithmetic.js';
import type { Cursor } from './parser-cursor.js';
import { optionalNumber } from './parser-literal.js';
import { aboveOnRight, NUMBER_PRECEDENCE } from './precedence.js';

/** What a computation with numbers alone comes to: `2 * 3`, `-1`. */
export function constantNumber(cursor: Cursor, above = 0): Static {
  return cursor.nested(() => {
    let left = operand(cursor);
    for (;;) {
      const op = cursor.kind as ArithmeticOperator;
      const own = NUMBER_PRECEDENCE.get(op);
      if (own === undefined || own <= above) return left;
      cursor.next();
      const value = foldConstants(op, left, constantNumber(cursor, aboveOnRight(op, own)));
      if (value === undefined) throw cursor.error('number out of range');
      left = value;
    }
  });
}

function operand(cursor: Cursor): Static {
  if (cursor.accept('-')) return negate(constantNumber(cursor, NUMBER_PRECEDENCE.get('-')));
  if (cursor.accept('(')) {
    const inner = constantNumber(cursor);
    if (!cursor.accept(')')) throw cursor.unexpected();
    return inner;
  }
  const number = optionalNumber(cursor);
  if (number === undefined) throw cursor.unexpected();
  return number.value;
}
