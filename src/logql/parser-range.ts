import type { LabelFilter, LogExpression, LogRange, RangeAggregation, Unwrap } from './ast.js';
import type { Cursor } from './parser-cursor.js';
import { grouping } from './parser-grouping.js';
import { labelFilter } from './parser-label-filter.js';
import { streamSelector } from './parser-matchers.js';
import { pipeline } from './parser-stages.js';

const NS_PER_MS = 1e6;

/** `rate({…}[5m])`, `quantile_over_time(0.9, {…} | unwrap x [5m]) by (a)`. https://grafana.com/docs/loki/latest/query/metric_queries/#log-range-aggregations */
export function rangeAggregation(cursor: Cursor): RangeAggregation {
  const op = cursor.next().kind as RangeAggregation['op'];
  cursor.expect('(');
  let parameter: number | undefined;
  if (cursor.is('NUMBER')) {
    parameter = cursor.next().amount;
    cursor.expect(',');
    if (!cursor.is('{') && !cursor.is('(')) throw cursor.unexpected('{', '(');
  } else if (!cursor.is('{') && !cursor.is('(')) throw cursor.unexpected('NUMBER', '{', '(');
  const range = logRange(cursor);
  cursor.expect(')');
  const groups = grouping(cursor);
  return {
    kind: 'range-aggregation',
    op,
    range,
    ...(parameter === undefined ? {} : { parameter }),
    ...(groups === undefined ? {} : { grouping: groups }),
  };
}

/**
 * The range stands behind the pipeline, or before it: `{…} | json [5m]`, `{…}[5m] | json`. `offset` follows it at once.
 * Parentheses may be around what stands before the range, and around all.
 */
function logRange(cursor: Cursor): LogRange {
  if (!cursor.is('(')) return withRange(cursor, selected(cursor));
  return cursor.nested(() => {
    cursor.next();
    const inner = inParentheses(cursor);
    cursor.expect(')');
    return 'rangeMs' in inner ? inner : withRange(cursor, inner);
  });
}

/** A log range without its range. */
interface Selected {
  readonly log: LogExpression;
  readonly unwrap?: Unwrap;
}

function inParentheses(cursor: Cursor): Selected | LogRange {
  if (cursor.is('(')) {
    return cursor.nested(() => {
      cursor.next();
      const inner = inParentheses(cursor);
      cursor.expect(')');
      return 'rangeMs' in inner || !cursor.is('RANGE') ? inner : withRange(cursor, inner);
    });
  }
  if (!cursor.is('{')) throw cursor.unexpected('{', '(');
  const inner = selected(cursor);
  return cursor.is('RANGE') ? withRange(cursor, inner) : inner;
}

function selected(cursor: Cursor): Selected {
  const log = { kind: 'log', matchers: streamSelector(cursor), stages: pipeline(cursor, true) } as const;
  return { log, ...unwrap(cursor) };
}

function withRange(cursor: Cursor, { log, unwrap: before }: Selected): LogRange {
  if (!cursor.is('RANGE')) throw before === undefined ? cursor.unexpected() : cursor.unexpected('RANGE', '|');
  const rangeMs = cursor.next().amount;
  const offsetMs = cursor.accept('offset') ? cursor.expect('DURATION').amount / NS_PER_MS : 0;
  const isComplete = log.stages.length > 0 || before !== undefined;
  if (isComplete) return { log, rangeMs, offsetMs, ...(before === undefined ? {} : { unwrap: before }) };
  const stages = pipeline(cursor, true);
  return { log: { ...log, stages }, rangeMs, offsetMs, ...unwrap(cursor) };
}

const CONVERSIONS = ['bytes', 'duration', 'duration_seconds'] as const;

/** `| unwrap duration(x) | __error__=""`, where it stands here. https://grafana.com/docs/loki/latest/query/metric_queries/#unwrapped-range-aggregations */
function unwrap(cursor: Cursor): { readonly unwrap?: Unwrap } {
  if (!cursor.accept('|')) return {};
  cursor.expect('unwrap');
  const conversion = CONVERSIONS.find((kind) => cursor.is(kind));
  if (conversion === undefined && !cursor.is('IDENTIFIER')) throw cursor.unexpected('IDENTIFIER', ...CONVERSIONS);
  if (conversion === undefined) return { unwrap: { label: cursor.next().text, filters: filtersBehind(cursor) } };
  cursor.next();
  cursor.expect('(');
  const { text: label } = cursor.expect('IDENTIFIER');
  cursor.expect(')');
  return { unwrap: { label, conversion, filters: filtersBehind(cursor) } };
}

function filtersBehind(cursor: Cursor): LabelFilter[] {
  const filters: LabelFilter[] = [];
  while (cursor.accept('|')) filters.push(labelFilter(cursor));
  return filters;
}
