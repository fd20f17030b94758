import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, rowsOf, storeWriter } from '../../test/support/embedded-store.js';
import { logBatch, sampleBatch, spanBatch } from '../../test/support/store-batches.js';
import { MS_PER_DAY } from '../model/series.js';
import type { Engine } from './engine/engine.js';
import { applyRetention } from './retention.js';

let engine: Engine;
let remove: () => Promise<void>;
let databases = 0;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
});

afterAll(() => remove());

/** Days since 1970: 2026-11-01. */
const FIRST_DAY = 20_758;
const DAYS = 10;
const MIDDAY = MS_PER_DAY / 2;

/** A store that has a row of every signal at midday of ten days. */
async function filled(): Promise<{ database: string }> {
  const database = `retention_${++databases}`;
  const writer = await storeWriter(engine, database);
  const middays = Array.from({ length: DAYS }, (_, i) => (FIRST_DAY + i) * MS_PER_DAY + MIDDAY);
  const ns = (ms: number) => BigInt(ms) * 1_000_000n;
  const id = (i: number, bytes: number) => (i + 1).toString(16).padStart(bytes * 2, '0');
  await writer.write({
    tenant: 'default',
    samples: sampleBatch(writer.indexes, [{ name: 'up', samples: middays.map((ms, i) => [ms, i]) }]),
    logs: logBatch(writer.indexes, [
      { labels: { app: 'shop' }, entries: middays.map((ms, i) => ({ ns: ns(ms), line: `line ${i}` })) },
    ]),
    spans: spanBatch(
      writer.indexes,
      middays.map((ms, i) => ({ traceId: id(i, 16), spanId: id(i, 8), startNs: ns(ms) })),
    ),
  });
  return { database };
}

/** The days of which each table has rows, counted from the first. */
async function days(database: string): Promise<Record<string, number[]>> {
  const sql = (column: string, table: string) =>
    `SELECT DISTINCT toInt32(${column}) - ${FIRST_DAY} AS day FROM ${database}.${table} ORDER BY day`;
  const found: Record<string, number[]> = {};
  for (const table of ['metric_samples', 'log_entries', 'spans'])
    found[table] = (await rowsOf(engine, sql('toDate(ts)', table))).map(({ day }) => Number(day));
  for (const table of ['metric_series', 'log_streams', 'span_resources'])
    found[table] = (await rowsOf(engine, sql('day', table))).map(({ day }) => Number(day));
  return found;
}

const from = (first: number) => Array.from({ length: DAYS - first }, (_, i) => first + i);
const NOW = (FIRST_DAY + DAYS - 1) * MS_PER_DAY + MIDDAY;

describe('retention', () => {
  it('keeps everything without periods', async () => {
    const at = await filled();
    expect(await applyRetention(engine, at, {}, NOW)).toEqual([]);
    expect(Object.values(await days(at.database))).toEqual(Array.from({ length: 6 }, () => from(0)));
  });

  it('drops the days of each signal after its own period, label sets with their rows', async () => {
    const at = await filled();
    const dropped = await applyRetention(
      engine,
      at,
      { metrics: 7 * MS_PER_DAY, logs: 2 * MS_PER_DAY, traces: MS_PER_DAY },
      NOW,
    );
    expect(dropped).toContain('metric_samples/20261102');
    expect(dropped).toContain(`metric_series/${FIRST_DAY + 1}`);
    expect(dropped).toHaveLength(2 * (2 + 7 + 8));
    expect(await days(at.database)).toEqual({
      metric_samples: from(2),
      metric_series: from(2),
      log_entries: from(7),
      log_streams: from(7),
      spans: from(8),
      span_resources: from(8),
    });
  });

  it('drops a day when its last moment is too old, not before', async () => {
    const at = await filled();
    const period = { logs: 3 * MS_PER_DAY };
    // The end of day 4 lies three days back at the start of day 8.
    const startOfDay8 = (FIRST_DAY + 8) * MS_PER_DAY;
    await applyRetention(engine, at, period, startOfDay8 - 1);
    expect((await days(at.database)).log_entries).toEqual(from(4));
    await applyRetention(engine, at, period, startOfDay8);
    expect((await days(at.database)).log_entries).toEqual(from(5));
    expect((await days(at.database)).metric_samples).toEqual(from(0));
  });

  it('goes on with the clock and has nothing to do twice', async () => {
    const at = await filled();
    const period = { traces: MS_PER_DAY };
    const counts: number[] = [];
    for (let day = 0; day < DAYS + 2; day++)
      counts.push((await applyRetention(engine, at, period, (FIRST_DAY + day) * MS_PER_DAY + MIDDAY)).length);
    expect(counts).toEqual([0, 0, ...Array.from({ length: 10 }, () => 2)]);
    expect(await applyRetention(engine, at, period, NOW + 2 * MS_PER_DAY)).toEqual([]);
    expect((await days(at.database)).spans).toEqual([]);
  });

  it('keeps days before 1970 and beyond today out of harm', async () => {
    const database = `retention_${++databases}`;
    const writer = await storeWriter(engine, database);
    await writer.write({
      tenant: 'default',
      samples: sampleBatch(writer.indexes, [
        {
          name: 'up',
          samples: [
            [-MS_PER_DAY * 30, 1],
            [NOW + 40 * MS_PER_DAY, 2],
          ],
        },
      ]),
    });
    await applyRetention(engine, { database }, { metrics: 100_000 * MS_PER_DAY }, NOW);
    expect((await days(database)).metric_series).toEqual([-30 - FIRST_DAY, DAYS - 1 + 40]);
    await applyRetention(engine, { database }, { metrics: MS_PER_DAY }, NOW);
    expect((await days(database)).metric_series).toEqual([DAYS - 1 + 40]);
    expect((await days(database)).metric_samples).toEqual([DAYS - 1 + 40]);
  });
});
