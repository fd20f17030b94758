import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, rowsOf, storeWriter } from '../../../test/support/embedded-store.js';
import { logBatch } from '../../../test/support/store-batches.js';
import type { DeletionMode } from '../../model/loki-limits.js';
import { MS_PER_DAY } from '../../model/series.js';
import type { Engine } from '../engine/engine.js';
import { StoredLogs } from '../read/logs/log-reader.js';
import { StoredLogVolumes } from '../read/logs/log-volumes.js';
import { type DeleteSelection, LogDeleteRequests } from './delete-requests.js';
import { EntryDeletion } from './entry-deletion.js';
import { hidingEngine } from './hiding-engine.js';

let engine: Engine;
let remove: () => Promise<void>;
let databases = 0;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
});

afterAll(() => remove());

const START_MS = 20_758 * MS_PER_DAY;
const END_MS = START_MS + 2 * MS_PER_DAY;
const HOUR = 3_600_000;
/** Six hours apart, so that they lie on two days. */
const LINES = ['it’s a secret', "it's a 'quoted' secret", 'harmless', 'last secret'];

/** Selections by name rather than LogQL, which is not known here. */
const SELECTIONS: Record<string, DeleteSelection> = {
  shop: { matchers: [{ name: 'app', op: '=', value: 'shop' }], lines: [] },
  secrets: {
    matchers: [{ name: 'app', op: '=~', value: "sh.p|'" }],
    lines: [{ negated: false, kind: 'contains', alternatives: ['secret'] }],
  },
  quoted: {
    matchers: [{ name: 'app', op: '=', value: 'shop' }],
    lines: [{ negated: false, kind: 'matches', alternatives: ["'q\\w+'"] }],
  },
};

async function store(mode: DeletionMode = 'filter-and-delete') {
  const database = `log_deletes_${++databases}`;
  const topology = { database };
  const writer = await storeWriter(engine, database);
  const entries = LINES.map((line, i) => ({ ns: BigInt(START_MS + i * 8 * HOUR) * 1_000_000n, line }));
  for (const tenant of ['a', 'b'])
    for (const app of ['shop', 'bank'])
      await writer.write({ tenant, logs: logBatch(writer.indexes, [{ labels: { app }, entries }], tenant) });
  const clock = { ms: END_MS };
  const open = async () => {
    const requests = new LogDeleteRequests({
      engine,
      topology,
      deletion: new EntryDeletion(engine, topology),
      selectionOf: (query) => SELECTIONS[query]!,
      modeOf: () => mode,
      cancelPeriodMs: HOUR,
      settle: async () => undefined,
      now: () => clock.ms,
    });
    await requests.load();
    const hiding = hidingEngine(engine, topology, (tenant) => requests.hidden(tenant));
    return { requests, logs: new StoredLogs(hiding, topology), volumes: new StoredLogVolumes(hiding, topology) };
  };
  const opened = await open();
  const range = { start: BigInt(START_MS) * 1_000_000n, end: BigInt(END_MS) * 1_000_000n };
  const seen = async ({ logs }: Pick<typeof opened, 'logs'> = opened, tenant = 'a', app = 'shop') => {
    const found: string[] = [];
    const matchers = [{ name: 'app', op: '=', value: app }] as const;
    const selection = { matchers, range, lines: [], order: 'forward' } as const;
    for await (const batch of logs.scan(tenant, selection, LIMITS)) for (const { line } of batch) found.push(line);
    return found;
  };
  const stored = async () => {
    const rows = await rowsOf(engine, `SELECT toUInt32(count()) AS rows FROM ${database}.log_entries`);
    return rows[0]!.rows;
  };
  const ids = async () => (await opened.requests.list('a')).map(({ id }) => id);
  return { ...opened, open, seen, stored, ids, clock, range, database };
}

const all = { startMs: START_MS, endMs: END_MS };

