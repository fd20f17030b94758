import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { type LogRows, logBatch } from '../../../../test/support/store-batches.js';
import type { Engine } from '../../engine/engine.js';
import type { ExtractedFilter, LogAggregation, LogEntry, LogGroup, Writer } from '../../interface.js';
import { StoredLogAggregates } from './log-aggregates.js';
import { StoredLogs } from './log-reader.js';

let engine: Engine;
let writer: Writer;
let aggregates: StoredLogAggregates;
let remove: () => Promise<void>;

const TOPOLOGY = { database: 'quartet' };
const SECOND = 1_000_000_000n;
/** 2026-11-01T12:00:00Z */
const T0 = 1_793_534_400n * SECOND;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  writer = await storeWriter(engine, TOPOLOGY.database);
  aggregates = new StoredLogAggregates(engine, TOPOLOGY, new StoredLogs(engine, TOPOLOGY));
});

afterAll(() => remove());

const write = async (...streams: LogRows[]) =>
  writer.write({ tenant: 'default', logs: logBatch(writer.indexes, streams) });

/** Entries of a stream as seconds behind `T0`; the text is the line. */
const entries = (...rows: (readonly [seconds: number, line: string])[]): LogRows['entries'] =>
  rows.map(([seconds, line]) => ({ ns: T0 + BigInt(Math.round(seconds * 1e9)), line }));

async function asked(app: string, more: Partial<LogAggregation> = {}) {
  const intervals = { origin: T0, every: 10n * SECOND, width: 10n * SECOND, ...more.intervals };
  return aggregates.aggregate(
    'default',
    {
      matchers: [{ name: 'app', op: '=', value: app }],
      lines: [],
      filters: [],
      streamFilters: [],
      judgeStream: () => true,
      by: [],
      value: 'entries',
      range: { start: intervals.origin + 1n, end: T0 + 60n * SECOND + 1n },
      ...more,
      intervals,
    },
    LIMITS,
  );
}

