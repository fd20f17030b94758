import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../test/support/embedded-store.js';
import { logBatch } from '../../../test/support/store-batches.js';
import type { Engine } from '../engine/engine.js';
import { hidingEngine } from './hiding-engine.js';

let engine: Engine;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  const writer = await storeWriter(engine, 'hiding');
  const entries = ['one', "it's two", 'three'].map((line, i) => ({ ns: 1_793_000_000_000_000_000n + BigInt(i), line }));
  for (const tenant of ['a', 'b'])
    await writer.write({ tenant, logs: logBatch(writer.indexes, [{ labels: { app: 'shop' }, entries }], tenant) });
});

afterAll(() => remove());

const LINES = 'SELECT line FROM hiding.log_entries WHERE tenant = {tenant:String}';

describe('what is hidden is not there', () => {
  it.each<[string, string, string, string[]]>([
    ['a plain query', LINES, 'a', ['one', 'three']],
    ['another tenant', LINES, 'b', ['one', "it's two", 'three']],
    ['an order and a limit', `${LINES} ORDER BY ts DESC LIMIT 2`, 'a', ['three', 'one']],
    ['a query with settings', `${LINES} SETTINGS max_threads = 1`, 'a', ['one', 'three']],
    ['all of a union', `${LINES} UNION ALL ${LINES}`, 'a', ['one', 'one', 'three', 'three']],
    [
      'a union with settings',
      `${LINES} UNION ALL ${LINES} SETTINGS max_threads = 1`,
      'a',
      ['one', 'one', 'three', 'three'],
    ],
    ['a subquery', `SELECT line FROM (${LINES} SETTINGS max_threads = 1)`, 'a', ['one', 'three']],
    [
      'a join',
      `SELECT l.line AS line FROM (${LINES}) AS l INNER JOIN (${LINES}) AS r ON l.line = r.line`,
      'a',
      ['one', 'three'],
    ],
    ['a table by itself', "SELECT name AS line FROM system.one ARRAY JOIN ['x'] AS name", 'a', ['x']],
  ])('%s', async (_what, sql, tenant, lines) => {
    const hidden = (of: string) => (of === 'a' ? "tenant = 'a' AND position(line, 'it\\'s') > 0" : undefined);
    const hiding = hidingEngine(engine, { database: 'hiding' }, hidden);
    const found: string[] = [];
    for await (const block of hiding.query(sql, { tenant }, LIMITS)) {
      const line = block.column('line');
      for (let row = 0; row < block.rows; row++) found.push(line.text(row));
    }
    expect(sql.includes('ORDER') ? found : found.sort()).toEqual(sql.includes('ORDER') ? lines : [...lines].sort());
  });
});
