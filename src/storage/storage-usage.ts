import type { Engine } from './engine/engine.js';
import type { QueryLimits } from './interface.js';
import { partitionDay, SIGNAL_TABLES } from './retention.js';
import type { Topology } from './schema/ddl.js';

/** What one table holds of one day. */
export interface DayUsage {
  /** Days since 1970; undefined where the table is not partitioned by day. */
  readonly day: number | undefined;
  readonly parts: number;
  readonly rows: number;
  /** On disk. */
  readonly bytes: number;
  readonly uncompressedBytes: number;
}

export interface TableUsage {
  readonly table: string;
  readonly signal: keyof typeof SIGNAL_TABLES | 'other';
  /** The oldest day first. */
  readonly days: readonly DayUsage[];
}

const LIMITS: QueryLimits = { timeoutMs: 10_000, maxMemory: 128 << 20 };

/** Every table of the store that has any rows, by name. On a cluster it is all replicas together. */
export async function storageUsage(engine: Pick<Engine, 'query'>, topology: Topology): Promise<TableUsage[]> {
  const { database, cluster } = topology;
  const source = cluster === undefined ? 'system.parts' : `clusterAllReplicas('${cluster}', system.parts)`;
  const sql =
    'SELECT table, partition_id AS id, toUInt64(count()) AS all_parts, toUInt64(sum(rows)) AS all_rows, ' +
    'toUInt64(sum(bytes_on_disk)) AS bytes, toUInt64(sum(data_uncompressed_bytes)) AS uncompressed ' +
    `FROM ${source} WHERE active AND database = {database:String} GROUP BY table, partition_id ORDER BY table, id`;
  const days = new Map<string, DayUsage[]>();
  for await (const block of engine.query(sql, { database }, LIMITS)) {
    const number = (name: string, row: number) => block.column(name).number(row);
    for (let row = 0; row < block.rows; row++) {
      const table = block
        .column('table')
        .text(row)
        .replace(/_local$/, '');
      const usage = {
        day: dayOf(table, block.column('id').text(row)),
        parts: number('all_parts', row),
        rows: number('all_rows', row),
        bytes: number('bytes', row),
        uncompressedBytes: number('uncompressed', row),
      };
      const known = days.get(table);
      if (known === undefined) days.set(table, [usage]);
      else known.push(usage);
    }
  }
  return [...days].map(([table, found]) => ({
    table,
    signal: signalOf(table) ?? 'other',
    days: found.sort((a, b) => (a.day ?? 0) - (b.day ?? 0)),
  }));
}

const signalOf = (table: string) =>
  (Object.keys(SIGNAL_TABLES) as (keyof typeof SIGNAL_TABLES)[]).find((signal) => table in SIGNAL_TABLES[signal]);

function dayOf(table: string, partition: string): number | undefined {
  const signal = signalOf(table);
  const day = signal === undefined ? Number.NaN : partitionDay(partition, SIGNAL_TABLES[signal][table]!);
  return Number.isFinite(day) ? day : undefined;
}
