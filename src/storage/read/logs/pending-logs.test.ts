import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { fc } from '../../../../test/support/property.js';
import { type LogRows, logBatch } from '../../../../test/support/store-batches.js';
import type { Engine } from '../../engine/engine.js';
import type { LineCondition, LogAggregation, LogEntry, QueryLimits, TimeRangeNs, Writer } from '../../interface.js';
import { LateEntries } from '../../write/late-entries.js';
import { lateMarks } from '../../write/logs.js';
import { WaitingLogs } from '../../write/waiting-logs.js';
import { StoredLogAggregates } from './log-aggregates.js';
import { StoredLogs } from './log-reader.js';
import { PendingLogBatch, type PendingLogs, pendingUnless } from './pending-logs.js';

let engine: Engine;
let writer: Writer;
let remove: () => Promise<void>;

const TOPOLOGY = { database: 'quartet' };
const SECOND = 1_000_000_000n;
/** 2026-11-01T12:00:00Z */
const T0 = 1_793_534_400n * SECOND;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  writer = await storeWriter(engine, TOPOLOGY.database);
});

afterAll(() => remove());

/** An engine that counts the queries that would have waited for inserts. */
function counted() {
  const counts = { settling: 0, all: 0 };
  const query: Engine['query'] = (sql, params, limits) => {
    counts.all++;
    if ((limits as QueryLimits & { isSettled?: boolean }).isSettled !== true) counts.settling++;
    return engine.query(sql, params, limits);
  };
  return { counts, engine: { query } };
}

const waitingLogs = (batches: readonly PendingLogBatch[], marks: LateEntries) => new WaitingLogs(() => batches, marks);

const app = (name: string) => [{ name: 'app', op: '=', value: name }] as const;

interface Asked {
  readonly range: TimeRangeNs;
  readonly lines: readonly LineCondition[];
}

const ORDERS = ['forward', 'backward', 'by-stream'] as const;

const text = ({ labels, ns, line, metadata }: LogEntry): string =>
  `${labels.join(' ')} ${ns - T0} ${line} ${metadata.join(' ')}`;

async function scanned(logs: StoredLogs, tenant: string, { range, lines }: Asked, order: (typeof ORDERS)[number]) {
  const found: string[] = [];
  const selection = { matchers: app('shop'), range, lines, order };
  for await (const batch of logs.scan(tenant, selection, LIMITS)) found.push(...batch.map(text));
  return order === 'by-stream' ? found.toSorted() : found;
}

/** Entries an interval and stream: of the groups, and of what is left to count. */
async function countedByStream(aggregates: StoredLogAggregates, tenant: string, { range, lines }: Asked) {
  const aggregation: LogAggregation = {
    matchers: app('shop'),
    range,
    lines,
    filters: [],
    streamFilters: [],
    judgeStream: () => true,
    by: 'all',
    value: 'entries',
    intervals: { origin: range.start - 1n, every: 10n, width: 10n },
  };
  const found = await aggregates.aggregate(tenant, aggregation, LIMITS);
  const counts = new Map<string, number>();
  const add = (key: string, value: number) => counts.set(key, (counts.get(key) ?? 0) + value);
  for await (const groups of found!.groups())
    for (const { stream, labels, interval, value } of groups) add(`${stream} ${labels} ${interval}`, value);
  for await (const entries of found!.rest())
    for (const { labels, metadata, ns } of entries) add(`${labels} ${metadata} ${(ns - range.start) / 10n}`, 1);
  return Object.fromEntries([...counts].toSorted());
}

const entry = fc.record({
  pod: fc.constantFrom('a', 'b', 'c'),
  /** Mostly later than what came before. */
  ahead: fc.integer({ min: -15, max: 10 }),
  line: fc.constantFrom('one', 'two', 'one two'),
});
const request = fc.array(entry, { minLength: 1, maxLength: 12 });

/** The requests' rows: each stream's in order of arrival, `ahead` of the time that all have come to. */
function rowsOf(requests: readonly (readonly { pod: string; ahead: number; line: string }[])[]): LogRows[][] {
  let now = T0;
  return requests.map((entries) =>
    entries.map(({ pod, ahead, line }) => {
      const ns = now + BigInt(ahead);
      if (ns > now) now = ns;
      return { labels: { app: 'shop', pod }, entries: [{ ns, line }] };
    }),
  );
}

let cases = 0;

