import type { Field, MetricsAggregate, MetricsExpression } from './ast.js';
import { printField, printPipeline, printStage } from './print.js';
import { printStatic } from './print-static.js';

export function printMetrics(expression: MetricsExpression): string {
  switch (expression.kind) {
    case 'metrics-number':
      return printNumber(expression.value);
    case 'metrics':
      return `${printPipeline(expression.spansets)} | ${printAggregate(expression.aggregate)}`;
    case 'metrics-operation':
      return [expression.left, expression.right].map(printOperand).join(` ${expression.op} `);
    case 'second-stage': {
      const { op, ...stage } = expression.stage;
      const text = 'limit' in stage ? `| ${op}(${stage.limit})` : `${op} ${printNumber(stage.value)}`;
      return `${printMetrics(expression.expression)} ${text}`;
    }
  }
}

/** Integers beyond those of 64 bits are floats. */
const printNumber = (value: number): string =>
  Number.isSafeInteger(value) ? String(value) : printStatic({ type: 'float', value });

const printOperand = (operand: MetricsExpression): string =>
  operand.kind === 'metrics-number' ? printMetrics(operand) : `(${printMetrics(operand)})`;

function printAggregate(aggregate: MetricsAggregate): string {
  const by = 'by' in aggregate && aggregate.by.length > 0 ? ` by (${fields(aggregate.by)})` : '';
  return `${aggregate.op}(${parameters(aggregate).join(', ')})${by}`;
}

const fields = (list: readonly Field[]): string => list.map(printField).join(', ');

function parameters(aggregate: MetricsAggregate): (string | number | bigint)[] {
  switch (aggregate.op) {
    case 'rate':
    case 'count_over_time':
      return [];
    case 'quantile_over_time':
      return [printField(aggregate.field), ...aggregate.quantiles];
    case 'compare': {
      const { selection, topN, start, end } = aggregate;
      return [printStage(selection), topN, ...(start === undefined || end === undefined ? [] : [start, end])];
    }
    default:
      return [printField(aggregate.field)];
  }
}
