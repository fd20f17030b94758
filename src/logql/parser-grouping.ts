import type { Grouping } from './ast.js';
import type { Cursor } from './parser-cursor.js';

/** Names of labels in parentheses, or none. */
export function labelList(cursor: Cursor): string[] {
  cursor.expect('(');
  if (cursor.accept(')')) return [];
  if (!cursor.is('IDENTIFIER')) throw cursor.unexpected('IDENTIFIER', ')');
  const labels: string[] = [];
  do {
    labels.push(cursor.expect('IDENTIFIER').text);
  } while (cursor.expect(',', ')').kind === ',');
  return labels;
}

/** `by (a, b)` or `without (a, b)`, where one stands here. */
export function grouping(cursor: Cursor): Grouping | undefined {
  if (cursor.accept('by')) return { labels: labelList(cursor), without: false };
  return cursor.accept('without') ? { labels: labelList(cursor), without: true } : undefined;
}
