import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { type LogRows, logBatch } from '../../../../test/support/store-batches.js';
import { labelsToObject } from '../../../model/labels.js';
import type { LabelMatcher, LogEntry, TimeRangeNs, Writer } from '../../interface.js';
import { StoredLogs } from './log-reader.js';

let reader: StoredLogs;
let writer: Writer;
let remove: () => Promise<void>;

const SECOND = 1_000_000_000n;
const HOUR = 3600n * SECOND;
/** 2026-11-01T12:00:00Z */
const T0 = 1_793_534_400n * SECOND;
const RANGE: TimeRangeNs = { start: T0 - 24n * HOUR, end: T0 + 24n * HOUR };

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  writer = await storeWriter(opened.engine, 'quartet');
  reader = new StoredLogs(opened.engine, { database: 'quartet' });
});

afterAll(() => remove());

const write = async (...streams: LogRows[]) =>
  writer.write({ tenant: 'default', logs: logBatch(writer.indexes, streams) });

const equals = (name: string, value: string): LabelMatcher => ({ name, op: '=', value });

async function read(
  app: string,
  options: { tenant?: string; range?: TimeRangeNs; limit?: number; direction?: 'forward' | 'backward' } = {},
): Promise<LogEntry[]> {
  const { tenant = 'default', range = RANGE, limit = 1000, direction = 'forward' } = options;
  const selection = { matchers: [equals('app', app)], range, lines: [], order: direction };
  const found: LogEntry[] = [];
  for await (const batch of reader.scan(tenant, selection, LIMITS)) {
    found.push(...batch);
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

const lines = (entries: readonly LogEntry[]) => entries.map(({ line }) => line);

describe('entries', () => {
  it('come back with ns, bytes and structured metadata', async () => {
    const line = 'Zoë 🚀\0 tab\t "quoted" \\ \u2028';
    const metadata = { user: 'ann', trace_id: '4bf92f3577b34da6a3ce929d0e0e4736' };
    await write({
      labels: { app: 'whole', env: 'x' },
      entries: [{ ns: T0 + 123_456_789n, line, level: 'warn', metadata }],
    });
    const [entry] = await read('whole');
    expect(entry).toEqual({
      labels: ['app', 'whole', 'env', 'x'],
      ns: T0 + 123_456_789n,
      line,
      metadata: ['detected_level', 'warn', 'trace_id', metadata.trace_id, 'user', 'ann'],
    });
  });

  it('that are equal in everything are one; those that differ in anything are not', async () => {
    const entry = { ns: T0, line: 'same', metadata: { a: '1' } };
    const stream = { labels: { app: 'repeats' }, entries: [entry, entry] };
    await write(stream);
    await write(stream);
    await write({
      labels: { app: 'repeats' },
      entries: [
        { ...entry, metadata: { a: '2' } },
        { ...entry, line: 'other' },
        { ...entry, ns: T0 + 1n },
      ],
    });
    await write({ ...stream, labels: { app: 'repeats', pod: '1' } });
    expect(await read('repeats')).toHaveLength(5);
  });

  it('fill the limit although others were stored many times', async () => {
    const entries = Array.from({ length: 20 }, (_, i) => ({ ns: T0 + BigInt(i), line: `line ${i}` }));
    for (let i = 0; i < 5; i++) await write({ labels: { app: 'filled' }, entries });
    expect(lines(await read('filled', { limit: 10 }))).toEqual(entries.slice(0, 10).map(({ line }) => line));
    expect(await read('filled', { limit: 100 })).toHaveLength(20);
  });

  it('stand from the start, inclusive, to the end, exclusive', async () => {
    await write({
      labels: { app: 'ends' },
      entries: [-1n, 0n, 5n, 9n, 10n].map((at) => ({ ns: T0 + at, line: String(at) })),
    });
    expect(lines(await read('ends', { range: { start: T0, end: T0 + 10n } }))).toEqual(['0', '5', '9']);
    expect(await read('ends', { range: { start: T0, end: T0 } })).toEqual([]);
  });

  it('come newest or oldest first over growing windows, up to the limit', async () => {
    const hours = [-20n, -5n, -1n, 0n, 3n, 8n, 20n];
    await write({
      labels: { app: 'windows' },
      entries: hours.map((hour) => ({ ns: T0 + hour * HOUR, line: `${hour}` })),
    });
    const expected = hours.map(String);
    expect(lines(await read('windows'))).toEqual(expected);
    expect(lines(await read('windows', { direction: 'backward' }))).toEqual([...expected].reverse());
    for (let limit = 1; limit <= hours.length; limit++) {
      expect(lines(await read('windows', { limit }))).toEqual(expected.slice(0, limit));
      expect(lines(await read('windows', { limit, direction: 'backward' }))).toEqual(
        [...expected].reverse().slice(0, limit),
      );
    }
    expect(await read('windows', { limit: 0 })).toEqual([]);
  });

  it('of more streams than are named in a query', async () => {
    const streams = Array.from({ length: 600 }, (_, i) => ({
      labels: { app: 'streams', i: String(i) },
      entries: [{ ns: T0 + BigInt(i), line: `of ${i}` }],
    }));
    await write(...streams);
    const found = await read('streams');
    expect(found.map(({ labels, line }) => [labelsToObject(labels).i, line])).toEqual(
      streams.map(({ labels, entries }) => [labels.i, entries[0]!.line]),
    );
  });

  it('of other tenants stay theirs', async () => {
    const stream = { labels: { app: 'tenants' }, entries: [{ ns: T0, line: 'secret' }] };
    await writer.write({ tenant: 'other', logs: logBatch(writer.indexes, [stream], 'other') });
    expect(await read('tenants')).toEqual([]);
    expect(lines(await read('tenants', { tenant: 'other' }))).toEqual(['secret']);
  });

  it.each([
    [{ negated: false, kind: 'contains', alternatives: ['id=4bf92f35 '] }, ['id=4bf92f35 a']],
    [{ negated: false, kind: 'contains', alternatives: ['a', 'B'] }, ['id=4bf92f35 a', 'B']],
    [{ negated: true, kind: 'contains', alternatives: ['a', 'B'] }, ['c']],
    [{ negated: false, kind: 'matches', alternatives: ['^[Bc]$'] }, ['B', 'c']],
    [{ negated: true, kind: 'matches', alternatives: ['^B', 'c'] }, ['id=4bf92f35 a']],
  ] as const)('whose lines hold: %o', async (condition, expected) => {
    const app = 'conditions';
    await write({
      labels: { app },
      entries: ['id=4bf92f35 a', 'B', 'c'].map((line, i) => ({ ns: T0 + BigInt(i), line })),
    });
    const found: LogEntry[] = [];
    for (const order of ['forward', 'by-stream'] as const) {
      found.length = 0;
      const selection = { matchers: [equals('app', app)], range: RANGE, lines: [condition], order };
      for await (const batch of reader.scan('default', selection, LIMITS)) found.push(...batch);
      expect(lines(found)).toEqual(expected);
    }
  });

  it('at the ends of time', async () => {
    const last = 9_223_286_399n * SECOND;
    await write({ labels: { app: 'times' }, entries: [0n, 1n, last].map((ns) => ({ ns, line: String(ns) })) });
    const range = { start: 0n, end: last + SECOND };
    expect(lines(await read('times', { range }))).toEqual(['0', '1', String(last)]);
    expect(lines(await read('times', { range, limit: 1, direction: 'backward' }))).toEqual([String(last)]);
  });
});

describe('streams and labels', () => {
  it('match as for metrics, over the days of the range', async () => {
    await write(
      { labels: { team: 'red', service_name: 'shop' }, entries: [{ ns: T0, line: 'a' }] },
      { labels: { team: 'blue' }, entries: [{ ns: T0, line: 'b' }] },
      { labels: { team: 'old' }, entries: [{ ns: T0 - 72n * HOUR, line: 'c' }] },
    );
    const team: LabelMatcher = { name: 'team', op: '!=', value: '' };
    const found = await reader.streams('default', [team], RANGE, LIMITS);
    expect(found.map((labels) => labelsToObject(labels).team).sort()).toEqual(['blue', 'red']);
    const noService = await reader.streams('default', [team, equals('service_name', '')], RANGE, LIMITS);
    expect(noService.map(labelsToObject)).toEqual([{ team: 'blue' }]);
    expect(await reader.labelNames('default', [team], RANGE, LIMITS)).toEqual(['service_name', 'team']);
    expect(await reader.labelValues('default', 'team', [], RANGE, LIMITS)).toEqual(['blue', 'red']);
    expect(await reader.labelValues('default', 'service_name', [team], RANGE, LIMITS)).toEqual(['shop']);
  });
});
