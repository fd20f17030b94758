import { afterAll, beforeAll, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { logBatch } from '../../../../test/support/store-batches.js';
import type { Engine } from '../../engine/engine.js';
import { LabelTexts } from './label-texts.js';

const TOPOLOGY = { database: 'quartet' };
const DAY = 20_758;
const DAYS = { first: DAY, last: DAY };

let engine: Engine;
let remove: () => Promise<void>;
let texts: LabelTexts;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  const writer = await storeWriter(engine, TOPOLOGY.database);
  const rows = ['\u{1F680}', '\uff5e', 'b', 'é', 'B', 'a'].map((name, i) => ({
    labels: { name, kind: i % 2 === 0 ? 'even' : 'odd', ...(i === 0 && { rare: 'x' }) },
    entries: [{ ns: BigInt(DAY) * 86_400_000_000_000n, line: 'hello' }],
  }));
  await writer.write({ tenant: 'default', logs: logBatch(writer.indexes, rows) });
  texts = new LabelTexts(engine, TOPOLOGY, { name: 'log_streams', column: 'service' });
});

afterAll(() => remove());

it('values come once, in the order of their bytes, as in Loki', async () => {
  expect(await texts.values('default', 'name', [], DAYS, LIMITS)).toEqual(['B', 'a', 'b', 'é', '\uff5e', '\u{1F680}']);
  expect(await texts.values('default', 'kind', [], DAYS, LIMITS)).toEqual(['even', 'odd']);
});

it('streams without the label have no value of it', async () => {
  expect(await texts.values('default', 'rare', [], DAYS, LIMITS)).toEqual(['x']);
  expect(await texts.values('default', 'other', [], DAYS, LIMITS)).toEqual([]);
});

it('names are those of the streams that match', async () => {
  const odd = [{ name: 'kind', op: '=', value: 'odd' }] as const;
  expect(await texts.names('default', [], DAYS, LIMITS)).toEqual(['kind', 'name', 'rare']);
  expect(await texts.names('default', odd, DAYS, LIMITS)).toEqual(['kind', 'name']);
});
