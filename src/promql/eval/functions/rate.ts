import { floatResets, ResetCursor } from './counter-resets.js';
import { extendedHistogramRate } from './extended-histogram-rate.js';
import { extendedFloatRate } from './extended-rate.js';
import { extrapolationFactor } from './extrapolation.js';
import type { FunctionFamily, FunctionImplementation, RangeCall, SampleRun, WindowFunction } from './implementation.js';
import { isNamedAsGauge, tellOfGaugeName } from './range-annotations.js';
import { extension } from './range-argument.js';
import { rateOfHistograms } from './rate-of-histograms.js';
import { ofOneKind } from './sample-kinds.js';

/**
 * `rate`, `increase` and `delta`: the change over a window, extrapolated to its bounds.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 */
export interface RateKind {
  /** A fall is a reset to zero. */
  readonly isCounter: boolean;
  /** Per second. */
  readonly isRate: boolean;
}

const RATE: RateKind = { isCounter: true, isRate: true };
const INCREASE: RateKind = { isCounter: true, isRate: false };
const DELTA: RateKind = { isCounter: false, isRate: false };

function rateOfFloats(run: SampleRun, call: RangeCall, { isCounter, isRate }: RateKind): WindowFunction {
  const { ts, values } = run;
  const resets = isCounter ? floatResets(values) : [];
  const cursor = new ResetCursor(resets);
  let toTell = isCounter && isNamedAsGauge(run);
  return (window, output) => {
    const { from, start, end } = window;
    const last = window.to - 1;
    if (last === from) return;
    if (toTell) tellOfGaugeName(run, call);
    toTell = false;
    let change = values[last]! - values[from]!;
    for (let i = cursor.after(from); i < resets.length && resets[i]! <= last; i++) change += values[resets[i]! - 1]!;
    const growth = isCounter ? change : 0;
    let factor = extrapolationFactor(start, end, ts[from]!, ts[last]!, last - from, values[from]!, growth);
    if (isRate) factor /= (end - start) / 1000;
    output.setFloat(window.step, change * factor);
  };
}

function implementation(kind: RateKind): FunctionImplementation {
  const plain = ofOneKind(
    (run, call) => rateOfFloats(run, call, kind),
    (run, call) => rateOfHistograms(run, call, kind),
  );
  return {
    kind: 'range',
    over: (run, call) => {
      const extended = extension(call.node);
      if (extended === undefined) return plain(run, call);
      const isSmoothed = extended === 'smoothed';
      if (run.histograms === undefined) return extendedFloatRate(run, call, kind, isSmoothed);
      return extendedHistogramRate(run, run.histograms, call, kind, isSmoothed);
    },
  };
}

export const RATE_FUNCTIONS: FunctionFamily = {
  rate: implementation(RATE),
  increase: implementation(INCREASE),
  delta: implementation(DELTA),
};