describe('requests to delete logs', { timeout: 120_000 }, () => {
  it.each<[string, { startMs: number; endMs: number }, string[]]>([
    ['shop', all, []],
    ['secrets', all, ['harmless']],
    ['quoted', all, ['it’s a secret', 'harmless', 'last secret']],
    ['shop', { startMs: START_MS + 8 * HOUR, endMs: START_MS + 16 * HOUR }, ['it’s a secret', 'last secret']],
    ['shop', { startMs: START_MS + 1, endMs: START_MS + 8 * HOUR - 1 }, LINES],
  ])('%s %o hides at once, and takes away when it may no longer be cancelled', async (query, range, left) => {
    const { requests, seen, stored, clock } = await store();
    await requests.create('a', { query, ...range });
    expect(await seen()).toEqual(left);
    expect(await seen(undefined, 'b')).toEqual(LINES);
    expect(await seen(undefined, 'a', 'bank')).toEqual(LINES);
    clock.ms += HOUR - 1;
    expect(await requests.apply()).toEqual([]);
    expect(await stored()).toBe(16);
    clock.ms += 1;
    const [request] = await requests.list('a');
    expect(request).toMatchObject({ query, status: 'received', createdMs: END_MS });
    expect(await requests.apply()).toEqual([request!.id]);
    expect(await stored()).toBe(12 + left.length);
    expect(requests.hidden('a')).toBeUndefined();
    expect(await seen()).toEqual(left);
    expect(await requests.list('a')).toEqual([{ ...request, status: 'processed' }]);
    expect(await requests.list('b')).toEqual([]);
    expect(await requests.apply()).toEqual([]);
  });

  it('hide from volumes too', async () => {
    const { requests, volumes, range } = await store();
    await requests.create('a', { query: 'shop', ...all });
    const found = await volumes.volumes('a', [], range, 'whole', 'all', LIMITS);
    expect(found.map(({ labels, entries }) => [labels, entries])).toEqual([[['app', 'bank'], 4]]);
  });

  it('are there after a restart', async () => {
    const { requests, open, seen, clock, stored } = await store();
    await requests.create('a', { query: 'secrets', ...all });
    const again = await open();
    expect(await seen(again)).toEqual(['harmless']);
    clock.ms += HOUR;
    expect(await again.requests.apply()).toHaveLength(1);
    expect(await stored()).toBe(13);
    expect(await seen(await open())).toEqual(['harmless']);
  });

  it('may be cancelled until they are applied', async () => {
    const { requests, seen, ids, clock, stored } = await store();
    await requests.create('a', { query: 'shop', ...all });
    const [id] = await ids();
    await expect(requests.cancel('b', id!, false)).rejects.toMatchObject({ code: 'not_found' });
    await requests.cancel('a', id!, false);
    expect(await seen()).toEqual(LINES);
    expect(await requests.list('a')).toEqual([]);
    await expect(requests.cancel('a', id!, true)).rejects.toMatchObject({ code: 'not_found' });
    clock.ms += HOUR;
    expect(await requests.apply()).toEqual([]);
    expect(await stored()).toBe(16);
    await requests.create('a', { query: 'shop', ...all });
    clock.ms += HOUR;
    const [applied] = await requests.apply();
    await expect(requests.cancel('a', applied!, true)).rejects.toThrow('already processed is not allowed');
  });

  it('only hide in the mode filter-only, and do nothing where deletion is disabled', async () => {
    for (const [mode, left] of [
      ['filter-only', []],
      ['disabled', LINES],
    ] as const) {
      const { requests, seen, clock, stored } = await store(mode);
      await requests.create('a', { query: 'shop', ...all });
      clock.ms += 2 * HOUR;
      expect(await requests.apply()).toEqual([]);
      expect(await seen()).toEqual(left);
      expect(await stored()).toBe(16);
    }
  });

  it('may not become so many that every query suffers', async () => {
    const { requests, seen } = await store();
    await Promise.all(Array.from({ length: 100 }, () => requests.create('a', { query: 'quoted', ...all })));
    await expect(requests.create('a', { query: 'shop', ...all })).rejects.toMatchObject({ code: 'resource_exhausted' });
    await requests.create('b', { query: 'shop', ...all });
    expect(await seen()).toHaveLength(3);
  });
});
