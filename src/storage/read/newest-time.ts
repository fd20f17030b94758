import type { Engine } from '../engine/engine.js';
import type { QueryLimits } from '../interface.js';
import { WideColumn } from '../native/block-reader-columns.js';
import type { Topology } from '../schema/ddl.js';

const LIMITS: QueryLimits = { timeoutMs: 60_000, maxMemory: 256 << 20 };

/** The newest time (ns) of all rows of a table; undefined where there are none. No row is read for it. */
export async function newestTime(
  engine: Pick<Engine, 'query'>,
  { database }: Topology,
  table: 'log_entries' | 'spans',
): Promise<bigint | undefined> {
  const sql = `SELECT count() AS total, toUnixTimestamp64Nano(max(ts)) AS newest FROM ${database}.${table}`;
  for await (const block of engine.query(sql, {}, LIMITS)) {
    if (block.column('total').number(0) > 0) return block.as('newest', WideColumn).value(0);
  }
  return undefined;
}
