import type { NativeHistogram } from '../../src/model/samples.js';
import { Annotations } from '../../src/promql/annotations.js';
import type { MatrixSelector } from '../../src/promql/ast.js';
import type { Evaluation } from '../../src/promql/eval/evaluation.js';
import type { FunctionImplementation } from '../../src/promql/eval/functions/implementation.js';
import { FUNCTIONS } from '../../src/promql/functions.js';
import { ABSENT, FLOAT, GridSeries } from '../../src/vector/grid-series.js';
import { timeAt } from '../../src/vector/step-grid.js';

export type SampleValue = number | NativeHistogram;

/** A call of a range function on one series. Times in seconds. */
export interface RangeFunctionCall {
  /** Time and value, ascending. */
  readonly samples: readonly (readonly [number, SampleValue])[];
  readonly range: number;
  /** The ends of the windows; one by default, at the last sample. */
  readonly at?: readonly number[];
  readonly metric?: string;
  /** Scalar arguments by argument number. */
  readonly scalars?: Readonly<Record<number, number>>;
  readonly extended?: 'anchored' | 'smoothed';
  /** What was subtracted from the time of evaluation to find the window's end. */
  readonly offset?: number;
}

export interface RangeFunctionAnswer {
  /** One for each window; undefined where the function gave nothing. */
  readonly values: (SampleValue | undefined)[];
  readonly warnings: string[];
  readonly infos: string[];
}

/** Gives a range function the windows of a series as the evaluator does, found one by one. `at` must be evenly spaced. */
export function callRangeFunction(
  name: string,
  implementation: FunctionImplementation | undefined,
  call: RangeFunctionCall,
): RangeFunctionAnswer {
  if (implementation?.kind !== 'range') throw new Error(`${name} is not a range function`);
  const { samples, range, at = [samples.at(-1)![0]], metric = 'm', scalars = {}, extended, offset = 0 } = call;
  const ts = Float64Array.from(samples, ([time]) => time * 1000);
  const hasHistograms = samples.some(([, value]) => typeof value !== 'number');
  const run = {
    labels: metric === '' ? [] : ['__name__', metric],
    ts,
    values: Float64Array.from(samples, ([, value]) => (typeof value === 'number' ? value : 0)),
    histograms: hasHistograms ? samples.map(([, value]) => (typeof value === 'number' ? undefined : value)) : undefined,
  };
  const position = { start: name.length + 1, end: name.length + 2 };
  const matrix = { kind: 'matrix-selector', position, selector: { extended } } as MatrixSelector;
  const grid = {
    start: (at[0]! + offset) * 1000,
    step: at.length > 1 ? (at[1]! - at[0]!) * 1000 : 1,
    count: at.length,
  };
  const annotations = new Annotations();
  const judge = implementation.over(run, {
    node: { kind: 'call', position, function: FUNCTIONS.get(name)!, args: [matrix] },
    evaluation: { annotations, grid, lookback: 300_000 } as unknown as Evaluation,
    scalars: [0, 1, 2].map((i) =>
      scalars[i] === undefined ? undefined : new Float64Array(at.length).fill(scalars[i]),
    ),
  });
  const output = new GridSeries(run.labels, at.length);
  for (const [step, time] of at.entries()) {
    const end = time * 1000;
    const start = end - range * 1000;
    const from = ts.filter((t) => t <= start).length;
    const to = ts.filter((t) => t <= end).length;
    if (from === to && extended !== 'smoothed') continue;
    judge({ from, to, start, end, time: timeAt(grid, step), step }, output);
  }
  return {
    values: at.map((_, step) => pointAt(output, step)),
    warnings: annotations.texts('warning', `${name}(m)`),
    infos: annotations.texts('info', `${name}(m)`),
  };
}

function pointAt(output: GridSeries, step: number): SampleValue | undefined {
  if (output.kinds[step] === ABSENT) return undefined;
  return output.kinds[step] === FLOAT ? output.values[step]! : output.histogram(step);
}

/** Samples `step` seconds apart from 0 on; undefined is a gap. */
export function samplesEvery(
  step: number,
  values: readonly (SampleValue | undefined)[],
): (readonly [number, SampleValue])[] {
  return values.flatMap((value, i) => (value === undefined ? [] : [[i * step, value] as const]));
}

/** A native histogram of schema 0 with buckets from (0.5, 1] on. */
export function nativeHistogram(
  count: number,
  sum: number,
  buckets: readonly number[],
  more: Partial<NativeHistogram> = {},
): NativeHistogram {
  return {
    schema: 0,
    zeroThreshold: 0.001,
    zeroCount: 0,
    count,
    sum,
    positiveSpans: buckets.length === 0 ? [] : [{ offset: 0, length: buckets.length }],
    positiveCounts: buckets,
    negativeSpans: [],
    negativeCounts: [],
    customValues: [],
    resetHint: 0,
    isFloat: true,
    ...more,
  };
}
