import { labelPredicate } from '../lib/label-predicate.js';
import { METRIC_NAME } from '../model/labels.js';
import type { LabelMatcher } from '../storage/interface.js';
import type { VectorSelector } from './ast.js';
import { Cursor } from './parser-cursor.js';
import { METRIC_NAME_KINDS } from './tokens.js';

type MatchOperator = LabelMatcher['op'];

const CONTEXT = 'label matching';

/** `name`, `name{label="value", …}` or `{…}`. https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors */
export function vectorSelector(cursor: Cursor): VectorSelector {
  const { kind, text, start } = cursor.peek();
  const name = METRIC_NAME_KINDS.has(kind) ? cursor.next().text : '';
  const matchers = name === '' || cursor.is('{') ? labelMatchers(cursor) : [];
  if (name !== '') matchers.push({ name: METRIC_NAME, op: '=', value: text });
  return { kind: 'vector-selector', name, matchers, position: { start, end: cursor.lastEnd } };
}

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

/** `{a="b", "metric.name", …}`; a trailing comma is allowed. */
function labelMatchers(cursor: Cursor): LabelMatcher[] {
  cursor.expect('{');
  const matchers: LabelMatcher[] = [];
  while (!cursor.is('}')) {
    matchers.push(labelMatcher(cursor));
    if (!cursor.accept(',') && !cursor.is('}')) throw cursor.unexpected(CONTEXT, '"," or "}"');
  }
  cursor.next();
  return matchers;
}

function labelMatcher(cursor: Cursor): LabelMatcher {
  const name = cursor.peek();
  if (name.kind !== 'identifier' && name.kind !== 'string') throw cursor.unexpected(CONTEXT, 'identifier or "}"');
  cursor.next();
  const op = cursor.peek().kind;
  if (!isMatchOperator(op)) {
    if (name.kind === 'string') return { name: METRIC_NAME, op: '=', value: name.value };
    throw cursor.unexpected(CONTEXT, 'label matching operator');
  }
  cursor.next();
  const { value } = cursor.expect('string', CONTEXT, 'string');
  const matcher = { name: name.value, op, value };
  try {
    labelPredicate(op, value);
  } catch (error) {
    throw cursor.error(name.start, (error as Error).message);
  }
  return matcher;
}

const isMatchOperator = (kind: string): kind is MatchOperator =>
  kind === '=' || kind === '!=' || kind === '=~' || kind === '!~';
