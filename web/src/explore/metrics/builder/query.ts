import type { Matcher } from '../../matcher';

/** What is done with the series, one after another. `id` is a key of OPERATIONS. */
export interface Operation {
  readonly id: string;
  readonly parameters: readonly string[];
  /** Of aggregations: the labels that stay (`by`) or go (`without`). */
  readonly labels?: readonly string[];
  readonly isWithout?: boolean;
}

/** A query as the builder has it: a metric, conditions, and what is done with them from the inside out. */
export interface BuilderQuery {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  readonly operations: readonly Operation[];
}

export const EMPTY_QUERY: BuilderQuery = { metric: '', matchers: [], operations: [] };
