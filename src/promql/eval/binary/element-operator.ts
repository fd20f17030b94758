import { ABSENT, FLOAT, GridSeries } from '../../../vector/grid-series.js';
import type { BinaryExpression } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { type FloatOperator, floatOperator } from './float-operator.js';
import { HistogramOperator, type Sample } from './histogram-operator.js';

/** Which operand's point a comparison without `bool` keeps. */
export type KeptSide = 'left' | 'right';

/** An operator between points, applied to series step by step. */
export class ElementOperator {
  private readonly floats: FloatOperator;
  private readonly histograms: HistogramOperator;

  constructor(
    private readonly node: BinaryExpression,
    private readonly kept: KeptSide,
    evaluation: Evaluation,
  ) {
    this.floats = floatOperator(node);
    this.histograms = new HistogramOperator(node, evaluation);
  }

  /** At all steps; those where nothing comes of it are absent after this. `output` may be one of the operands. */
  apply(left: GridSeries, right: GridSeries, output: GridSeries): void {
    const of = this.floats.kind === 'value' ? this.floats.of : undefined;
    const { kinds: leftKinds, values: leftValues } = left;
    const { kinds: rightKinds, values: rightValues } = right;
    const { kinds, values } = output;
    for (let step = 0; step < kinds.length; step++) {
      if (of !== undefined && (leftKinds[step]! & rightKinds[step]!) === FLOAT) {
        values[step] = of(leftValues[step]!, rightValues[step]!);
        kinds[step] = FLOAT;
      } else if (!this.applyAt(step, left, right, output)) kinds[step] = ABSENT;
    }
  }

  /** At one step. False: nothing comes of it and the output was not touched. */
  applyAt(step: number, left: GridSeries, right: GridSeries, output: GridSeries): boolean {
    if (left.kinds[step] === ABSENT || right.kinds[step] === ABSENT) return false;
    const { floats } = this;
    if ((left.kinds[step]! & right.kinds[step]!) === FLOAT && floats.kind !== 'none') {
      const l = left.values[step]!;
      const r = right.values[step]!;
      if (floats.kind === 'value') output.setFloat(step, floats.of(l, r));
      else if (floats.holds(l, r)) output.setFloat(step, this.kept === 'left' ? l : r);
      else return false;
      return true;
    }
    return this.histogramsAt(step, left, right, output);
  }

  private histogramsAt(step: number, left: GridSeries, right: GridSeries, output: GridSeries): boolean {
    const l = sampleAt(left, step);
    const r = sampleAt(right, step);
    const outcome = this.histograms.of(l, r);
    if (outcome === undefined) return false;
    if (typeof outcome !== 'boolean') output.setHistogram(step, outcome);
    else if (this.node.returnBool) output.setFloat(step, outcome ? 1 : 0);
    else if (outcome) setSample(output, step, this.kept === 'left' ? l : r);
    else return false;
    return true;
  }
}

const sampleAt = (series: GridSeries, step: number): Sample =>
  series.kinds[step] === FLOAT ? series.values[step]! : series.histogram(step);

function setSample(output: GridSeries, step: number, sample: Sample): void {
  if (typeof sample === 'number') output.setFloat(step, sample);
  else output.setHistogram(step, sample);
}

/** A scalar as a series without labels. */
export function scalarSeries(values: Float64Array): GridSeries {
  const series = new GridSeries([], values.length);
  series.kinds.fill(FLOAT);
  series.values.set(values);
  return series;
}
