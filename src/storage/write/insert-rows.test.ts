import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, rowsOf } from '../../../test/support/embedded-store.js';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { logBatch } from '../../../test/support/store-batches.js';
import { QuartetError } from '../../model/errors.js';
import type { Engine } from '../engine/engine.js';
import { migrate } from '../schema/migrate.js';
import { type InsertBlocks, insertRows } from './insert-rows.js';
import { LateEntries } from './late-entries.js';
import { encodeLogs, lateMarks } from './logs.js';

let engine: Engine;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  await migrate(engine, { database: 'quartet' });
});

afterAll(() => remove());

const indexes = {
  series: memoryIndex('__name__'),
  streams: memoryIndex('service_name'),
  resources: memoryIndex('resource.service.name'),
};

/** Stores a group before it refuses it, as an engine may that meets bad rows behind good ones. */
const halfway: InsertBlocks = async (table, blocks, token) => {
  await engine.insert(`quartet.${table.name}`, table.structure, blocks, token);
  if (!token.includes('/')) throw new QuartetError('invalid_argument', 'a later row is wrong');
};

describe('a group that is inserted again part by part', () => {
  it('is marked as late, since its entries may stand there already', async () => {
    const lateEntries = new LateEntries(undefined, 100);
    const rows = ['first', 'second'].map((app) => {
      const logs = logBatch(indexes, [{ labels: { app }, entries: [{ ns: 5n, line: app }] }]);
      return encodeLogs(logs, lateMarks(logs, lateEntries));
    });
    await insertRows(rows, 'group', halfway, (table) => {
      throw new Error(`rows of ${table} were refused`);
    });
    expect(await rowsOf(engine, 'SELECT line, late FROM quartet.log_entries ORDER BY line, late')).toEqual([
      { line: 'first', late: 0 },
      { line: 'first', late: 1 },
      { line: 'second', late: 0 },
      { line: 'second', late: 1 },
    ]);
  });
});
