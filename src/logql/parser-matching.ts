import type { BinaryExpression } from './ast.js';
import type { Cursor } from './parser-cursor.js';
import { labelList } from './parser-grouping.js';

/** What may stand between a binary operator and its right side. https://grafana.com/docs/loki/latest/query/#many-to-one-and-one-to-many-vector-matches */
export function binaryModifiers(cursor: Cursor): Pick<BinaryExpression, 'returnBool' | 'matching'> {
  const returnBool = cursor.accept('bool');
  const on = cursor.is('on');
  if (!on && !cursor.is('ignoring')) return { returnBool };
  cursor.next();
  const labels = labelList(cursor);
  const isLeft = cursor.accept('group_left');
  if (!isLeft && !cursor.accept('group_right')) return { returnBool, matching: { on, labels, include: [] } };
  const include = cursor.is('(') ? labelList(cursor) : [];
  return { returnBool, matching: { on, labels, group: isLeft ? 'left' : 'right', include } };
}
