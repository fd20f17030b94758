import { afterAll, beforeAll, expect, it } from 'vitest';
import { embeddedEngine, rowsOf, storeWriter } from '../../../test/support/embedded-store.js';
import { logBatch } from '../../../test/support/store-batches.js';
import type { Engine } from '../engine/engine.js';
import type { Writer } from '../interface.js';
import { LogIndexes } from './log-indexes.js';

let engine: Engine;
let writer: Writer;
let remove: () => Promise<void>;

const TOPOLOGY = { database: 'quartet' };
/** 2026-11-01T12:00:00Z */
const T0 = 1_793_534_400_000_000_000n;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  writer = await storeWriter(engine, TOPOLOGY.database);
});

afterAll(() => remove());

const write = (line: string, ns = T0) =>
  writer.write({
    tenant: 'default',
    logs: logBatch(writer.indexes, [{ labels: { app: 'shop' }, entries: [{ ns, line }] }]),
  });

const unindexed = async () =>
  (
    await rowsOf(
      engine,
      `SELECT count() AS parts FROM system.parts WHERE active AND table = 'log_entries' AND
    secondary_indices_compressed_bytes = 0`,
    )
  )[0]!.parts;

/** What is made is there when the command resolves. */
const command: Engine['command'] = (sql) => engine.command(`${sql} SETTINGS mutations_sync = 1`);

const AT_ONCE = { quietSeconds: 0, smallBytes: 1 };

it('gives parts their indexes once no more entries come, and looks again only behind an insert', async () => {
  await write('one');
  await write('two');
  expect(await new LogIndexes(engine, TOPOLOGY, { ...AT_ONCE, quietSeconds: 3600 }).make()).toEqual([]);
  expect(await new LogIndexes(engine, TOPOLOGY, { ...AT_ONCE, smallBytes: 1 << 20 }).make()).toEqual([]);
  expect(await unindexed()).toBe(2n);
  let queries = 0;
  const counted: Engine['query'] = (...args) => {
    queries++;
    return engine.query(...args);
  };
  const indexes = new LogIndexes({ query: counted, command }, TOPOLOGY, AT_ONCE);
  expect(await indexes.make()).toEqual(['20261101']);
  expect(await unindexed()).toBe(0n);
  expect(await indexes.make()).toEqual([]);
  expect(queries).toBe(1);
  await write('three', T0 + 86_400_000_000_000n);
  indexes.noteInsert();
  expect(await indexes.make()).toEqual(['20261102']);
  expect(await unindexed()).toBe(0n);
  expect(await rowsOf(engine, "SELECT line FROM quartet.log_entries WHERE hasToken(line, 'two')")).toEqual([
    { line: 'two' },
  ]);
});
