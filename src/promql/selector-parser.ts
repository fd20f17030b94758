import type { LabelMatcher } from '../storage/interface.js';
import { Cursor } from './parser-cursor.js';
import { vectorSelector } from './parser-selectors.js';
import { METRIC_NAME_KINDS } from './tokens.js';

/**
 * Parses a selector alone, as `match[]` takes it: no range, no offset. Throws `invalid_argument` with line and column.
 * That it may select every series is for the caller to judge.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#finding-series-by-label-matchers
 */
export function parseSelector(text: string): readonly LabelMatcher[] {
  const cursor = new Cursor(text, new Set());
  const { kind } = cursor.peek();
  if (kind !== '{' && !METRIC_NAME_KINDS.has(kind)) throw cursor.unexpected();
  const { matchers } = vectorSelector(cursor);
  if (!cursor.is('end-of-input')) throw cursor.unexpected();
  return matchers;
}
