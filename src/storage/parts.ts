import type { Engine } from './engine/engine.js';
import type { QueryLimits } from './interface.js';
import type { Topology } from './schema/ddl.js';

/** What one table holds on disk. */
export interface TableParts {
  readonly table: string;
  /** Active parts of the partition that has most of them: inserts are refused when it has thousands. */
  readonly parts: number;
  readonly rows: number;
  readonly bytes: number;
}

const LIMITS: QueryLimits = { timeoutMs: 10_000, maxMemory: 128 << 20 };

/** The tables of the store that have any rows. */
export async function tableParts(engine: Engine, { database }: Topology): Promise<TableParts[]> {
  const sql =
    'SELECT table, toUInt64(max(parts)) AS most, sum(rows) AS all_rows, sum(bytes) AS all_bytes FROM ' +
    '(SELECT table, partition_id, count() AS parts, sum(rows) AS rows, sum(bytes_on_disk) AS bytes FROM system.parts ' +
    'WHERE active AND database = {database:String} GROUP BY table, partition_id) GROUP BY table';
  const tables: TableParts[] = [];
  for await (const block of engine.query(sql, { database }, LIMITS)) {
    for (let row = 0; row < block.rows; row++) {
      tables.push({
        table: block.column('table').text(row),
        parts: block.column('most').number(row),
        rows: block.column('all_rows').number(row),
        bytes: block.column('all_bytes').number(row),
      });
    }
  }
  return tables;
}
