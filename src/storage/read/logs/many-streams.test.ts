import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { logBatch } from '../../../../test/support/store-batches.js';
import { labelValue } from '../../../model/labels.js';
import type { Engine } from '../../engine/engine.js';
import type { LabelMatcher } from '../../interface.js';
import { StoredLogs } from './log-reader.js';

/** More than one query names. */
const STREAMS = 20_500;
const START = 1_793_000_000_000_000_000n;
const STEP = 1_000_000n;

let engine: Engine;
let remove: () => Promise<void>;
let logs: StoredLogs;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  const writer = await storeWriter(engine, 'many');
  const rows = Array.from({ length: STREAMS }, (_, i) => {
    const entry = { ns: START + BigInt(i) * STEP, line: `line ${i}` };
    // Of every thousandth an entry came twice, and another one later.
    const more = i % 1000 === 0 ? [entry, { ns: entry.ns + 1n, line: `line ${i} again` }] : [];
    return { labels: { app: 'shop', trace_id: trace(i) }, entries: [entry, ...more] };
  });
  await writer.write({ tenant: 'default', logs: logBatch(writer.indexes, rows) });
  logs = new StoredLogs(engine, { database: 'many' });
}, 60_000);

afterAll(() => remove());

const range = { start: START, end: START + BigInt(STREAMS) * STEP };
const trace = (i: number): string => i.toString(16).padStart(32, '0');
const shop: LabelMatcher[] = [{ name: 'app', op: '=', value: 'shop' }];

async function lines(order: 'forward' | 'backward' | 'by-stream', most = Number.POSITIVE_INFINITY, matchers = shop) {
  const found: string[] = [];
  for await (const batch of logs.scan('default', { matchers, range, lines: [], order }, LIMITS)) {
    for (const { labels, line } of batch) {
      expect(Number.parseInt(labelValue(labels, 'trace_id'), 16)).toBe(Number(line.split(' ')[1]));
      found.push(line);
    }
    if (found.length >= most) break;
  }
  return found;
}

describe('streams that are more than a query names', () => {
  it('are read newest first and oldest first, with their labels', async () => {
    const newest = await lines('backward', 100);
    expect(newest.slice(0, 3)).toEqual([`line ${STREAMS - 1}`, `line ${STREAMS - 2}`, `line ${STREAMS - 3}`]);
    expect((await lines('forward', 100)).slice(0, 3)).toEqual(['line 0', 'line 0 again', 'line 1']);
  });

  it('are read stream by stream, each once, equal entries once', async () => {
    const all = await lines('by-stream');
    expect(all).toHaveLength(STREAMS + Math.ceil(STREAMS / 1000));
    expect(new Set(all).size).toBe(all.length);
  });

  it('are found one by one', async () => {
    const seventh = { name: 'trace_id', op: '=', value: trace(7) } as const;
    expect(await lines('forward', 10, [seventh])).toEqual(['line 7']);
  });

  it.each<Pick<LabelMatcher, 'op' | 'value'>>([
    { op: '=', value: trace(7) },
    { op: '=~', value: `${trace(7)}|${trace(7)}` },
  ])('are found by $op without the labels of all being read', async (matcher) => {
    const bounded: Pick<Engine, 'query'> = {
      query: (sql, params, limits) => engine.query(`${sql} SETTINGS max_rows_to_read = 15000`, params, limits),
    };
    const found = (matchers: readonly LabelMatcher[]) =>
      new StoredLogs(bounded, { database: 'many' }).streams('default', matchers, range, LIMITS);
    expect(await found([{ name: 'trace_id', ...matcher }])).toEqual([['app', 'shop', 'trace_id', trace(7)]]);
    await expect(found(shop)).rejects.toThrow('Limit for rows');
  });

  it('have labels that are empty where they have none of that name', async () => {
    const none = { name: 'pod', op: '=', value: '' } as const;
    expect(await logs.streams('default', [...shop, none], range, LIMITS)).toHaveLength(STREAMS);
  });

  it.each([
    [{ maxLabelSets: 100 }, 'cardinality limit exceeded for logs{}; 20001 entries, more than limit of 100'],
    [
      { maxLabelSets: 20_100 },
      /^cardinality limit exceeded for logs\{\}; 20[45]\d\d entries, more than limit of 20100$/,
    ],
  ])('are refused beyond %o', async (limit, message) => {
    const selection = { matchers: shop, range, lines: [], order: 'forward' } as const;
    const read = logs.scan('default', selection, { ...LIMITS, ...limit })[Symbol.asyncIterator]();
    await expect(read.next()).rejects.toThrow(message);
  });

  it('are not read into more memory than a query may use', async () => {
    await expect(logs.streams('default', shop, range, { ...LIMITS, maxMemory: 10_000_000 })).rejects.toMatchObject({
      code: 'limit_exceeded',
    });
  });
});
