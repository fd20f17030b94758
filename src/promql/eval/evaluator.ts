import { QuartetError } from '../../model/errors.js';
import { FLOAT, type GridSeries, HISTOGRAM } from '../../vector/grid-series.js';
import type { StepGrid } from '../../vector/step-grid.js';
import type { Aggregation, BinaryExpression, Expression, UnaryExpression } from '../ast.js';
import { scaleHistogram } from '../histogram/arithmetic.js';
import { valueType } from '../value-type.js';
import { aggregate } from './aggregation/aggregator.js';
import { type Batches, mapBatches, mergedBatches, oneBatch } from './batches.js';
import { combineScalars } from './binary/scalars.js';
import { combineVectors } from './binary/vectors.js';
import { combineWithScalar } from './binary/with-scalar.js';
import { callBatches, callScalar } from './calls.js';
import type { Evaluation } from './evaluation.js';
import { withBareArguments, withBareOperands, withoutParentheses } from './expressions.js';
import { dropMetricName } from './metric-name.js';
import { mayDifferByNameOnly } from './same-labels.js';
import { type RangeVector, rangeVector, subqueryVector } from './sample-runs.js';
import { selectVector } from './selector.js';

/** Evaluates the nodes of a type-checked expression on one grid. */
export class Evaluator {
  constructor(readonly evaluation: Evaluation) {}

  /** A scalar at each step. */
  async scalar(node: Expression): Promise<Float64Array> {
    const { count } = this.evaluation.grid;
    switch (node.kind) {
      case 'number-literal':
        return new Float64Array(count).fill(node.value);
      case 'parentheses':
        return this.scalar(node.expression);
      case 'unary': {
        const values = await this.scalar(node.expression);
        return node.op === '-' ? values.map((value) => -value) : values;
      }
      case 'call':
        return callScalar(this, withBareArguments(node));
      case 'binary':
        return this.scalarBinary(node);
      default:
        throw new QuartetError('internal', `${node.kind} is not a scalar`);
    }
  }

  text(node: Expression): string {
    const inner = withoutParentheses(node);
    if (inner.kind !== 'string-literal') throw new QuartetError('internal', `${inner.kind} is not a string`);
    return inner.value;
  }

  /** A vector as a stream, so that what folds it need not hold it. */
  batches(node: Expression): Batches {
    switch (node.kind) {
      case 'vector-selector':
        return selectVector(node, this.evaluation);
      case 'parentheses':
        return this.batches(node.expression);
      case 'unary':
        return this.unary(node);
      case 'call':
        return callBatches(this, withBareArguments(node));
      case 'aggregation':
        return oneBatch(() => this.aggregation(withBareOperands(node)));
      case 'binary':
        return this.binary(node);
      default:
        throw new QuartetError('internal', `${node.kind} is not an instant vector`);
    }
  }

  /** All series of a vector. Their points are held until the query ends. */
  async vector(node: Expression): Promise<GridSeries[]> {
    const { budget, grid } = this.evaluation;
    const all: GridSeries[] = [];
    for await (const batch of this.batches(node)) {
      budget.hold(batch.length * grid.count);
      for (const series of batch) all.push(series);
    }
    return all;
  }

  rangeVector(node: Expression): RangeVector {
    const inner = withoutParentheses(node);
    if (inner.kind === 'matrix-selector') return rangeVector(inner, this.evaluation);
    if (inner.kind === 'subquery') {
      return subqueryVector(inner, this.evaluation, (grid) => this.on(grid).batches(inner.expression));
    }
    throw new QuartetError('internal', `${inner.kind} is not a range vector`);
  }

  /** The same on other steps. */
  on(grid: StepGrid): Evaluator {
    return new Evaluator({ ...this.evaluation, grid });
  }

  private async aggregation(node: Aggregation): Promise<GridSeries[]> {
    const { parameter } = node;
    const value =
      parameter && (valueType(parameter) === 'string' ? this.text(parameter) : await this.scalar(parameter));
    return aggregate(node, this.batches(node.expression), value, this.evaluation);
  }

  private unary(node: UnaryExpression): Batches {
    const { pace } = this.evaluation;
    const operand = this.batches(node.expression);
    if (node.op === '+') return operand;
    const negated = mapBatches(operand, (batch) => batch.map((series) => this.negated(series)), pace);
    return mayDifferByNameOnly(node.expression) ? mergedBatches(negated, pace) : negated;
  }

  private negated(series: GridSeries): GridSeries {
    negate(series);
    return dropMetricName(series, this.evaluation);
  }

  private async scalarBinary(node: BinaryExpression): Promise<Float64Array> {
    const [left, right] = await Promise.all([this.scalar(node.left), this.scalar(node.right)]);
    return combineScalars(node, left, right);
  }

  private async *binary(node: BinaryExpression): Batches {
    const { left, right } = node;
    if (valueType(left) === 'vector' && valueType(right) === 'vector') {
      const [l, r] = await Promise.all([this.vector(left), this.vector(right)]);
      yield await combineVectors(node, l, r, this.evaluation);
      return;
    }
    const vectorIsLeft = valueType(left) === 'vector';
    const scalar = await this.scalar(vectorIsLeft ? right : left);
    const vectorNode = vectorIsLeft ? left : right;
    const { pace } = this.evaluation;
    const results = mapBatches(
      this.batches(vectorNode),
      (batch) => combineWithScalar(node, batch, scalar, vectorIsLeft ? 'right' : 'left', this.evaluation),
      pace,
    );
    yield* mayDifferByNameOnly(vectorNode) ? mergedBatches(results, pace) : results;
  }
}

function negate(series: GridSeries): void {
  for (let step = 0; step < series.kinds.length; step++) {
    if (series.kinds[step] === FLOAT) series.values[step] = -series.values[step]!;
    else if (series.kinds[step] === HISTOGRAM) series.setHistogram(step, scaleHistogram(series.histogram(step), -1));
  }
}
