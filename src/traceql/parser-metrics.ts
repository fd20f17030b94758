import type { Static } from '../model/static.js';
import type {
  ComparisonOperator,
  Field,
  MetricsAggregate,
  MetricsExpression,
  MetricsNumber,
  MetricsSecondStage,
} from './ast.js';
import type { Cursor } from './parser-cursor.js';
import { fieldList, parseFieldHere } from './parser-field.js';
import { spansetFilter } from './parser-filter.js';
import { constantNumber } from './parser-number.js';
import { COMPARISONS } from './precedence.js';
import type { TokenKind } from './tokens.js';

/** Values of each attribute that `compare()` keeps unless told. */
const DEFAULT_TOP_N = 10;

type AggregateOp = MetricsAggregate['op'];

/** What stands in an aggregate's parentheses, both of them read here. */
type Arguments = (cursor: Cursor) => (by: readonly Field[]) => MetricsAggregate;

const counting =
  (op: 'rate' | 'count_over_time'): Arguments =>
  (cursor) => {
    cursor.expect(')');
    return (by) => ({ op, by });
  };

const ofField =
  (op: Extract<MetricsAggregate, { field: Field; quantiles?: never }>['op']): Arguments =>
  (cursor) => {
    const field = parseFieldHere(cursor);
    cursor.expect(')');
    return (by) => ({ op, field, by });
  };

/** https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/functions/ */
const ARGUMENTS: Record<AggregateOp, Arguments> = {
  rate: counting('rate'),
  count_over_time: counting('count_over_time'),
  min_over_time: ofField('min_over_time'),
  max_over_time: ofField('max_over_time'),
  avg_over_time: ofField('avg_over_time'),
  sum_over_time: ofField('sum_over_time'),
  histogram_over_time: ofField('histogram_over_time'),
  quantile_over_time: (cursor) => {
    const field = parseFieldHere(cursor);
    cursor.expect(',');
    const quantiles: number[] = [];
    do quantiles.push(Number(cursor.expect('INTEGER', 'FLOAT').amount));
    while (cursor.expect(')', ',').kind === ',');
    return (by) => ({ op: 'quantile_over_time', field, quantiles, by });
  },
  compare: (cursor) => {
    const selection = spansetFilter(cursor);
    const integers: (number | bigint)[] = [];
    while (cursor.expect(...(COMPARE_SEPARATORS[integers.length] ?? [')'])).kind === ',') {
      integers.push(cursor.expect('INTEGER').amount);
    }
    const [topN = DEFAULT_TOP_N, start, end] = integers;
    const range = start === undefined || end === undefined ? {} : { start: BigInt(start), end: BigInt(end) };
    return () => ({ op: 'compare', selection, topN: Number(topN), ...range });
  },
};

/** What may stand behind so many numbers: `compare({…}, topN, start, end)`, where the range is whole or not there. */
const COMPARE_SEPARATORS: readonly (readonly TokenKind[])[] = [[')', ','], [')', ','], [','], [')']];

export const METRICS_FUNCTIONS: ReadonlySet<TokenKind> = new Set(Object.keys(ARGUMENTS) as AggregateOp[]);

/** The function and its `by (…)`. */
export function metricsAggregate(cursor: Cursor): MetricsAggregate {
  const op = cursor.next().kind as AggregateOp;
  cursor.expect('(');
  const aggregate = ARGUMENTS[op](cursor);
  if (op === 'compare' || !cursor.accept('by')) return aggregate([]);
  cursor.expect('(');
  return aggregate(fieldList(cursor));
}

/**
 * What may follow series: `| topk(3)`, `> 5`.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/functions/#the-topk-and-bottomk-functions
 */
export function metricsStages(cursor: Cursor, of: MetricsExpression): MetricsExpression {
  let expression = of;
  for (;;) {
    const stage = optionalStage(cursor);
    if (stage === undefined) return expression;
    expression = cursor.grown({ kind: 'second-stage', expression, stage }, expression);
  }
}

function optionalStage(cursor: Cursor): MetricsSecondStage['stage'] | undefined {
  if (cursor.accept('|')) {
    const op = cursor.expect('topk', 'bottomk').kind as 'topk' | 'bottomk';
    cursor.expect('(');
    const limit = Number(cursor.expect('INTEGER').amount);
    cursor.expect(')');
    return { op, limit };
  }
  const op = cursor.kind as ComparisonOperator;
  if (!COMPARISONS.includes(op)) return undefined;
  cursor.next();
  return { op, value: metricsNumber(constantNumber(cursor)).value };
}

/** Durations are compared and computed with as seconds. */
export function metricsNumber(constant: Static): MetricsNumber {
  const value = 'value' in constant ? Number(constant.value) : Number.NaN;
  return { kind: 'metrics-number', value: constant.type === 'duration' ? value / 1e9 : value };
}
