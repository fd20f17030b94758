import type { GridSeries } from '../../../vector/grid-series.js';
import type { Aggregation } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import type { AggregationNotes } from './notes.js';

/** An aggregation under way. */
export interface Fold {
  /** Takes in a series, which is the fold's own from then on. */
  add(series: GridSeries): void;
  /** The aggregated series, to be asked for once, after the last series. Some may have no point. */
  results(): GridSeries[] | Promise<GridSeries[]>;
}

/** What a fold is to do. */
export interface FoldContext {
  readonly node: Aggregation;
  /** A scalar for each step, or a text, as the operator wants it. */
  readonly parameter: Float64Array | string | undefined;
  readonly evaluation: Evaluation;
  readonly notes: AggregationNotes;
}

export type FoldFactory = (context: FoldContext) => Fold | Promise<Fold>;
