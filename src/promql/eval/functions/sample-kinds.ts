import type { NativeHistogram } from '../../../model/samples.js';
import type { FunctionImplementation, RangeCall, SampleRun, Window, WindowFunction } from './implementation.js';
import { tellOfIgnoredHistograms, warnOfMixedSamples } from './range-annotations.js';

/** What range functions do with series that have floats and histograms. Nearly all have floats alone, and pay nothing. */

type Over = Extract<FunctionImplementation, { kind: 'range' }>['over'];

/** How many histograms stand before each index, and in all. */
export function histogramsBefore(histograms: readonly (NativeHistogram | undefined)[]): Uint32Array {
  const before = new Uint32Array(histograms.length + 1);
  for (let i = 0; i < histograms.length; i++) before[i + 1] = before[i]! + (histograms[i] === undefined ? 0 : 1);
  return before;
}

/** Judges windows of floats alone and of histograms alone; a window with both gives a warning in place of a value. */
export function ofOneKind(overFloats: Over, overHistograms: Over): Over {
  return (run, call) => {
    const judgeFloats = overFloats(run, call);
    if (run.histograms === undefined) return judgeFloats;
    const judgeHistograms = overHistograms(run, call);
    const before = histogramsBefore(run.histograms);
    return (window, output) => {
      const held = before[window.to]! - before[window.from]!;
      if (held === 0) judgeFloats(window, output);
      else if (held === window.to - window.from) judgeHistograms(window, output);
      else warnOfMixedSamples(run, call);
    };
  };
}

/** Float samples of one series. */
export interface Floats {
  /** ms, ascending. */
  readonly ts: Float64Array;
  readonly values: Float64Array;
}

/** The value for the floats `from` to `to - 1`. */
export type FloatJudge = (from: number, to: number, window: Window) => number;

/**
 * Judges the floats of a window where there are at least `least`; its histograms are left out, with an info where there
 * are floats too.
 */
export function ofFloats(least: number, prepare: (floats: Floats, call: RangeCall) => FloatJudge): Over {
  return (run, call) => {
    if (run.histograms !== undefined) return amongHistograms(run, run.histograms, call, least, prepare);
    const judge = prepare(run, call);
    return (window, output) => {
      const { from, to } = window;
      if (to - from >= least) output.setFloat(window.step, judge(from, to, window));
    };
  };
}

function amongHistograms(
  run: SampleRun,
  histograms: readonly (NativeHistogram | undefined)[],
  call: RangeCall,
  least: number,
  prepare: (floats: Floats, call: RangeCall) => FloatJudge,
): WindowFunction {
  const before = histogramsBefore(histograms);
  const isFloat = (_: number, index: number): boolean => histograms[index] === undefined;
  const judge = prepare({ ts: run.ts.filter(isFloat), values: run.values.filter(isFloat) }, call);
  return (window, output) => {
    const from = window.from - before[window.from]!;
    const to = window.to - before[window.to]!;
    if (from === to) return;
    if (to - from < window.to - window.from) tellOfIgnoredHistograms(run, call);
    if (to - from >= least) output.setFloat(window.step, judge(from, to, window));
  };
}
