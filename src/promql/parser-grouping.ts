import { quoteGo } from '../lib/go-quote.js';
import type { Cursor } from './parser-cursor.js';
import { LABEL_NAME_KINDS } from './tokens.js';

const CONTEXT = 'grouping opts';

/** Stands for a byte that is no UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Label names in parentheses behind `by`, `without`, `on`, `ignoring`, `group_left` and `group_right`. */
export function groupingLabels(cursor: Cursor): string[] {
  cursor.expect('(', CONTEXT, '"("');
  const labels: string[] = [];
  while (!cursor.is(')')) {
    const { kind, value, start } = cursor.peek();
    if (kind !== 'string' && !LABEL_NAME_KINDS.has(kind)) throw cursor.unexpected(CONTEXT, 'label');
    cursor.next();
    if (value === '' || LONE_SURROGATE.test(value)) {
      throw cursor.error(start, `invalid label name for grouping: ${quoteGo(value)}`);
    }
    labels.push(value);
    if (!cursor.accept(',') && !cursor.is(')')) throw cursor.unexpected(CONTEXT, '"," or ")"');
  }
  cursor.next();
  return labels;
}
