import { afterAll, beforeAll, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { recentSpans } from '../../../../test/support/recent-spans.js';
import { storedSpan, storedSpanBatch } from '../../../../test/support/stored-span-batch.js';
import type { Engine } from '../../engine/engine.js';
import type { RecentSpans } from '../../recent/recent-spans.js';
import type { SpanCondition, SpanField } from '../../span-interface.js';
import type { BatchWriter } from '../../write/writer.js';
import { StoredSpans } from './span-reader.js';
import { StoredTraces } from './trace-reader.js';

/** The same reads with what is kept in memory and without it, where some spans were stored before the process started. */

const TOPOLOGY = { database: 'quartet' };
const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const DAY = 1_440n * MINUTE;
const NOW = 1_795_168_800_000_000_000n;
const ALL: SpanCondition = { kind: 'all', conditions: [] };

let engine: Engine;
let remove: () => Promise<void>;
let asked: string[] = [];
let recent: RecentSpans;
let writer: BatchWriter;
let command: Engine['command'];

const idOf = (trace: number): Buffer => Buffer.from(trace.toString(16).padStart(32, 'a'), 'hex');

/** `n` tells all about a span. */
const spanOf = (n: number, startNs: bigint, trace = n % 40) =>
  storedSpan({
    traceId: idOf(trace),
    spanId: Buffer.from((n + 1).toString(16).padStart(16, '0'), 'hex'),
    parentId: n % 3 === 0 ? Buffer.alloc(8) : Buffer.from((n % 7).toString(16).padStart(16, '0'), 'hex'),
    startNs,
    resource: ['resource.service.name', `sservice-${n % 5}`],
    attributes: [`key${n % 11}`, `i${n}`, 'n', n % 2 === 0 ? 'sx' : 'i1'],
  });

const write = (spans: readonly ReturnType<typeof spanOf>[], tenant = 't') =>
  writer.write({ tenant, spans: storedSpanBatch(writer.indexes, spans, tenant) });

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  command = (sql) => opened.engine.command(sql);
  engine = {
    ...opened.engine,
    query: (sql: string, ...rest) => {
      asked.push(sql);
      return opened.engine.query(sql, ...rest);
    },
  } as Engine;
  writer = await storeWriter(opened.engine, 'quartet');
  await write(Array.from({ length: 60 }, (_, n) => spanOf(n, NOW - 200n * MINUTE + BigInt(n) * MINUTE)));
  recent = await recentSpans(engine, 'quartet', Number(NOW / 1_000_000n));
  writer = await storeWriter(opened.engine, 'quartet', undefined, undefined, recent);
  // Before and after the start, a day before, a year ahead, and of one trace over two hours.
  await write(Array.from({ length: 60 }, (_, n) => spanOf(100 + n, NOW - 150n * MINUTE + BigInt(n) * MINUTE)));
  await write([spanOf(200, NOW - DAY, 3), spanOf(201, NOW + 365n * DAY, 4), spanOf(202, NOW - 20n * MINUTE, 50)]);
  await write(Array.from({ length: 12 }, (_, n) => spanOf(300 + n, NOW - 60n * MINUTE + BigInt(n) * 5n * MINUTE, 51)));
});

afterAll(() => remove());

const ids = Array.from({ length: 55 }, (_, trace) => idOf(trace));

it('traces by id are the same', async () => {
  const [plain, known] = [new StoredTraces(engine, TOPOLOGY), new StoredTraces(engine, TOPOLOGY, recent.traceMinutes)];
  // Some with spans before and after the start, and those that lie apart.
  for (const id of [0, 3, 4, 9, 21, 39, 50, 51, 52].map(idOf)) {
    const [expected, found] = [await plain.trace('t', id, LIMITS), await known.trace('t', id, LIMITS)];
    expect(found).toEqual(expected);
  }
});

it.each([1, 20, 55])('%i traces at once are the same', async (count) => {
  const columns = { attributes: 'all', events: true, links: true } as const;
  const read = async (reader: StoredSpans) => {
    const traces: string[] = [];
    const wanted = ids.slice(-count).map((id) => id.toString('hex'));
    for await (const spans of reader.traces('t', wanted, columns, LIMITS))
      traces.push(
        spans
          .map(({ traceId, spanId }) => Buffer.concat([traceId, spanId]).toString('hex'))
          .sort()
          .join(),
      );
    return traces.sort();
  };
  expect(await read(new StoredSpans(engine, TOPOLOGY, recent))).toEqual(await read(new StoredSpans(engine, TOPOLOGY)));
});

