import type { GridSeries } from '../vector/grid-series.js';
import type { StepGrid } from '../vector/step-grid.js';
import type { EntryLabels } from './eval/entry-labels.js';

/** An entry of an answer. */
export interface AnsweredEntry {
  readonly ns: bigint;
  readonly line: string;
  readonly labels: EntryLabels;
}

/** What a LogQL query evaluates to. */
export type LogqlValue =
  /** In the order of the direction that was asked for. */
  | { readonly type: 'entries'; readonly entries: readonly AnsweredEntry[] }
  /** Of an instant query: series of one step. Time in ms. */
  | { readonly type: 'vector'; readonly time: number; readonly series: readonly GridSeries[] }
  /** Of a range query, ordered by labels. */
  | { readonly type: 'grid'; readonly grid: StepGrid; readonly series: readonly GridSeries[] }
  | { readonly type: 'scalar'; readonly time: number; readonly value: number };

export interface LogqlAnswer {
  readonly value: LogqlValue;
  readonly warnings: readonly string[];
  readonly stats: {
    /** Entries and bytes of lines that were read from the store. */
    readonly entries: number;
    readonly bytes: number;
    readonly seconds: number;
  };
}