/** Groups as `labels interval value`, sorted, those of equal labels added up. */
async function groups(app: string, more: Partial<LogAggregation> = {}): Promise<string[]> {
  const found = await asked(app, more);
  const all: LogGroup[] = [];
  for await (const batch of found!.groups()) all.push(...batch);
  const sums = new Map<string, number>();
  for (const { stream, labels, interval, value } of all) {
    const key = `${[...stream, ...labels].join(',')}@${interval}`;
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return [...sums].map(([key, sum]) => `${key} ${sum}`).sort();
}

describe('intervals', () => {
  it('begin behind their first time and end with their last', async () => {
    await write({
      labels: { app: 'bounds' },
      entries: entries([0, 'a'], [0.000000001, 'b'], [10, 'c'], [10.1, 'd'], [60, 'e']),
    });
    expect(await groups('bounds')).toEqual(['@0 2', '@1 1', '@5 1']);
  });

  it('leave out what lies between them', async () => {
    await write({ labels: { app: 'gaps' }, entries: entries([1, 'a'], [3, 'b'], [3.5, 'c'], [12, 'd'], [19, 'e']) });
    const intervals = { origin: T0, every: 10n * SECOND, width: 3n * SECOND };
    expect(await groups('gaps', { intervals })).toEqual(['@0 2', '@1 1']);
  });
});

describe('groups', () => {
  const level = (seconds: number, text: string, metadata: Record<string, string> = {}) => ({
    ns: T0 + BigInt(seconds) * SECOND,
    line: 'x'.repeat(seconds),
    level: text,
    metadata,
  });

  beforeAll(async () => {
    await write(
      { labels: { app: 'groups', pod: 'p1' }, entries: [level(1, 'info', { user: 'ann' }), level(2, 'warn')] },
      {
        labels: { app: 'groups', pod: 'p2', zone: 'z' },
        entries: [level(3, 'info'), level(14, 'info', { zone: 'm' })],
      },
    );
  });

  it.each<[name: string, more: Partial<LogAggregation>, expected: string[]]>([
    ['no labels', {}, ['@0 3', '@1 1']],
    ['a label of all streams', { by: ['pod'] }, ['pod,p1@0 2', 'pod,p2@0 1', 'pod,p2@1 1']],
    [
      'the detected level',
      { by: ['detected_level'] },
      ['detected_level,info@0 2', 'detected_level,info@1 1', 'detected_level,warn@0 1'],
    ],
    ['metadata', { by: ['user'] }, ['@0 2', '@1 1', 'user,ann@0 1']],
    ['a label that none has', { by: ['none'] }, ['@0 3', '@1 1']],
    [
      'all labels',
      { by: 'all' },
      [
        'app,groups,pod,p1,detected_level,info,user,ann@0 1',
        'app,groups,pod,p1,detected_level,warn@0 1',
        'app,groups,pod,p2,zone,z,detected_level,info,zone,m@1 1',
        'app,groups,pod,p2,zone,z,detected_level,info@0 1',
      ],
    ],
    ['bytes', { value: 'bytes' }, ['@0 6', '@1 14']],
    ['lines', { lines: [{ negated: false, kind: 'contains', alternatives: ['xxx'] }] }, ['@0 1', '@1 1']],
  ])('by %s', async (_, more, expected) => {
    expect(await groups('groups', more)).toEqual(expected);
  });

  const text = (name: string, value: string): ExtractedFilter => ({ kind: 'text', matcher: { name, op: '=', value } });

  it('are of the streams that pass', async () => {
    const judgeStream: LogAggregation['judgeStream'] = (_, labels) => labels.includes('p1');
    expect(await groups('groups', { filters: [text('pod', 'p1')], judgeStream })).toEqual(['@0 2']);
    expect(await groups('groups', { filters: [text('pod', 'p3')], judgeStream: () => false })).toEqual([]);
  });

  it.each<[name: string, more: Partial<LogAggregation>]>([
    ['a filter fails on a stream', { filters: [text('pod', 'p1')], judgeStream: () => undefined }],
    ['a filter looks at a label of some streams', { filters: [text('zone', 'z')] }],
  ])('are not made where %s', async (_, more) => {
    expect(await asked('groups', more)).toBeUndefined();
  });
});

describe('entries that are equal in everything count once', () => {
  const twice = async (app: string, first: LogRows['entries'], second?: LogRows['entries']) => {
    const labels = { app };
    await write({ labels, entries: first });
    if (second !== undefined) await write({ labels, entries: second });
  };

  it.each<[name: string, first: LogRows['entries'], second: LogRows['entries'] | undefined, expected: string[]]>([
    ['in one body', entries([1, 'a'], [1, 'a'], [2, 'b']), undefined, ['@0 2']],
    ['in two bodies', entries([1, 'a'], [2, 'b']), entries([1, 'a'], [2, 'b'], [3, 'c']), ['@0 3']],
    ['out of order', entries([5, 'a'], [1, 'b'], [5, 'a'], [1, 'b']), entries([3, 'c'], [1, 'b']), ['@0 3']],
    ['but not other lines of their time', entries([1, 'a'], [1, 'b'], [1, 'a'], [1, 'c']), entries([1, 'd']), ['@0 4']],
    [
      'with their metadata',
      [
        { ns: T0 + SECOND, line: 'a', metadata: { x: '1', y: '2' } },
        { ns: T0 + SECOND, line: 'a', metadata: { y: '2', x: '1' } },
        { ns: T0 + SECOND, line: 'a', metadata: { x: '2' } },
        { ns: T0 + SECOND, line: 'a', level: 'info' },
      ],
      undefined,
      ['@0 3'],
    ],
  ])('%s', async (name, first, second, expected) => {
    await twice(name, first, second);
    expect(await groups(name)).toEqual(expected);
    expect(await groups(name, { by: 'all' }).then((found) => found.length)).toBeGreaterThan(0);
  });

  it('where their metadata is asked for', async () => {
    const row = (seconds: number, metadata: Record<string, string>) => ({
      ns: T0 + BigInt(seconds) * SECOND,
      line: 'refused',
      metadata,
    });
    const rows = [row(1, { tenant: 'acme' }), row(2, { tenant: 'globex', user: 'ann' }), row(3, {})];
    await twice('metadata', rows, rows);
    const more: Partial<LogAggregation> = {
      by: ['tenant'],
      lines: [{ negated: false, kind: 'contains', alternatives: ['refused'] }],
      filters: [{ kind: 'text', matcher: { name: 'tenant', op: '!=', value: '' } }],
    };
    expect(await groups('metadata', more)).toEqual(['tenant,acme@0 1', 'tenant,globex@0 1']);
  });

  it('after a restart', async () => {
    await twice('restart', entries([1, 'a'], [2, 'b']));
    writer = await storeWriter(engine, TOPOLOGY.database);
    await twice('restart', entries([2, 'b'], [2, 'c'], [1, 'a'], [30, 'd']));
    expect(await groups('restart')).toEqual(['@0 3', '@2 1']);
  });

  it('where most are late', async () => {
    const rows = Array.from({ length: 300 }, (_, i): [number, string] => [59 - (i % 60) / 2, `line ${i % 150}`]);
    await twice('late', entries(...rows), entries(...rows));
    const distinct = new Set(rows.map((row) => row.join(' ')));
    const counted = await groups('late', { intervals: { origin: T0, every: 60n * SECOND, width: 60n * SECOND } });
    expect(counted).toEqual([`@0 ${distinct.size}`]);
  });
});

describe('what is not UTF-8', () => {
  it('is left to who reads the entries', async () => {
    const batch = logBatch(writer.indexes, []);
    const ref = writer.indexes.streams.intern('default', ['app', 'bytes']);
    for (const [i, line] of [Buffer.from('good'), Buffer.from([0x62, 0xff, 0x64])].entries()) {
      const ns = T0 + BigInt(i + 1) * SECOND;
      batch.append(ref, Number(ns & 0xffffffffn), Number(ns >> 32n), line, 0, line.length, '');
      batch.endRow();
    }
    await writer.write({ tenant: 'default', logs: batch });
    const found = await asked('bytes', { value: 'bytes' });
    const counted: LogGroup[] = [];
    for await (const some of found!.groups()) counted.push(...some);
    const rest: LogEntry[] = [];
    for await (const some of found!.rest()) rest.push(...some);
    expect(counted.map(({ value }) => value)).toEqual([4]);
    expect(rest.map(({ line }) => line)).toEqual(['b\ufffdd']);
  });
});