const FIELDS: [string, SpanField][] = [
  ['a resource', { kind: 'attribute', scope: 'resource', name: 'service.name' }],
  ['an attribute', { kind: 'attribute', scope: 'span', name: 'n' }],
  ['one that few have', { kind: 'attribute', scope: 'span', name: 'key3' }],
  ['one that nobody has', { kind: 'attribute', scope: 'span', name: 'other' }],
];

const RANGES: [string, bigint, bigint][] = [
  ['the last hour', -60n * MINUTE, 1n],
  ['half a minute', -20n * MINUTE - 15n * SECOND, -20n * MINUTE + 15n * SECOND],
  ['two minutes without spans', -4n * MINUTE, -2n * MINUTE],
  ['ns beside a span', -20n * MINUTE + 1n, -15n * MINUTE],
  ['everything', -400n * DAY, 400n * DAY],
];

it.each(RANGES)('names and values of %s are the same, before and after everything is known', async (_, from, to) => {
  const selection = { range: { start: NOW + from, end: NOW + to }, condition: ALL };
  const read = async (reader: StoredSpans) => [
    await reader.attributeNames('t', selection, LIMITS),
    ...(await Promise.all(
      FIELDS.map(async ([, field]) =>
        (await reader.fieldValues('t', field, selection, 100, LIMITS)).map(textOf).sort(),
      ),
    )),
  ];
  const expected = await read(new StoredSpans(engine, TOPOLOGY));
  const known = new StoredSpans(engine, TOPOLOGY, recent);
  expect(await read(known)).toEqual(expected);
  await expect.poll(() => recent.presence.in('t', { start: NOW - MINUTE, end: NOW })).toBeDefined();
  expect(await read(known)).toEqual(expected);
});

const textOf = (value: object): string =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}` : each));

it('values of a resource ask the store nothing once they are known, and have what was written since', async () => {
  const reader = new StoredSpans(engine, TOPOLOGY, recent);
  const [, field] = FIELDS[0]!;
  const selection = { range: { start: NOW - 60n * MINUTE, end: NOW + 1n }, condition: ALL };
  const values = async () => (await reader.fieldValues('t', field, selection, 100, LIMITS)).map(textOf);
  await values();
  await expect.poll(() => recent.presence.in('t', selection.range)).toBeDefined();
  await write([{ ...spanOf(400, NOW - 2n * MINUTE), resource: ['resource.service.name', 'snew'] }]);
  asked = [];
  expect(await values()).toContain(textOf({ type: 'string', value: 'new' }));
  expect(asked).toEqual([]);
});

it('conditions are judged by types that were written since they were asked for', async () => {
  const reader = new StoredSpans(engine, TOPOLOGY, recent);
  const condition: SpanCondition = { kind: 'present', field: { kind: 'attribute', scope: 'span', name: 'fresh' } };
  const find = async () => {
    const found: string[] = [];
    const search = { range: { start: NOW - MINUTE, end: NOW }, required: [condition] };
    for await (const some of reader.candidates('t', search, LIMITS)) found.push(...some);
    return found;
  };
  expect(await find()).toEqual([]);
  await write([{ ...spanOf(401, NOW - 30n * SECOND), attributes: ['fresh', 'btrue'] }]);
  expect(await find()).toEqual([idOf(401 % 40).toString('hex')]);
});

it('what was dropped from the store is forgotten', async () => {
  const selection = { range: { start: NOW - 60n * MINUTE, end: NOW }, condition: ALL };
  await write([spanOf(1, NOW - 1n)], 'dropped');
  const reader = new StoredSpans(engine, TOPOLOGY, recent);
  const values = () => reader.fieldValues('dropped', FIELDS[0]![1], selection, 100, LIMITS);
  expect(await values()).toHaveLength(1);
  await expect.poll(() => recent.presence.in('dropped', selection.range)).toHaveLength(1);
  for (const table of ['spans', 'span_resources', 'span_attributes'])
    await command(`DELETE FROM quartet.${table} WHERE tenant = 'dropped'`);
  expect(await values()).toHaveLength(1);
  recent.forget();
  expect(await values()).toEqual([]);
});
