import type { Dedup } from './dedup';

export interface ListOptions {
  readonly showTime: boolean;
  /** Chips of the labels in which the rows differ. */
  readonly showLabels: boolean;
  /** Those that all rows have, once above. */
  readonly showCommonLabels: boolean;
  readonly wrap: boolean;
  /** Lines of JSON over several lines. */
  readonly prettify: boolean;
  /** Whether a row can be opened. */
  readonly hasDetails: boolean;
  readonly dedup: Dedup;
  readonly newestFirst: boolean;
  /** Fields that stand in place of the line; none for the line. */
  readonly fields: readonly string[];
}

export const LIST_OPTIONS: ListOptions = {
  showTime: true,
  showLabels: false,
  showCommonLabels: false,
  wrap: true,
  prettify: false,
  hasDetails: true,
  dedup: 'none',
  newestFirst: true,
  fields: [],
};