describe('entries that wait to be inserted', () => {
  it('are found as if they were in the tables, whether they are or not', async () => {
    const example = fc.record({
      stored: fc.array(request, { maxLength: 3 }),
      between: fc.array(request, { maxLength: 2 }),
      waiting: fc.array(request, { maxLength: 3 }),
      spans: fc.array(fc.tuple(fc.integer({ min: -10, max: 40 }), fc.integer({ min: 1, max: 300 })), {
        minLength: 2,
        maxLength: 3,
      }),
      lines: fc.constantFrom<LineCondition[]>(
        [],
        [{ kind: 'contains', negated: false, alternatives: ['one'] }],
        [{ kind: 'contains', negated: true, alternatives: ['two', 'three'] }],
        [{ kind: 'matches', negated: false, alternatives: ['^t.o$'] }],
      ),
    });
    await fc.assert(
      fc.asyncProperty(example, async ({ stored, between, waiting, spans, lines }) => {
        const [tenant, all] = [`some${cases}`, `all${cases++}`];
        const requests = rowsOf([...stored, ...between, ...waiting]);
        const marks = new LateEntries(undefined, 100);
        const batches: PendingLogBatch[] = [];
        for (const rows of requests.slice(0, stored.length)) lateMarks(logBatch(writer.indexes, rows, tenant), marks);
        for (const rows of requests.slice(stored.length)) {
          const logs = logBatch(writer.indexes, rows, tenant);
          batches.push(new PendingLogBatch(logs, lateMarks(logs, marks)));
        }
        // The streams of all are known, as a reader would have waited for those that are not.
        const known = requests.flat().map(({ labels }) => ({ labels, entries: [{ ns: T0 - SECOND, line: 'before' }] }));
        const store = (owner: string, rows: readonly LogRows[][]) =>
          writer.write({ tenant: owner, logs: logBatch(writer.indexes, [...known, ...rows.flat()], owner) });
        await store(tenant, requests.slice(0, stored.length + between.length));
        await store(all, requests);
        const { counts, engine: some } = counted();
        const pending = { ...wrapped(waitingLogs(batches, marks)), announces: () => false };
        const logs = new StoredLogs(some, TOPOLOGY, pending);
        const expected = new StoredLogs(engine, TOPOLOGY);
        const aggregates = new StoredLogAggregates(some, TOPOLOGY, logs, pending);
        const expectedAggregates = new StoredLogAggregates(engine, TOPOLOGY, expected);
        for (const [start, length] of spans) {
          const asked = { range: { start: T0 + BigInt(start), end: T0 + BigInt(start + length) }, lines };
          for (const order of ORDERS) {
            counts.settling = 0;
            const found = await scanned(logs, tenant, asked, order);
            if (counts.settling === 0) expect(found).toEqual(await scanned(expected, all, asked, order));
          }
          counts.settling = 0;
          const found = await countedByStream(aggregates, tenant, asked);
          if (counts.settling > 0) continue;
          expect(found).toEqual(await countedByStream(expectedAggregates, all, asked));
        }
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});

const wrapped = (pending: PendingLogs): PendingLogs => pendingUnless(() => false, pending);

describe('a question about entries in memory', () => {
  const LATEST: Asked = { range: { start: T0, end: T0 + 1000n }, lines: [] };
  const batchOf = async (tenant: string, marks: LateEntries, times: readonly bigint[], isStored = false) => {
    const rows = [{ labels: { app: 'shop' }, entries: times.map((ns) => ({ ns: T0 + ns, line: `at ${ns}` })) }];
    const logs = logBatch(writer.indexes, rows, tenant);
    const late = lateMarks(logs, marks);
    if (isStored) await writer.write({ tenant, logs });
    return new PendingLogBatch(logs, late);
  };

  it('asks the tables for nothing that it has, and for its streams once', async () => {
    const marks = new LateEntries(undefined, 100);
    await batchOf('quiet', marks, [-50n], true);
    const { counts, engine: some } = counted();
    const logs = new StoredLogs(some, TOPOLOGY, waitingLogs([await batchOf('quiet', marks, [1n, 2n])], marks));
    const newest = async () => {
      for await (const batch of logs.scan('quiet', { matchers: app('shop'), ...LATEST, order: 'backward' }, LIMITS))
        return batch.map(({ line }) => line);
      return [];
    };
    expect(await newest()).toEqual(['at 2', 'at 1']);
    expect(await newest()).toEqual(['at 2', 'at 1']);
    expect(counts).toEqual({ settling: 0, all: 1 });
  });

  it('waits for inserts where one of them may repeat what is stored', async () => {
    const marks = new LateEntries(undefined, 100);
    await batchOf('late', marks, [10n], true);
    const { counts, engine: some } = counted();
    const logs = new StoredLogs(some, TOPOLOGY, waitingLogs([await batchOf('late', marks, [10n, 20n])], marks));
    expect(await scanned(logs, 'late', LATEST, 'forward')).toHaveLength(1);
    expect(counts.settling).toBe(1);
  });

  it('waits for inserts where a stream is new, and asks again for streams when one was', async () => {
    const marks = new LateEntries(undefined, 100);
    const logs = logBatch(writer.indexes, [{ labels: { app: 'shop' }, entries: [{ ns: T0, line: 'first' }] }], 'new');
    const waiting = [new PendingLogBatch(logs, lateMarks(logs, marks))];
    const pending = new WaitingLogs(() => waiting, marks);
    const { counts, engine: some } = counted();
    const reader = new StoredLogs(some, TOPOLOGY, pending);
    const names = () => reader.labelNames('new', [], LATEST.range, LIMITS);
    await names();
    expect(counts).toEqual({ settling: 1, all: 1 });
    waiting.length = 0;
    await writer.write({ tenant: 'new', logs });
    pending.noteStreams('new');
    expect(await names()).toEqual(['app']);
    expect(await names()).toEqual(['app']);
    expect(counts).toEqual({ settling: 1, all: 2 });
  });

  it('takes none of a tenant from whom some are hidden', async () => {
    const marks = new LateEntries(undefined, 100);
    await batchOf('hidden', marks, [-50n], true);
    const waiting = waitingLogs([await batchOf('hidden', marks, [1n])], marks);
    const { counts, engine: some } = counted();
    const logs = new StoredLogs(
      some,
      TOPOLOGY,
      pendingUnless((tenant) => tenant === 'hidden', waiting),
    );
    expect(await scanned(logs, 'hidden', LATEST, 'backward')).toEqual([]);
    expect(counts.settling).toBe(1);
  });
});
