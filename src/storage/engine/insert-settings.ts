/** Settings of every insert. */
export const INSERT_SETTINGS = {
  /**
   * Each day is a partition; ClickHouse's own limit of 100 is less than what a sender that catches up brings. No less than
   * one request can have: 1000 days of samples, histograms and exemplars each, whose label sets share a table.
   */
  max_partitions_per_insert_block: '3000',
  /** On a cluster an insert is done when its shard has the rows, not when they lie in a queue. */
  distributed_foreground_insert: 1,
  /** Skip indexes are made by merges: what is not merged yet is small enough to be read. */
  materialize_skip_indexes_on_insert: 0,
} as const;

/** The name of the setting under which repeated inserts are recognised. */
export const DEDUPLICATION_TOKEN = 'insert_deduplication_token';

export const insertSettings = (token: string | undefined): Readonly<Record<string, string | number>> =>
  token === undefined ? INSERT_SETTINGS : { ...INSERT_SETTINGS, [DEDUPLICATION_TOKEN]: token };
