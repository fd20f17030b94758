import type { MetricsAggregate, MetricsExpression } from './ast.js';
import { checkPipeline, checkStage } from './check-spansets.js';
import { meaningError } from './parse-error.js';

/** Most values of an attribute that `compare()` may keep. */
const MAX_TOP_N = 1_000;

/** Rules of metrics queries. https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/functions/ */
export function checkMetrics(expression: MetricsExpression): void {
  switch (expression.kind) {
    case 'metrics':
      checkPipeline(expression.spansets);
      if (expression.aggregate.op === 'compare') checkStage(expression.aggregate.selection);
      checkAggregate(expression.aggregate);
      break;
    case 'metrics-operation':
      for (const side of [expression.left, expression.right]) {
        checkMetrics(side);
        if (isCompare(side)) throw meaningError('`compare()` cannot be used in arithmetic');
      }
      break;
    case 'second-stage':
      checkMetrics(expression.expression);
      if (isCompare(expression.expression))
        throw meaningError('`compare()` cannot be used with second stage functions');
      if ('limit' in expression.stage && expression.stage.limit < 1) throw meaningError('limit must be greater than 0');
  }
}

const isCompare = (expression: MetricsExpression): boolean =>
  expression.kind === 'metrics' && expression.aggregate.op === 'compare';

function checkAggregate(aggregate: MetricsAggregate): void {
  if (aggregate.op === 'quantile_over_time') {
    const wrong = aggregate.quantiles.find((quantile) => quantile < 0 || quantile > 1);
    if (wrong !== undefined) throw meaningError(`quantile must be between 0 and 1: ${wrong}`);
  }
  if (aggregate.op !== 'compare') return;
  const { topN, start, end } = aggregate;
  if (topN < 1 || topN > MAX_TOP_N) {
    throw meaningError(`compare() top number of values must be an integer between 1 and ${MAX_TOP_N}`);
  }
  if (start === undefined || end === undefined) return;
  if (start <= 0n || end <= 0n) throw meaningError('compare() timestamps must be positive integer unix nanoseconds');
  if (end <= start) throw meaningError('compare() end timestamp must be greater than start timestamp');
}
