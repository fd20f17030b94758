import { DISPERSION_OVER_TIME_FUNCTIONS } from './dispersion-over-time.js';
import { EXTREMES_OVER_TIME_FUNCTIONS } from './extremes-over-time.js';
import type { FunctionFamily, FunctionImplementation, SampleRun, WindowFunction } from './implementation.js';
import { SUM_OVER_TIME_FUNCTIONS } from './sum-over-time.js';

/** The sample itself, float or histogram, that `which` names. */
function sampleOf({ values, histograms }: SampleRun, which: (from: number, to: number) => number): WindowFunction {
  return ({ from, to, step }, output) => {
    const index = which(from, to);
    const histogram = histograms?.[index];
    if (histogram === undefined) output.setFloat(step, values[index]!);
    else output.setHistogram(step, histogram);
  };
}

const first = (from: number): number => from;
const last = (_: number, to: number): number => to - 1;

const ofSample = (which: typeof last): FunctionImplementation => ({
  kind: 'range',
  over: (run) => sampleOf(run, which),
  keepsName: true,
});

/** Seconds. */
const ofTime = (which: typeof last): FunctionImplementation => ({
  kind: 'range',
  over:
    ({ ts }) =>
    ({ from, to, step }, output) =>
      output.setFloat(step, ts[which(from, to)]! / 1000),
});

/**
 * The functions `…_over_time`. Those that are written out here do not care whether a sample is a float or a histogram.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#aggregation_over_time
 */
export const OVER_TIME_FUNCTIONS: FunctionFamily = {
  count_over_time: {
    kind: 'range',
    over:
      () =>
      ({ from, to, step }, output) =>
        output.setFloat(step, to - from),
  },
  present_over_time: {
    kind: 'range',
    over:
      () =>
      ({ step }, output) =>
        output.setFloat(step, 1),
  },
  first_over_time: ofSample(first),
  last_over_time: ofSample(last),
  ts_of_first_over_time: ofTime(first),
  ts_of_last_over_time: ofTime(last),
  ...SUM_OVER_TIME_FUNCTIONS,
  ...EXTREMES_OVER_TIME_FUNCTIONS,
  ...DISPERSION_OVER_TIME_FUNCTIONS,
};
