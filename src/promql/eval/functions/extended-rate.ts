import { ExtendedWindow } from './extended-window.js';
import type { RangeCall, SampleRun, WindowFunction } from './implementation.js';
import { isNamedAsGauge, tellOfGaugeName } from './range-annotations.js';
import type { RateKind } from './rate.js';

/**
 * `rate`, `increase` and `delta` of a range with extended bounds: the change between the values at its two bounds, without
 * extrapolation. Anchored, a bound has the value of the last sample up to it (at the start, for want of one, the first
 * after it); smoothed, the value on the line between the samples around it.
 */
export function extendedFloatRate(
  run: SampleRun,
  call: RangeCall,
  { isCounter, isRate }: RateKind,
  isSmoothed: boolean,
): WindowFunction {
  const { ts, values } = run;
  const samples = new ExtendedWindow(run, isSmoothed, call.evaluation.lookback);
  let toTell = isCounter && isNamedAsGauge(run);

  /** The value at `time` on the line from the sample before `next` to `next`. A reset counter rises from zero. */
  const interpolate = (next: number, time: number): number => {
    const from = isCounter && values[next]! < values[next - 1]! ? 0 : values[next - 1]!;
    return from + ((values[next]! - from) * (time - ts[next - 1]!)) / (ts[next]! - ts[next - 1]!);
  };

  return (window, output) => {
    if (!samples.turnTo(window)) return;
    if (toTell) tellOfGaugeName(run, call);
    toTell = false;
    const { start, end, step } = window;
    const { first, last } = samples;
    const left = isSmoothed && ts[first]! < start ? interpolate(first + 1, start) : values[first]!;
    const right = isSmoothed && ts[last]! > end ? interpolate(last, end) : values[last]!;
    let change = right - left;
    if (isCounter) change += lostToResets(run, left, right, window.from, ts[last]! >= end ? last : last + 1);
    output.setFloat(step, isRate ? change / ((end - start) / 1000) : change);
  };
}

/** What a counter had reached before each of its resets on the way from `left` over the samples `from` to `to - 1` to `right`. */
function lostToResets({ values }: SampleRun, left: number, right: number, from: number, to: number): number {
  let lost = 0;
  let previous = left;
  for (let i = from; i < to; i++) {
    if (values[i]! < previous) lost += previous;
    previous = values[i]!;
  }
  return right < previous ? lost + previous : lost;
}
