/** Where tables are made: one server, or every node of a ClickHouse cluster (`storage.cluster`). */
export interface Topology {
  readonly database: string;
  readonly cluster?: string;
}

export interface TableDefinition {
  readonly name: string;
  /** Column definitions and indexes, one a line. */
  readonly columns: readonly string[];
  /** `MergeTree` or `ReplacingMergeTree(version)`. */
  readonly engine: string;
  readonly partitionBy?: string;
  readonly orderBy: string;
  /** Decides on which shard of a cluster a row lives; rows that belong together share it. */
  readonly shardBy: string;
  readonly settings?: readonly string[];
}

/**
 * A part is durable once its files and its directory are synced: what `Writer.write` promises. Merged parts are synced
 * too, since the parts that they replace go at once.
 */
const DURABLE = ['fsync_after_insert = 1', 'fsync_part_directory = 1', 'min_rows_to_fsync_after_merge = 1'];

/** Inserts that are repeated under their token within so many are recognised, on one server and on a cluster. */
const REPEATABLE = ['non_replicated_deduplication_window = 1000', 'replicated_deduplication_window = 1000'];

/**
 * Small parts wait until there are twenty of them, and each level of merging is twenty times the one before: every byte is
 * merged fewer times than with ClickHouse's base of 5, at some twenty parts a level (docs/performance.md).
 */
const LAZY_MERGES = ['merge_selector_base = 20', 'min_parts_to_merge_at_once = 20'];

/**
 * The statements that make a table. On a cluster: `<name>_local` on every node, replicated, and `<name>` as the
 * Distributed table over them, so that all other SQL is the same in both cases.
 */
export function createTable({ database, cluster }: Topology, table: TableDefinition): string[] {
  const body = (name: string, onCluster: string, engine: string) =>
    [
      `CREATE TABLE IF NOT EXISTS ${database}.${name}${onCluster} (\n  ${table.columns.join(',\n  ')}\n)`,
      `ENGINE = ${engine}`,
      ...(table.partitionBy === undefined ? [] : [`PARTITION BY ${table.partitionBy}`]),
      `ORDER BY ${table.orderBy}`,
      `SETTINGS ${[...DURABLE, ...REPEATABLE, ...LAZY_MERGES, ...(table.settings ?? [])].join(', ')}`,
    ].join('\n');
  if (cluster === undefined) return [body(table.name, '', table.engine)];
  const onCluster = ` ON CLUSTER '${cluster}'`;
  const local = `${table.name}_local`;
  const [family, parameters = ''] = table.engine.split(/[()]/);
  const replicated = `Replicated${family}('/clickhouse/tables/{shard}/{database}/{table}', '{replica}'${parameters === '' ? '' : `, ${parameters}`})`;
  return [
    body(local, onCluster, replicated),
    `CREATE TABLE IF NOT EXISTS ${database}.${table.name}${onCluster} AS ${database}.${local}\n` +
      `ENGINE = Distributed('${cluster}', '${database}', '${local}', ${table.shardBy})`,
  ];
}
