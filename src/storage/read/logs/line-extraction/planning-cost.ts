import type { Engine } from '../../../engine/engine.js';
import type { QueryLimits } from '../../../interface.js';
import type { Condition } from '../../labels/matchers.js';
import type { CompiledExtraction } from './compile.js';

/** Entries that are read and evaluated at the CPU that planning one character of an extraction takes (docs/performance.md). */
const ENTRIES_PER_CHARACTER = 1;

/** Fewer are not worth the query that counts them. */
const MIN_ENTRIES = 1_000;

/** As many entries cost less when they are evaluated one by one than planning their extraction does; 0 for next to none. */
export function entriesWorthPlanning({
  plain,
  where,
  number,
  grouped,
}: Pick<CompiledExtraction, 'plain' | 'where' | 'number' | 'grouped'>): number {
  const asked = [plain.sql, where.sql, number, ...grouped.texts];
  const entries = Math.floor(asked.reduce((sum, sql) => sum + sql.length, 0) * ENTRIES_PER_CHARACTER);
  return entries < MIN_ENTRIES ? 0 : entries;
}

/** Whether a selection has no more rows than `most`. It reads little more of them. */
export async function hasAtMost(
  engine: Pick<Engine, 'query'>,
  table: string,
  selection: Condition,
  most: number,
  limits: QueryLimits,
): Promise<boolean> {
  const sql = `SELECT count() AS entries FROM (SELECT 1 FROM ${table} WHERE ${selection.sql} LIMIT ${most + 1})`;
  for await (const block of engine.query(sql, selection.params, limits)) {
    if (block.rows > 0) return block.column('entries').number(0) <= most;
  }
  return true;
}
