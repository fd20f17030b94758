import { CompensatedSum } from '../../../vector/compensated-sum.js';
import { goNumber } from '../../histogram/number-text.js';
import type { FunctionFamily, RangeCall } from './implementation.js';
import { type FloatJudge, type Floats, ofFloats } from './sample-kinds.js';
import { SortedWindow } from './sorted-window.js';

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

function quantiles({ values }: Floats, { node, scalars, evaluation }: RangeCall): FloatJudge {
  const window = new SortedWindow(values);
  const asked = scalars[0]!;
  return (from, to, { step }) => {
    const q = asked[step]!;
    if (!(q >= 0 && q <= 1)) warnOfQuantile(q);
    window.turnTo(from, to);
    return window.quantile(q);
  };
  function warnOfQuantile(q: number): void {
    const message = `quantile value should be between 0 and 1, got ${goNumber(q)}`;
    evaluation.annotations.warn(message, node.args[0]!.position);
  }
}

/** Median absolute deviation: the median of the distances from the median. */
function medianDeviations({ values }: Floats): FloatJudge {
  const window = new SortedWindow(values);
  return (from, to) => {
    window.turnTo(from, to);
    return window.medianDistance();
  };
}

export const DISPERSION_OVER_TIME_FUNCTIONS: FunctionFamily = {
  stdvar_over_time: { kind: 'range', over: ofFloats(1, variances) },
  stddev_over_time: { kind: 'range', over: ofFloats(1, deviations) },
  quantile_over_time: { kind: 'range', over: ofFloats(1, quantiles) },
  mad_over_time: { kind: 'range', over: ofFloats(1, medianDeviations) },
};
