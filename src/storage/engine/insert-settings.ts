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

/**
 * Of few and narrow rows: what a filter costs there is a tenth of the insert, and a million streams come in too few parts
 * for a merge.
 */
const INDEXED_AT_ONCE = /\blog_streams\b/;

/** `target`: the table, as it stands after INSERT INTO. */
export const insertSettings = (
  target: string,
  token: string | undefined,
): Readonly<Record<string, string | number>> => ({
  ...INSERT_SETTINGS,
  ...(INDEXED_AT_ONCE.test(target) && { materialize_skip_indexes_on_insert: 1 }),
  ...(token !== undefined && { [DEDUPLICATION_TOKEN]: token }),
});
