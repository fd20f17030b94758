import type { Cursor } from '../../src/rules/unit-test/cursor.js';

/**
 * A line of text in a script: as it stands there, or behind `$` in JSON's quotes, for what cannot be seen: blanks at the
 * ends, control characters, half surrogate pairs. Pieces in quotes may be repeated and joined: `$"ab" x1000 + "\u0000"`.
 */
export function readText(cursor: Cursor): string {
  if (!cursor.rest().startsWith('$"')) {
    const text = cursor.rest();
    cursor.at = cursor.text.length;
    return text;
  }
  cursor.expect('$');
  let text = '';
  do {
    cursor.skipSpaces();
    const piece = JSON.parse(cursor.match(/"(?:[^"\\]|\\.)*"/y) || cursor.fail('expected quotes')) as string;
    cursor.skipSpaces();
    text += piece.repeat(cursor.accept('x') ? Number(cursor.match(/\d+/y)) : 1);
    cursor.skipSpaces();
  } while (cursor.accept('+'));
  if (!cursor.isAtEnd) cursor.fail('unexpected');
  return text;
}
