import { EmbeddedEngine } from '../../src/storage/engine/embedded.js';
import type { QueryParams } from '../../src/storage/engine/engine.js';
import type { Stored } from './stored.js';

/** Opens the data directory of a server that has stopped: counts the rows of a table, merges it, and weighs it. */
const [dataDir, table] = process.argv.slice(2) as [string, string];
const LIMITS = { timeoutMs: 600_000, maxMemory: 2 * 2 ** 30 };

const engine = new EmbeddedEngine({ dataDir, memoryLimit: 4 * 2 ** 30 });
await engine.start();
const inParts = `FROM system.parts WHERE active AND database = 'quartet' AND table = {table:String}`;
const parts = await number(`SELECT toFloat64(count()) AS value ${inParts}`, { table });
const rows = await number(`SELECT toFloat64(count()) AS value FROM quartet.${table}`);
await engine.command(`OPTIMIZE TABLE quartet.${table} FINAL`);
const bytes = await number(`SELECT toFloat64(sum(bytes_on_disk)) AS value ${inParts}`, { table });
await engine.stop();
process.send!({ rows, parts, bytes } satisfies Stored);
process.disconnect();

async function number(sql: string, params: QueryParams = {}): Promise<number> {
  for await (const block of engine.query(sql, params, LIMITS)) return block.column('value').number(0);
  throw new Error(`no answer to ${sql}`);
}
