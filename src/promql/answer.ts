import type { Labels } from '../model/labels.js';
import type { NativeHistogram } from '../model/samples.js';
import type { GridSeries } from '../vector/grid-series.js';
import type { StepGrid } from '../vector/step-grid.js';

/** A series with the samples it has: the answer to an instant query for a range vector. Times in ms, ascending. */
export interface MatrixSeries {
  readonly labels: Labels;
  readonly ts: Float64Array;
  readonly values: Float64Array;
  /** Where it has one, that is the sample. */
  readonly histograms?: readonly (NativeHistogram | undefined)[] | undefined;
}

/** What a query evaluates to. Series have at least one point. */
export type QueryValue =
  /** Of an instant query: series of one step, in no given order unless the query sorts. */
  | { readonly type: 'vector'; readonly time: number; readonly series: readonly GridSeries[] }
  /** Of an instant query for a range vector, ordered by labels. */
  | { readonly type: 'matrix'; readonly series: readonly MatrixSeries[] }
  /** Of a range query, ordered by labels. */
  | { readonly type: 'grid'; readonly grid: StepGrid; readonly series: readonly GridSeries[] }
  | { readonly type: 'scalar'; readonly time: number; readonly value: number }
  | { readonly type: 'string'; readonly time: number; readonly text: string };

/** Times in seconds, as the API shows them under `stats`. */
export interface QueryStats {
  readonly queueSeconds: number;
  readonly prepareSeconds: number;
  readonly evaluateSeconds: number;
  /** Samples that the evaluation looked at. */
  readonly samples: number;
  /** Most points that were held at once. */
  readonly peakPoints: number;
}

export interface QueryAnswer {
  readonly value: QueryValue;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
  readonly stats: QueryStats;
}
