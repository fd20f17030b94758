import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../../test/support/embedded-store.js';
import { logBatch } from '../../../../../test/support/store-batches.js';
import type { Engine } from '../../../engine/engine.js';
import type { LogAggregation } from '../../../interface.js';
import { StoredLogAggregates } from '../log-aggregates.js';
import { StoredLogs } from '../log-reader.js';
import { compileExtraction } from './compile.js';
import { entriesWorthPlanning, hasAtMost } from './planning-cost.js';

let engine: Engine;
let aggregates: StoredLogAggregates;
let remove: () => Promise<void>;

const TOPOLOGY = { database: 'planned' };
const SECOND = 1_000_000_000n;
/** 2026-11-01T12:00:00Z */
const START = 1_793_534_400n * SECOND;
const PARSER = { kind: 'json', expressions: [] } as const;
const EXTRACTION = { parser: PARSER, wanted: ['status'], filters: [] };
const MOST = entriesWorthPlanning(compileExtraction(EXTRACTION, new Set())!);

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  const writer = await storeWriter(engine, TOPOLOGY.database);
  const entries = Array.from({ length: 2 * MOST }, (_, i) => ({
    ns: START + BigInt(i) + 1n,
    line: `{"status":${i % 2}}`,
  }));
  await writer.write({ tenant: 'default', logs: logBatch(writer.indexes, [{ labels: { app: 'shop' }, entries }]) });
  const logs = new StoredLogs(engine, TOPOLOGY);
  aggregates = new StoredLogAggregates(engine, TOPOLOGY, logs, undefined, undefined, true);
});

afterAll(() => remove());

/** Counts in the first `entries` entries of the stream. */
const asked = (entries: number, more: Pick<LogAggregation, 'by'> & Partial<LogAggregation>) =>
  aggregates.aggregate(
    'default',
    {
      matchers: [{ name: 'app', op: '=', value: 'shop' }],
      lines: [],
      range: { start: START, end: START + BigInt(entries) + 1n },
      filters: [],
      streamFilters: [],
      judgeStream: () => true,
      intervals: { origin: START, every: SECOND, width: SECOND },
      value: 'entries',
      ...more,
    },
    LIMITS,
  );

describe('what planning costs', () => {
  it('is worth more entries the longer the extraction is', () => {
    const filters = [{ kind: 'number', name: 'took', op: '>', value: 10 } as const];
    const longer = compileExtraction({ ...EXTRACTION, filters }, new Set())!;
    expect(MOST).toBeGreaterThan(1_000);
    expect(entriesWorthPlanning(longer)).toBeGreaterThan(2 * MOST);
  });

  it('is next to nothing of a short one', () => {
    const extraction = { wanted: ['trace_id'], filters: [] };
    expect(entriesWorthPlanning(compileExtraction(extraction, new Set())!)).toBe(0);
  });

  it('leaves few entries behind a parser to be evaluated, and has more aggregated', async () => {
    const parsed = { parser: PARSER, by: ['status'] };
    expect(await asked(MOST, parsed)).toBeUndefined();
    expect(await asked(MOST + 1, parsed)).toBeDefined();
  });

  it('has the entries of streams aggregated however few they are', async () => {
    expect(await asked(1, { by: ['app'] })).toBeDefined();
  });
});

describe('rows of a selection', () => {
  const selection = { sql: 'ts <= fromUnixTimestamp64Nano({end:Int64})', params: { end: START + 7n } };
  it.each([
    [6, false],
    [7, true],
    [8, true],
  ])('are at most %i: %s', async (most, expected) => {
    expect(await hasAtMost(engine, 'planned.log_entries', selection, most, LIMITS)).toBe(expected);
  });
});
