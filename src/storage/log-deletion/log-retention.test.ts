import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, rowsOf, storeWriter } from '../../../test/support/embedded-store.js';
import { logBatch } from '../../../test/support/store-batches.js';
import { MS_PER_DAY } from '../../model/series.js';
import type { Engine } from '../engine/engine.js';
import type { LabelMatcher } from '../interface.js';
import { applyRetention } from '../retention.js';
import { EntryDeletion } from './entry-deletion.js';
import { type LogPeriods, LogRetention } from './log-retention.js';

let engine: Engine;
let remove: () => Promise<void>;
let databases = 0;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
});

afterAll(() => remove());

/** Days since 1970: 2026-11-01. */
const FIRST_DAY = 20_758;
const DAYS = 6;
const NOW = (FIRST_DAY + DAYS - 1) * MS_PER_DAY + MS_PER_DAY / 2;
const FOREVER = Number.POSITIVE_INFINITY;

const STREAMS = {
  a: [
    { app: 'shop', env: 'prod' },
    { app: 'shop', env: 'dev' },
    { app: 'bank', env: 'dev' },
  ],
  b: [{ app: 'shop', env: 'dev' }],
} as const;

/** A store in which two tenants' streams have an entry at midday of each of the days. */
async function filled(): Promise<string> {
  const database = `log_retention_${++databases}`;
  const writer = await storeWriter(engine, database);
  for (const [tenant, streams] of Object.entries(STREAMS)) {
    const entries = Array.from({ length: DAYS }, (_, i) => ({
      ns: BigInt((FIRST_DAY + i) * MS_PER_DAY + MS_PER_DAY / 2) * 1_000_000n,
      line: `line ${i}`,
    }));
    const rows = streams.map((labels) => ({ labels, entries }));
    await writer.write({ tenant, logs: logBatch(writer.indexes, rows, tenant) });
  }
  return database;
}

/** How many of the days each stream has in a table, the newest ones. */
async function kept(database: string, table: 'log_entries' | 'log_streams'): Promise<Record<string, number>> {
  const sql =
    table === 'log_streams'
      ? `SELECT tenant, labels['app'] AS app, labels['env'] AS env, uniqExact(day) AS days FROM ${database}.log_streams GROUP BY ALL`
      : `SELECT e.tenant AS tenant, s.labels['app'] AS app, s.labels['env'] AS env, count() AS days FROM ${database}.log_entries AS e ` +
        `INNER JOIN (SELECT id, any(labels) AS labels FROM ${database}.log_streams GROUP BY id) AS s ON s.id = e.id GROUP BY ALL`;
  const rows = await rowsOf(engine, sql);
  return Object.fromEntries(rows.map(({ tenant, app, env, days }) => [`${tenant} ${app} ${env}`, Number(days)]));
}

const equals = (name: string, value: string): LabelMatcher => ({ name, op: '=', value });
const days = (count: number): number => count * MS_PER_DAY;

// The engine makes each deletion a mutation of every part, which takes seconds on a busy machine.
describe('retention of tenants and streams', { timeout: 120_000 }, () => {
  it.each<[string, Record<string, LogPeriods>, Record<string, number>]>([
    [
      'everything stays without periods',
      { a: { period: FOREVER, streams: [] }, b: { period: FOREVER, streams: [] } },
      { 'a shop prod': 6, 'a shop dev': 6, 'a bank dev': 6, 'b shop dev': 6 },
    ],
    [
      'a tenant with a shorter period than others',
      { a: { period: days(2), streams: [] }, b: { period: FOREVER, streams: [] } },
      { 'a shop prod': 3, 'a shop dev': 3, 'a bank dev': 3, 'b shop dev': 6 },
    ],
    [
      'streams that are kept shorter, and one of these longer',
      {
        a: {
          period: days(4),
          streams: [
            { matchers: [equals('env', 'dev')], priority: 1, period: days(1) },
            { matchers: [equals('app', 'bank')], priority: 2, period: days(2) },
          ],
        },
        b: { period: days(3), streams: [] },
      },
      { 'a shop prod': 5, 'a shop dev': 2, 'a bank dev': 3, 'b shop dev': 4 },
    ],
    [
      'of rules of one priority the longest counts',
      {
        a: {
          period: FOREVER,
          streams: [
            { matchers: [equals('env', 'dev')], priority: 0, period: days(1) },
            { matchers: [equals('app', 'bank')], priority: 0, period: days(3) },
          ],
        },
        b: { period: FOREVER, streams: [{ matchers: [equals('env', 'dev')], priority: 0, period: days(2) }] },
      },
      { 'a shop prod': 6, 'a shop dev': 2, 'a bank dev': 4, 'b shop dev': 3 },
    ],
  ])('%s', async (_what, periods, expected) => {
    const database = await filled();
    const deletion = new EntryDeletion(engine, { database });
    const retention = new LogRetention(engine, { database }, deletion, (tenant) => periods[tenant]!);
    const longest = await retention.longest();
    if (longest !== undefined) await applyRetention(engine, { database }, { logs: longest }, NOW);
    await retention.apply(NOW);
    expect(await kept(database, 'log_entries')).toEqual(expected);
    expect(await kept(database, 'log_streams')).toEqual(expected);
    expect(await retention.apply(NOW)).toEqual([]);
  });

  it('partitions are dropped by the longest period of those who have logs', async () => {
    const database = await filled();
    const periods = (period: number, ruled: number): LogPeriods => ({
      period,
      streams: [{ matchers: [equals('app', 'x')], priority: 0, period: ruled }],
    });
    const longest = (ofTenant: (tenant: string) => LogPeriods) =>
      new LogRetention(engine, { database }, new EntryDeletion(engine, { database }), ofTenant).longest();
    expect(await longest((tenant) => (tenant === 'a' ? periods(5, 1) : periods(2, 7)))).toBe(7);
    expect(await longest((tenant) => (tenant === 'a' ? periods(5, FOREVER) : periods(2, 7)))).toBeUndefined();
  });

  it('goes on by the clock, a day at a time', async () => {
    const database = await filled();
    const periods = { period: days(DAYS - 2), streams: [] };
    const deletion = new EntryDeletion(engine, { database });
    const retention = new LogRetention(engine, { database }, deletion, () => periods);
    expect(await retention.apply(NOW)).toEqual(['a', 'b']);
    expect(await retention.apply(NOW + MS_PER_DAY / 2 - 1)).toEqual([]);
    expect(await retention.apply(NOW + MS_PER_DAY / 2)).toEqual(['a', 'b']);
    // Nothing hidden is left on the disk.
    const parts = await rowsOf(
      engine,
      `SELECT toUInt32(sum(rows)) AS stored FROM system.parts WHERE active AND database = '${database}' AND table = 'log_entries'`,
    );
    expect(parts).toEqual([{ stored: 4 * (DAYS - 2) }]);
  });
});
