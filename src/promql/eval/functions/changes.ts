import { equalHistograms } from '../../histogram/equal.js';
import { detectReset } from '../../histogram/reset.js';
import { ExtendedWindow } from './extended-window.js';
import type { FunctionFamily, FunctionImplementation, RangeCall, SampleRun, WindowFunction } from './implementation.js';
import { extension } from './range-argument.js';

/** Whether something happened between the samples `index - 1` and `index`. */
type Event = (run: SampleRun, index: number) => boolean;

const isChange: Event = ({ values, histograms }, index) => {
  const current = histograms?.[index];
  const previous = histograms?.[index - 1];
  if (current !== undefined && previous !== undefined) return !equalHistograms(current, previous);
  if (current !== undefined || previous !== undefined) return true;
  const value = values[index]!;
  const before = values[index - 1]!;
  return value !== before && !(Number.isNaN(value) && Number.isNaN(before));
};

const isReset: Event = ({ values, histograms }, index) => {
  const current = histograms?.[index];
  const previous = histograms?.[index - 1];
  if (current !== undefined && previous !== undefined) return detectReset(current, previous);
  if (current !== undefined || previous !== undefined) return true;
  return values[index]! < values[index - 1]!;
};

/** How often it happened up to each sample of the run. */
function countUpTo(run: SampleRun, event: Event): Uint32Array {
  const counts = new Uint32Array(run.ts.length);
  for (let i = 1; i < counts.length; i++) counts[i] = counts[i - 1]! + (event(run, i) ? 1 : 0);
  return counts;
}

/**
 * `changes` and `resets`: how often neighbouring samples of a window differ, or fall. Anchored, the sample before the
 * window is a neighbour too.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#changes
 */
function implementation(event: Event): FunctionImplementation {
  return {
    kind: 'range',
    over: (run, call) => {
      const counts = countUpTo(run, event);
      if (extension(call.node) === 'anchored') return anchored(run, call, counts);
      return ({ from, to, step }, output) => output.setFloat(step, counts[to - 1]! - counts[from]!);
    },
  };
}

function anchored(run: SampleRun, { evaluation }: RangeCall, counts: Uint32Array): WindowFunction {
  const samples = new ExtendedWindow(run, false, evaluation.lookback);
  return (window, output) => {
    if (samples.turnTo(window)) output.setFloat(window.step, counts[samples.last]! - counts[samples.first]!);
  };
}

export const CHANGES_FUNCTIONS: FunctionFamily = {
  changes: implementation(isChange),
  resets: implementation(isReset),
};
