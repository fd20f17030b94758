import type { Labels } from '../../../model/labels.js';
import type { ExtractedFilter } from '../../interface.js';
import type { Block } from '../../native/block-reader.js';
import type { Condition } from '../labels/matchers.js';

/** How SQL tells the entries of streams apart by these. */
export interface StreamGroups {
  /** Behind the name of a table of entries: what narrows it to the streams, or adds columns for `columns`. */
  readonly join: Condition;
  /** Of its rows: that they belong to the streams. */
  readonly where: Condition;
  /** By what entries are grouped: expressions by the names that the answer gives them. */
  readonly columns: ReadonlyMap<string, string>;
  /** What `columns` bind. */
  readonly params: Condition['params'];
  /** Of each row of an answer the labels that were asked for; undefined for a stream that came meanwhile. */
  labelsIn(block: Block): (row: number) => Labels | undefined;
}

/** The streams whose entries an aggregation counts. */
export interface ChosenStreams extends StreamGroups {
  /** The names of all of their labels. */
  readonly names: ReadonlySet<string>;
  /** Whether each of them has a label. To be asked of those only that the aggregation names. */
  haveAll(name: string): boolean;
  /** The filters that look at each entry: the others have been decided. */
  readonly filters: readonly ExtractedFilter[];
}

export const ALWAYS: Condition = { sql: '1', params: {} };
export const NO_JOIN: Condition = { sql: '', params: {} };
