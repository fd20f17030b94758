import type { NativeHistogram } from '../../../model/samples.js';
import { divideHistogram } from '../../histogram/arithmetic.js';
import { detectReset } from '../../histogram/reset.js';
import { NO_RESET, RESET, UNKNOWN } from '../../histogram/reset-hint.js';
import type { FunctionFamily, RangeCall, SampleRun, WindowFunction } from './implementation.js';
import { JoinedHistograms } from './joined-histograms.js';
import { warnOfResetCollision } from './range-annotations.js';
import { rangeArgument } from './range-argument.js';
import { ofOneKind } from './sample-kinds.js';
import { exactSums, mean, total } from './window-sums.js';

/**
 * `sum_over_time` and `avg_over_time`.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#aggregation_over_time
 */

function sumOfFloats({ values }: SampleRun, { evaluation }: RangeCall): WindowFunction {
  const sums = exactSums(values, evaluation.grid.count);
  if (sums !== undefined) return ({ from, to, step }, output) => output.setFloat(step, sums[to]! - sums[from]!);
  return ({ from, to, step }, output) => output.setFloat(step, total(values, from, to));
}

function meanOfFloats({ values }: SampleRun, { evaluation }: RangeCall): WindowFunction {
  const sums = exactSums(values, evaluation.grid.count);
  if (sums !== undefined) {
    return ({ from, to, step }, output) => output.setFloat(step, (sums[to]! - sums[from]!) / (to - from));
  }
  return ({ from, to, step }, output) => output.setFloat(step, mean(values, from, to));
}

function sumOfHistograms(
  run: SampleRun,
  call: RangeCall,
  finish: (sum: NativeHistogram, count: number) => NativeHistogram,
): WindowFunction {
  // Windows that hold histograms alone come here.
  const histograms = run.histograms as readonly NativeHistogram[];
  const joined = new JoinedHistograms(run, call);
  const hints = resetHints(run.histograms!, rangeArgument(call.node).kind === 'matrix-selector');
  return ({ from, to, step }, output) => {
    let sum: NativeHistogram | undefined = histograms[from]!;
    let hasReset = hints[from] === RESET;
    let hasNoReset = hints[from] === NO_RESET;
    for (let i = from + 1; i < to; i++) {
      sum = joined.add(sum, histograms[i]!, 'aggregation');
      if (sum === undefined) return;
      hasReset ||= hints[i] === RESET;
      hasNoReset ||= hints[i] === NO_RESET;
    }
    if (hasReset && hasNoReset) warnOfResetCollision(call);
    output.setHistogram(step, finish(sum, to - from));
  };
}

/** The hints of the samples; where stored ones leave it open, what the one before tells. */
function resetHints(histograms: readonly (NativeHistogram | undefined)[], areStored: boolean): Uint8Array {
  const hints = new Uint8Array(histograms.length);
  for (let i = 0; i < hints.length; i++) {
    const current = histograms[i];
    const previous = i === 0 ? undefined : histograms[i - 1];
    if (current === undefined) continue;
    if (current.resetHint !== UNKNOWN || !areStored || previous === undefined) hints[i] = current.resetHint;
    else hints[i] = detectReset(current, previous) ? RESET : NO_RESET;
  }
  return hints;
}

export const SUM_OVER_TIME_FUNCTIONS: FunctionFamily = {
  sum_over_time: {
    kind: 'range',
    over: ofOneKind(sumOfFloats, (run, call) => sumOfHistograms(run, call, (sum) => sum)),
  },
  avg_over_time: {
    kind: 'range',
    over: ofOneKind(meanOfFloats, (run, call) => sumOfHistograms(run, call, divideHistogram)),
  },
};
