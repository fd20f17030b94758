import type { NativeHistogram } from '../../../model/samples.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import type { Call } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';

/** A call under evaluation, with its arguments on demand. Numbers of arguments count from 0. */
export interface CallContext {
  readonly node: Call;
  readonly evaluation: Evaluation;
  /** A scalar argument: one value for each step. */
  scalar(argument: number): Promise<Float64Array>;
  /** A string argument. */
  text(argument: number): string;
  /** A vector argument, all of it. */
  vector(argument: number): Promise<GridSeries[]>;
  /** A vector argument in batches of series, for what folds them. */
  batches(argument: number): AsyncIterable<readonly GridSeries[]>;
  /** A range-vector argument: what `over` writes for its windows, in batches of series. */
  windows(argument: number, over: (run: SampleRun) => WindowFunction): AsyncIterable<readonly GridSeries[]>;
}

/** The samples of one series: times in ms, ascending; where `histograms` has one, it counts and not the value. No stale markers. */
export interface SampleRun {
  readonly labels: readonly string[];
  readonly ts: Float64Array;
  readonly values: Float64Array;
  /** Undefined where all samples are floats. */
  readonly histograms: readonly (NativeHistogram | undefined)[] | undefined;
}

/** Where a range function stands: the samples `from` to `to - 1` of the run are those in `(start, end]`. Reused from step to step. */
export interface Window {
  /** At least one sample: windows without any are left out. */
  from: number;
  to: number;
  /** Exclusive and inclusive bound in ms, offset and `@` applied. */
  start: number;
  end: number;
  /** Time of evaluation in ms, which differs from `end` under offset and `@`. */
  time: number;
  /** Index on the grid. */
  step: number;
}

/** What a range function gets for the whole call. */
export interface RangeCall {
  readonly node: Call;
  readonly evaluation: Evaluation;
  /** Values of the scalar arguments by argument number, one for each step; undefined where the argument is none. */
  readonly scalars: readonly (Float64Array | undefined)[];
}

/** Judges one window; writes at most one point with `output.setFloat` or `output.setHistogram` at `window.step`. */
export type WindowFunction = (window: Window, output: GridSeries) => void;

export type FunctionImplementation =
  /**
   * Of one range vector. `over` is called once for each series and may prepare sums; what it returns is called for each
   * window in ascending order of time.
   */
  | {
      readonly kind: 'range';
      readonly over: (run: SampleRun, call: RangeCall) => WindowFunction;
      /** The metric name stays (`last_over_time`); otherwise it is dropped. */
      readonly keepsName?: boolean;
    }
  /**
   * Of an instant vector, element by element (argument 0 unless `argument` says otherwise): `prepare` is called once for
   * each call; its result changes a series that it owns in place (float and histogram steps as the function wants them;
   * `clear` takes a step away).
   */
  | {
      readonly kind: 'elements';
      readonly argument?: number;
      readonly prepare: (call: CallContext) => Promise<(series: GridSeries) => void>;
      readonly keepsName?: boolean;
    }
  /** Anything else that gives a vector. It drops names itself, through `dropMetricName`, and owns what it gets. */
  | { readonly kind: 'vector'; readonly evaluate: (call: CallContext) => Promise<GridSeries[]> }
  /** A scalar: one value for each step. */
  | { readonly kind: 'scalar'; readonly evaluate: (call: CallContext) => Promise<Float64Array> };

/** The functions of one family, by name. */
export type FunctionFamily = Readonly<Record<string, FunctionImplementation>>;
