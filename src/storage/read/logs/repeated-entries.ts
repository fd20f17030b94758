import type { Engine } from '../../engine/engine.js';
import type { QueryLimits } from '../../interface.js';
import { WideColumn } from '../../native/block-reader-columns.js';
import type { Condition } from '../labels/matchers.js';

/** As many streams and times are held in memory; of more only those that come twice. */
const MAX_LATE = 1_000_000;

/**
 * The rows of a selection that may stand there twice, as a condition; undefined where there are none. An entry can only
 * repeat one of its stream and time, and the later of the two is marked as late. `selection`: tenant, streams and times.
 */
export async function repeatedEntries(
  engine: Pick<Engine, 'query'>,
  table: string,
  selection: Condition,
  limits: QueryLimits,
): Promise<Condition | undefined> {
  const sql =
    'SELECT count() AS entries, toUnixTimestamp64Nano(min(ts)) AS first, toUnixTimestamp64Nano(max(ts)) AS last ' +
    `FROM ${table} WHERE late = 1 AND ${selection.sql}`;
  for await (const block of engine.query(sql, selection.params, limits)) {
    const entries = block.column('entries').number(0);
    if (entries === 0) return undefined;
    const between =
      'ts >= fromUnixTimestamp64Nano({firstLate:Int64}) AND ts <= fromUnixTimestamp64Nano({lastLate:Int64})';
    const found = `SELECT id, ts FROM ${table} WHERE ${selection.sql} AND ${between}`;
    const pairs =
      entries <= MAX_LATE
        ? `${found} AND late = 1`
        : `${found} GROUP BY id, ts HAVING count() > 1 SETTINGS optimize_aggregation_in_order = 1`;
    return {
      sql: `(${between} AND (id, ts) IN (${pairs}))`,
      params: {
        ...selection.params,
        firstLate: block.as('first', WideColumn).value(0),
        lastLate: block.as('last', WideColumn).value(0),
      },
    };
  }
  return undefined;
}
