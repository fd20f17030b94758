import { quoteGo } from '../../../lib/go-quote.js';
import { type Labels, labelValue, METRIC_NAME } from '../../../model/labels.js';
import type { Annotations } from '../../annotations.js';
import type { Aggregation, Position } from '../../ast.js';
import { goNumber } from '../../histogram/number-text.js';

/** What one aggregation says beside its values. Cheap to call for each point: what was said is not put into words again. */
export class AggregationNotes {
  private readonly said = new Set<string>();

  constructor(
    private readonly node: Aggregation,
    private readonly annotations: Annotations,
  ) {}

  ignoredHistogram(): void {
    if (this.isSaid('ignored histogram')) return;
    const { op } = this.node;
    const { position } = op === 'topk' || op === 'bottomk' ? this.node : this.node.expression;
    this.annotations.info(`ignored histogram in ${op} aggregation`, position);
  }

  mixedSamples(): void {
    if (this.isSaid('mixed samples')) return;
    this.warn('encountered a mix of histograms and floats for aggregation');
  }

  mixedSchemas(labels: Labels): void {
    const name = labelValue(labels, METRIC_NAME);
    if (this.isSaid(`mixed schemas ${name}`)) return;
    const forMetric = name === '' ? '' : ` for metric name ${quoteGo(name)}`;
    this.warn(`vector contains a mix of histograms with exponential and custom buckets schemas${forMetric}`);
  }

  reconciledBounds(): void {
    if (this.isSaid('reconciled bounds')) return;
    const { position } = this.node.expression;
    this.annotations.info('mismatched custom buckets were reconciled during aggregation', position);
  }

  resetCollision(): void {
    if (this.isSaid('reset collision')) return;
    this.warn('conflicting counter resets during histogram aggregation');
  }

  /** The largest and the smallest quantile, where they lie outside 0 to 1, and NaN. */
  badQuantiles(quantiles: Float64Array): void {
    const { min, max, hasNaN } = extremes(quantiles);
    const warn = (q: number): void => {
      this.warn(`quantile value should be between 0 and 1, got ${goNumber(q)}`, this.node.parameter!.position);
    };
    if (hasNaN) warn(Number.NaN);
    if (max > 1) warn(max);
    if (min < 0) warn(min);
  }

  /** Ratios beyond -1 and 1, which count as those. */
  badRatios(ratios: Float64Array): void {
    const { min, max } = extremes(ratios);
    const warn = (ratio: number, bound: number): void => {
      const message = `ratio value should be between -1 and 1, got ${goNumber(ratio)}, capping to ${bound}`;
      this.warn(message, this.node.parameter!.position);
    };
    if (max > 1) warn(max, 1);
    if (min < -1) warn(min, -1);
  }

  private isSaid(what: string): boolean {
    if (this.said.has(what)) return true;
    this.said.add(what);
    return false;
  }

  private warn(message: string, position: Position = this.node.expression.position): void {
    this.annotations.warn(message, position);
  }
}

function extremes(values: Float64Array): { min: number; max: number; hasNaN: boolean } {
  let min = Infinity;
  let max = -Infinity;
  let hasNaN = false;
  for (const value of values) {
    if (Number.isNaN(value)) hasNaN = true;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max, hasNaN };
}
