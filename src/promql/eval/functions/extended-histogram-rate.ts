import type { NativeHistogram } from '../../../model/samples.js';
import { divideHistogram, scaleHistogram } from '../../histogram/arithmetic.js';
import { GAUGE } from '../../histogram/reset-hint.js';
import { histogramResets, ResetCursor } from './counter-resets.js';
import { extendedFloatRate } from './extended-rate.js';
import { ExtendedWindow } from './extended-window.js';
import type { RangeCall, SampleRun, WindowFunction } from './implementation.js';
import { JoinedHistograms } from './joined-histograms.js';
import { warnOfMixedSamples } from './range-annotations.js';
import type { RateKind } from './rate.js';
import { warnOfHints } from './rate-of-histograms.js';
import { histogramsBefore } from './sample-kinds.js';

/** `rate`, `increase` and `delta` of a range with extended bounds, of a series that has native histograms. */
export function extendedHistogramRate(
  run: SampleRun,
  histograms: readonly (NativeHistogram | undefined)[],
  call: RangeCall,
  kind: RateKind,
  isSmoothed: boolean,
): WindowFunction {
  const { ts } = run;
  const { lookback } = call.evaluation;
  const samples = new ExtendedWindow(run, isSmoothed, lookback);
  let reachFrom = 0;
  let reachTo = 0;
  const overFloats = extendedFloatRate(run, call, kind, isSmoothed);
  const before = histogramsBefore(histograms);
  const change = extendedChange(run, call, kind, isSmoothed);
  return (window, output) => {
    const { start, end, step } = window;
    // All samples within reach must be of one kind, also those that are not needed.
    while (reachFrom < window.from && ts[reachFrom]! <= start - lookback) reachFrom++;
    reachTo = Math.max(reachTo, window.to);
    while (isSmoothed && reachTo < ts.length && ts[reachTo]! <= end + lookback) reachTo++;
    const held = before[reachTo]! - before[reachFrom]!;
    if (held === 0) {
      overFloats(window, output);
    } else if (held < reachTo - reachFrom) {
      warnOfMixedSamples(run, call);
    } else if (samples.turnTo(window)) {
      const changed = change(samples.first, samples.last, start, end);
      if (changed === undefined) return;
      const gauge = { ...changed, resetHint: GAUGE };
      output.setHistogram(step, kind.isRate ? divideHistogram(gauge, (end - start) / 1000) : gauge);
    }
  };
}

/** The change between the bounds, made of the histograms `first` to `last`. */
function extendedChange(
  run: SampleRun,
  call: RangeCall,
  { isCounter }: RateKind,
  isSmoothed: boolean,
): (first: number, last: number, start: number, end: number) => NativeHistogram | undefined {
  const { ts } = run;
  const histograms = run.histograms as readonly NativeHistogram[];
  const joined = new JoinedHistograms(run, call);
  const resets = isCounter ? histogramResets(histograms) : [];
  const isReset = new Set(resets);
  const cursor = new ResetCursor(resets);

  /** At `time` on the line from the histogram before `next` to `next`. A reset counter rises from zero. */
  const interpolate = (next: number, time: number): NativeHistogram | undefined => {
    const part = (time - ts[next - 1]!) / (ts[next]! - ts[next - 1]!);
    const to = scaleHistogram(histograms[next]!, part);
    return isReset.has(next) ? to : joined.add(scaleHistogram(histograms[next - 1]!, 1 - part), to);
  };

  return (first, last, start, end) => {
    warnOfHints(run, call, isCounter, first, last);
    const cutsLeft = isSmoothed && ts[first]! < start;
    const left = cutsLeft ? interpolate(first + 1, start) : histograms[first]!;
    const right = isSmoothed && ts[last]! > end ? interpolate(last, end) : histograms[last]!;
    if (left === undefined || right === undefined) return undefined;
    let change = joined.subtract(right, left);
    // A reset on the way to the first sample within is in the interpolated left bound already.
    let next = cursor.after(cutsLeft ? first + 1 : first);
    for (; change !== undefined && next < resets.length && resets[next]! <= last; next++) {
      change = joined.add(change, histograms[resets[next]! - 1]!);
    }
    return change;
  };
}
