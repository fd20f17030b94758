/** Settings of every insert. */
export const INSERT_SETTINGS = {
  /** Each day is a partition; ClickHouse's own limit of 100 is less than what a sender that catches up brings. */
  max_partitions_per_insert_block: '1000',
  /** On a cluster an insert is done when its shard has the rows, not when they lie in a queue. */
  distributed_foreground_insert: 1,
} as const;
