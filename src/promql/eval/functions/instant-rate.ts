import type { NativeHistogram } from '../../../model/samples.js';
import { divideHistogram } from '../../histogram/arithmetic.js';
import { detectReset } from '../../histogram/reset.js';
import { GAUGE } from '../../histogram/reset-hint.js';
import type { FunctionFamily, FunctionImplementation, RangeCall, SampleRun, WindowFunction } from './implementation.js';
import { JoinedHistograms } from './joined-histograms.js';
import { warnOfMixedSamples } from './range-annotations.js';
import { warnOfHints } from './rate-of-histograms.js';

/**
 * `irate` and `idelta`: the change between the last two samples of a window, whatever the window's length.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#irate
 */
function implementation(isRate: boolean): FunctionImplementation {
  return {
    kind: 'range',
    over: (run, call) =>
      run.histograms === undefined ? overFloats(run, isRate) : overAny(run, run.histograms, call, isRate),
  };
}

function overFloats({ ts, values }: SampleRun, isRate: boolean): WindowFunction {
  return ({ from, to, step }, output) => {
    if (to - from < 2) return;
    const last = values[to - 1]!;
    const before = values[to - 2]!;
    if (!isRate) output.setFloat(step, last - before);
    else output.setFloat(step, (last < before ? last : last - before) / ((ts[to - 1]! - ts[to - 2]!) / 1000));
  };
}

function overAny(
  run: SampleRun,
  histograms: readonly (NativeHistogram | undefined)[],
  call: RangeCall,
  isRate: boolean,
): WindowFunction {
  const judgeFloats = overFloats(run, isRate);
  const joined = new JoinedHistograms(run, call);
  return (window, output) => {
    const { from, to, step } = window;
    if (to - from < 2) return;
    const last = histograms[to - 1];
    const before = histograms[to - 2];
    if (last === undefined && before === undefined) {
      judgeFloats(window, output);
    } else if (last === undefined || before === undefined) {
      warnOfMixedSamples(run, call);
    } else {
      warnOfHints(run, call, isRate, to - 2, to - 1);
      const change = isRate && detectReset(last, before) ? last : joined.subtract(last, before);
      if (change === undefined) return;
      const gauge = { ...change, resetHint: GAUGE };
      output.setHistogram(step, isRate ? divideHistogram(gauge, (run.ts[to - 1]! - run.ts[to - 2]!) / 1000) : gauge);
    }
  };
}

export const INSTANT_RATE_FUNCTIONS: FunctionFamily = {
  irate: implementation(true),
  idelta: implementation(false),
};
