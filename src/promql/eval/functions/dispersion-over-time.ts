import { formatFloat } from '../../../lib/format-float.js';
import { CompensatedSum } from '../../../vector/compensated-sum.js';
import { quantile } from '../../../vector/quantile.js';
import type { FunctionFamily, RangeCall } from './implementation.js';
import { type FloatJudge, type Floats, ofFloats } from './sample-kinds.js';

/**
 * How the values of a window are spread: `stddev_over_time`, `stdvar_over_time`, `quantile_over_time`, `mad_over_time`.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#aggregation_over_time
 */

/** Population variance, value by value (Welford), both sums compensated for rounding. */
function variances({ values }: Floats): FloatJudge {
  const mean = new CompensatedSum();
  const squares = new CompensatedSum();
  return (from, to) => {
    mean.clear();
    squares.clear();
    for (let i = from; i < to; i++) {
      const delta = values[i]! - mean.total;
      mean.add(delta / (i - from + 1));
      squares.add(delta * (values[i]! - mean.total));
    }
    return squares.total / (to - from);
  };
}

function deviations(floats: Floats): FloatJudge {
  const variance = variances(floats);
  return (from, to, window) => Math.sqrt(variance(from, to, window));
}

/** A place for a window's values that may be changed there. */
class Scratch {
  private values = new Float64Array(16);

  copy(values: Float64Array, from: number, to: number): Float64Array {
    if (this.values.length < to - from) this.values = new Float64Array(2 * (to - from));
    const copied = this.values.subarray(0, to - from);
    copied.set(values.subarray(from, to));
    return copied;
  }
}

function quantiles({ values }: Floats, { node, scalars, evaluation }: RangeCall): FloatJudge {
  const scratch = new Scratch();
  const asked = scalars[0]!;
  return (from, to, { step }) => {
    const q = asked[step]!;
    if (!(q >= 0 && q <= 1)) {
      evaluation.annotations.warn(
        `quantile value should be between 0 and 1, got ${formatFloat(q)}`,
        node.args[0]!.position,
      );
    }
    return quantile(q, scratch.copy(values, from, to));
  };
}

/** Median absolute deviation: the median of the distances from the median. */
function medianDeviation({ values }: Floats): FloatJudge {
  const scratch = new Scratch();
  return (from, to) => {
    const window = scratch.copy(values, from, to);
    const median = quantile(0.5, window);
    for (let i = 0; i < window.length; i++) window[i] = Math.abs(window[i]! - median);
    return quantile(0.5, window);
  };
}

export const DISPERSION_OVER_TIME_FUNCTIONS: FunctionFamily = {
  stdvar_over_time: { kind: 'range', over: ofFloats(1, variances) },
  stddev_over_time: { kind: 'range', over: ofFloats(1, deviations) },
  quantile_over_time: { kind: 'range', over: ofFloats(1, quantiles) },
  mad_over_time: { kind: 'range', over: ofFloats(1, medianDeviation) },
};
