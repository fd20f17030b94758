import { formatFloat } from '../../src/lib/format-float.js';
import { labelValue, METRIC_NAME } from '../../src/model/labels.js';
import type { BinaryExpression, Expression } from '../../src/promql/ast.js';
import { aggregate } from '../../src/promql/eval/aggregation/aggregator.js';
import { combineScalars } from '../../src/promql/eval/binary/scalars.js';
import { combineVectors } from '../../src/promql/eval/binary/vectors.js';
import { combineWithScalar } from '../../src/promql/eval/binary/with-scalar.js';
import type { Evaluation } from '../../src/promql/eval/evaluation.js';
import { withoutParentheses } from '../../src/promql/eval/expressions.js';
import { labelsText } from '../../src/promql/eval/labels-text.js';
import { FEATURES, type Feature } from '../../src/promql/features.js';
import { histogramText } from '../../src/promql/histogram/text.js';
import { parse } from '../../src/promql/parser.js';
import { Cursor } from '../../src/rules/unit-test/cursor.js';
import { readValues } from '../../src/rules/unit-test/series-values.js';
import { FLOAT, GridSeries, HISTOGRAM } from '../../src/vector/grid-series.js';
import { readLabels } from '../promql/series-notation.js';
import { evaluationOf } from './promql-call.js';

export interface OperatorAnswer {
  /** `{a="1"} 1 _ {count:1, …}`: labels and the point of each step; a name to be taken off later stands behind `__name__~`. */
  readonly series: string[];
  readonly warnings: string[];
  readonly infos: string[];
}

/** A side of an operator. */
type Operand =
  | { readonly type: 'scalar'; readonly values: Float64Array }
  | { readonly type: 'vector'; readonly series: GridSeries[] };

const EXPERIMENTS: readonly Feature[] = FEATURES.filter((feature) => feature !== 'promql-delayed-name-removal');

/**
 * One operator by itself: a query such as `a + on (x) b` or `topk(scalar(k), m)`, over lines such as `a{x="1"} 1 _ 3`
 * with a point for each step. Selectors are read by their name alone.
 */
export async function operate(
  query: string,
  lines: readonly string[],
  features: readonly Feature[] = EXPERIMENTS,
): Promise<OperatorAnswer> {
  const all = lines.map(readSeries);
  const count = Math.max(1, ...all.map(({ kinds }) => kinds.length));
  const evaluation = evaluationOf({ grid: { start: 0, step: 1000, count }, features });
  const operand = (node: Expression): Operand => operandOf(node, all, count);
  const series = await seriesOf(parse(query, new Set(features)), operand, evaluation);
  const texts = (level: 'warning' | 'info') =>
    evaluation.annotations.texts(level, query).map((text) => text.replace(/^PromQL \w+: /, ''));
  return { series: series.map(textOf), warnings: texts('warning'), infos: texts('info') };
}

async function seriesOf(
  node: Expression,
  operand: (node: Expression) => Operand,
  evaluation: Evaluation,
): Promise<GridSeries[]> {
  if (node.kind === 'binary') return combined(node, operand(node.left), operand(node.right), evaluation);
  if (node.kind !== 'aggregation') throw new Error(`${node.kind} is no operator`);
  const { parameter } = node;
  const value = parameter?.kind === 'string-literal' ? parameter.value : parameter && operand(parameter);
  const given = typeof value === 'object' && value.type === 'scalar' ? value.values : (value as string | undefined);
  const vector = vectorOf(operand(node.expression));
  return aggregate(node, batchesOf(vector), given, evaluation);
}

async function combined(
  node: BinaryExpression,
  left: Operand,
  right: Operand,
  evaluation: Evaluation,
): Promise<GridSeries[]> {
  if (left.type === 'vector') {
    if (right.type === 'vector') return combineVectors(node, left.series, right.series, evaluation);
    return combineWithScalar(node, left.series, right.values, 'right', evaluation);
  }
  if (right.type === 'vector') return combineWithScalar(node, right.series, left.values, 'left', evaluation);
  return vectorOf({ type: 'scalar', values: combineScalars(node, left.values, right.values) });
}

/** One by one, so that nothing can rely on having all at once. */
async function* batchesOf(all: readonly GridSeries[]): AsyncGenerator<GridSeries[]> {
  for (const series of all) yield [series];
}

function operandOf(node: Expression, all: readonly GridSeries[], count: number): Operand {
  const inner = withoutParentheses(node);
  if (inner.kind === 'number-literal') return { type: 'scalar', values: new Float64Array(count).fill(inner.value) };
  if (inner.kind === 'unary') {
    const operand = operandOf(inner.expression, all, count);
    if (operand.type === 'scalar') return { type: 'scalar', values: operand.values.map((value) => -value) };
  }
  if (inner.kind === 'call') {
    const vector = vectorOf(operandOf(inner.args[0]!, all, count));
    return { type: 'scalar', values: vector[0]!.values };
  }
  if (inner.kind !== 'vector-selector') throw new Error(`${inner.kind} is not evaluated here`);
  return { type: 'vector', series: all.filter(({ labels }) => labelValue(labels, METRIC_NAME) === inner.name) };
}

function vectorOf(operand: Operand): GridSeries[] {
  if (operand.type === 'vector') return operand.series;
  const series = new GridSeries([], operand.values.length);
  for (const [step, value] of operand.values.entries()) series.setFloat(step, value);
  return [series];
}

function readSeries(line: string): GridSeries {
  const cursor = new Cursor(line);
  const labels = readLabels(cursor);
  cursor.skipSpaces();
  const points = readValues(cursor);
  const series = new GridSeries(labels, points.length);
  for (const [step, point] of points.entries()) {
    if (typeof point === 'number') series.setFloat(step, point);
    else if (typeof point === 'object') series.setHistogram(step, point);
  }
  return series;
}

function textOf(series: GridSeries): string {
  const points = Array.from(series.kinds, (kind, step) =>
    kind === FLOAT
      ? formatFloat(series.values[step]!)
      : kind === HISTOGRAM
        ? histogramText(series.histogram(step))
        : '_',
  );
  const labels = labelsText(series.labels);
  return [series.dropName ? labels.replace('__name__', '__name__~') : labels, ...points].join(' ');
}
