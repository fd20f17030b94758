import { type QuartetError, toQuartetError } from '../../model/errors.js';
import { LATE_MARK } from './late-entries.js';
import type { EncodedRows, TableLayout } from './table.js';

/** Inserts Native blocks into a table; durable when it resolves. The same blocks may come again under the same token. */
export type InsertBlocks = (table: TableLayout, blocks: readonly Uint8Array[], token: string) => Promise<void>;

/** Told of rows that the engine refuses for good, although they were acknowledged. */
export type OnRefused = (table: string, rows: number, error: QuartetError) => void;

/**
 * Inserts acknowledged rows, each table's at once. Rejects where trying again later may help. Repeated with the same rows
 * and token it stores nothing twice.
 */
export async function insertRows(
  rows: readonly EncodedRows[],
  token: string,
  insert: InsertBlocks,
  onRefused: OnRefused,
): Promise<void> {
  try {
    // The order of tables does not matter: nobody looks before all of them are in.
    for (const [table, blocks] of blocksByTable(rows)) await insert(table, blocks, token);
  } catch (error) {
    if (!isRefusal(toQuartetError(error))) throw error;
    await insertOneByOne(rows, token, insert, onRefused);
  }
}

/** The engine refused the group: each part is judged alone, so that one sender's rows never fail another's. */
async function insertOneByOne(
  rows: readonly EncodedRows[],
  token: string,
  insert: InsertBlocks,
  onRefused: OnRefused,
): Promise<void> {
  for (const [i, part] of rows.entries()) {
    try {
      await insert(unmarked(part.table), part.chunks, `${token}/${i}`);
    } catch (thrown) {
      const error = toQuartetError(thrown);
      if (!isRefusal(error)) throw error;
      onRefused(part.table.name, part.rows, error);
    }
  }
}

/** Some of the group may be stored: its log entries are no longer the first of their stream and time, as they were marked. */
const unmarked = ({ name, structure }: TableLayout): TableLayout => ({
  name,
  structure: structure.replace(`, ${LATE_MARK}`, ''),
});

/** Whether trying the same rows again would end the same. */
const isRefusal = ({ code }: QuartetError): boolean => code === 'invalid_argument' || code === 'internal';

function blocksByTable(rows: readonly EncodedRows[]): Map<TableLayout, Uint8Array[]> {
  const byTable = new Map<TableLayout, Uint8Array[]>();
  for (const { table, chunks } of rows) {
    const blocks = byTable.get(table);
    if (blocks === undefined) byTable.set(table, [...chunks]);
    else for (const chunk of chunks) blocks.push(chunk);
  }
  return byTable;
}
