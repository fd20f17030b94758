import { QuartetError } from '../../../model/errors.js';
import { FLOAT, GridSeries } from '../../../vector/grid-series.js';
import type { MetricExpression, RangeAggregation } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { binary, type Operand } from './binary.js';
import { labelReplace } from './label-replace.js';
import { rangeAggregation } from './range-aggregation.js';
import { vectorAggregation } from './vector-aggregation.js';

/** Loki evaluates what is below these as a query of its own, whose series are limited. */
const UNSHARDED: ReadonlySet<string> = new Set(['stddev', 'stdvar']);

/** Those whose values of several series add up to that of all their samples. */
const ADDITIVE: ReadonlySet<RangeAggregation['op']> = new Set<RangeAggregation['op']>([
  'count_over_time',
  'rate',
  'bytes_over_time',
  'bytes_rate',
  'sum_over_time',
]);

/** Evaluates a metric query on the grid of its evaluation. */
export async function evaluateMetric(node: MetricExpression, evaluation: Evaluation): Promise<Operand> {
  const { count } = evaluation.grid;
  switch (node.kind) {
    case 'number-literal':
      return { type: 'scalar', value: node.value };
    case 'vector-literal': {
      const series = new GridSeries([], count);
      for (let step = 0; step < count; step++) series.setFloat(step, node.value);
      return { type: 'vector', series: [series] };
    }
    case 'range-aggregation':
      return { type: 'vector', series: await rangeAggregation(node, evaluation) };
    case 'vector-aggregation': {
      // Of a sum of sums alone the samples may be grouped before: it does not care for the series below.
      const { expression, op } = node;
      let series: GridSeries[];
      if (expression.kind === 'range-aggregation') {
        const outer =
          op === 'sum' && ADDITIVE.has(expression.op) ? (node.grouping ?? { labels: [], without: false }) : undefined;
        series = await rangeAggregation(expression, evaluation, outer, UNSHARDED.has(op));
      } else series = vectorOf(await evaluateMetric(expression, evaluation), count);
      return { type: 'vector', series: vectorAggregation(node, series, count) };
    }
    case 'label-replace':
      return {
        type: 'vector',
        series: labelReplace(node, vectorOf(await evaluateMetric(node.expression, evaluation), count)),
      };
    case 'binary': {
      const left = await evaluateMetric(node.left, evaluation);
      const right = await evaluateMetric(node.right, evaluation);
      return binary(node, left, right, count);
    }
  }
}

/** The series of an operand; a number has none. */
function vectorOf(operand: Operand, count: number): GridSeries[] {
  if (operand.type === 'vector') return operand.series;
  throw new QuartetError('invalid_argument', `parse error : expected a vector of ${count} steps, but got a number`);
}

/** A number as the series that a range query answers for it. */
export function constantSeries(value: number, count: number): GridSeries {
  const series = new GridSeries([], count);
  series.kinds.fill(FLOAT);
  series.values.fill(value);
  return series;
}
