import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { storedSpan, storedSpanBatch } from '../../../../test/support/stored-span-batch.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import type { Writer } from '../../interface.js';
import type { SpanAggregation, SpanCondition, SpanField } from '../../span-interface.js';
import { StoredSpans } from './span-reader.js';

let reader: StoredSpans;
let writer: Writer;
let opened: Awaited<ReturnType<typeof embeddedEngine>>;
let tenants = 0;

beforeAll(async () => {
  opened = await embeddedEngine();
  writer = await storeWriter(opened.engine, 'quartet');
  reader = new StoredSpans(opened.engine, { database: 'quartet' });
});

afterAll(() => opened.remove());

const T0 = 1_795_168_800_000_000_000n;
const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const ALL: SpanCondition = { kind: 'all', conditions: [] };

const traceOf = (n: number): Uint8Array => Buffer.from(n.toString(16).padStart(32, '0'), 'hex');
const spanOf = (n: number): Uint8Array => Buffer.from(n.toString(16).padStart(16, '0'), 'hex');

interface Made {
  readonly trace: number;
  readonly span?: number;
  readonly parent?: number;
  /** After `T0`, and how long, ns. */
  readonly at: bigint;
  readonly lasts?: bigint;
  readonly attributes?: readonly string[];
  readonly fields?: Partial<StoredSpan>;
}

const made = ({ trace, span = 1, parent = 0, at, lasts = 0n, attributes = [], fields }: Made): StoredSpan =>
  storedSpan({
    traceId: traceOf(trace),
    spanId: spanOf(span),
    parentId: spanOf(parent),
    startNs: T0 + at,
    durationNs: lasts,
    attributes,
    ...fields,
  });

/** Stores spans for a tenant of their own. */
async function store(...spans: readonly Made[]): Promise<string> {
  const tenant = `t${++tenants}`;
  await storeFor(tenant, ...spans);
  return tenant;
}

const storeFor = (tenant: string, ...spans: readonly Made[]): Promise<void> =>
  writer.write({ tenant, spans: storedSpanBatch(writer.indexes, spans.map(made), tenant) });

const attribute = (name: string, scope: 'span' | 'resource' | 'any' | 'event' | 'link' = 'span'): SpanField => ({
  kind: 'attribute',
  scope,
  name,
});
const has = (name: string): SpanCondition => ({ kind: 'present', field: attribute(name) });

async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}

describe('candidates', () => {
  const find = async (tenant: string, start: bigint, end: bigint, ...required: readonly SpanCondition[]) => {
    const search = { range: { start: T0 + start, end: T0 + end }, required };
    return (await all(reader.candidates(tenant, search, LIMITS))).map((id) => Number.parseInt(id, 16));
  };

  it('come newest first, each once, over all windows', async () => {
    const spans = Array.from({ length: 60 }, (_, i) => ({ trace: i + 1, at: BigInt(i) * 2n * MINUTE }));
    const tenant = await store(...spans, { trace: 1, span: 2, at: 118n * MINUTE });
    const expected = [60, 1, ...Array.from({ length: 58 }, (_, i) => 59 - i)].sort((a, b) => a - b);
    const found = await find(tenant, 0n, 120n * MINUTE);
    expect([...found].sort((a, b) => a - b)).toEqual(expected);
    expect(found.slice(2, 6)).toEqual([59, 58, 57, 56]);
  });

  it.each<[string, bigint, bigint, number[]]>([
    ['both ends count', 10n, 20n, [1]],
    ['a span that lasts into the range', 15n, 30n, [1]],
    ['one that ended before it', 21n, 30n, []],
    ['one that starts behind it', 0n, 9n, []],
  ])('of a span from 10 to 20 s: %s', async (_, start, end, expected) => {
    const tenant = await store({ trace: 1, at: 10n * SECOND, lasts: 10n * SECOND });
    expect(await find(tenant, start * SECOND, end * SECOND)).toEqual(expected);
  });

  it('meet each condition with one of their spans, minutes apart too', async () => {
    const tenant = await store(
      { trace: 1, at: 0n, attributes: ['a', 'i1'] },
      { trace: 1, span: 2, at: 50n * MINUTE, attributes: ['b', 'i1'] },
      { trace: 2, at: 0n, attributes: ['a', 'i1'] },
      { trace: 3, at: 0n, attributes: ['a', 'i1', 'b', 'i1'] },
    );
    expect((await find(tenant, 0n, 60n * MINUTE, has('a'), has('b'))).sort()).toEqual([1, 3]);
    expect(await find(tenant, 0n, 60n * MINUTE, has('a'), has('c'))).toEqual([]);
  });

  it('have as many spans as are asked for, minutes apart too', async () => {
    const tenant = await store(
      { trace: 1, at: 0n, attributes: ['a', 'i1'] },
      { trace: 1, span: 2, at: 50n * MINUTE, attributes: ['a', 'i1'] },
      { trace: 2, at: 0n, attributes: ['a', 'i1'] },
      { trace: 2, span: 2, at: 1n },
      { trace: 3, at: 0n, attributes: ['a', 'i1'] },
      { trace: 3, span: 2, at: 1n, attributes: ['a', 'i1'] },
    );
    const range = { start: T0, end: T0 + 60n * MINUTE };
    const search = { range, required: [has('a')], least: { condition: has('a'), spans: 2 } };
    const found = await all(reader.candidates(tenant, search, LIMITS));
    expect(found.map((id) => Number.parseInt(id, 16)).sort()).toEqual([1, 3]);
  });

  it('come page by page where few are wanted', async () => {
    const tenant = await store(...Array.from({ length: 60 }, (_, i) => ({ trace: i + 1, at: BigInt(i) })));
    const sizes: number[] = [];
    const search = { range: { start: T0, end: T0 + MINUTE }, required: [], wanted: 1 };
    for await (const ids of reader.candidates(tenant, search, LIMITS)) sizes.push(ids.length);
    expect(sizes).toEqual([25, 35]);
  });

  it('cross an end of the range and meet the condition beyond it', async () => {
    const tenant = await store(
      { trace: 1, at: 10n * SECOND, lasts: 20n * SECOND },
      { trace: 1, span: 2, parent: 1, at: 25n * SECOND, attributes: ['a', 'i1'] },
      { trace: 2, at: 25n * SECOND, attributes: ['a', 'i1'] },
    );
    expect(await find(tenant, 0n, 20n * SECOND, has('a'))).toEqual([1]);
  });
});

describe('whole traces', () => {
  const ids = (numbers: readonly number[]): string[] => numbers.map((n) => Buffer.from(traceOf(n)).toString('hex'));
  const columns = { attributes: new Set(['k', '']), events: false, links: false };

  it('have every span once, whatever its time, with the attributes that are wanted', async () => {
    const spans: Made[] = [
      { trace: 1, at: 0n, attributes: ['k', 'i7', 'other', 's'] },
      { trace: 1, span: 2, parent: 1, at: 3000n * MINUTE, attributes: ['', 'strue'] },
      { trace: 2, at: 0n },
    ];
    const tenant = await store(...spans);
    await writer.write({ tenant, spans: storedSpanBatch(writer.indexes, spans.map(made), tenant) });
    const found: (readonly StoredSpan[])[] = [];
    for await (const trace of reader.traces(tenant, ids([1, 2, 9]), columns, LIMITS)) found.push(trace);
    expect(found.map((trace) => trace.length)).toEqual([2, 1]);
    const attributes = found[0]!
      .map((span) => span.attributes)
      .sort((a, b) => b.length - a.length || (a[0]! > b[0]! ? -1 : 1));
    expect(attributes).toEqual([
      ['k', 'i7'],
      ['', 'strue'],
    ]);
  });

  it('of many candidates have what lies hours from where they were seen', async () => {
    const numbers = Array.from({ length: 200 }, (_, i) => i + 1);
    const tenant = await store(
      ...numbers.flatMap((trace) => [
        { trace, at: 300n * MINUTE, parent: 0, lasts: SECOND },
        { trace, span: 2, parent: trace % 50 === 0 ? 3 : 1, at: 300n * MINUTE, attributes: ['seen', 'i1'] },
        ...(trace % 50 === 0 ? [{ trace, span: 3, at: 0n }] : []),
      ]),
    );
    const search = { range: { start: T0, end: T0 + 301n * MINUTE }, required: [has('seen')] };
    const candidates = await all(reader.candidates(tenant, search, LIMITS));
    expect(candidates).toHaveLength(200);
    const lengths = new Map<number, number>();
    for await (const trace of reader.traces(tenant, candidates, columns, LIMITS))
      lengths.set(Buffer.from(trace[0]!.traceId).readUInt32BE(12), trace.length);
    expect([lengths.size, lengths.get(1), lengths.get(50), lengths.get(200)]).toEqual([200, 2, 3, 3]);
  });
});

describe('aggregates', () => {
  const ask = async (tenant: string, asked: Partial<SpanAggregation>) => {
    const range = { start: T0, end: T0 + 40n };
    return reader.aggregate(tenant, { range, condition: ALL, by: [], step: 10n, ...asked }, LIMITS);
  };

  it('count in intervals without their start and with their end', async () => {
    const tenant = await store(...[0n, 1n, 10n, 11n, 40n, 41n].map((at, i) => ({ trace: 1, span: i + 1, at })));
    const counts = (await ask(tenant, {})).map(({ interval, count }) => [interval, count]);
    expect(counts.sort()).toEqual([
      [0, 2],
      [1, 1],
      [3, 1],
    ]);
  });

  it('group by values of any type, and by none', async () => {
    const values = ['sa', 'sa', 'i7', 'd7', 'btrue', 'a{"arrayValue":{"values":[{"intValue":"7"}]}}', 'xAA=='];
    const tenant = await store(
      ...values.map((value, i) => ({ trace: 1, span: i + 1, at: 5n, attributes: ['k', value] })),
      { trace: 2, at: 5n },
    );
    const groups = (await ask(tenant, { by: [attribute('k'), attribute('service.name', 'resource')] })).map(
      ({ group, count }) => [...group, count],
    );
    const shop = { type: 'string', value: 'shop' };
    expect(groups).toHaveLength(6);
    expect(groups).toEqual(
      expect.arrayContaining([
        [{ type: 'string', value: 'a' }, shop, 2],
        [{ type: 'int', value: 7 }, shop, 1],
        [{ type: 'float', value: 7 }, shop, 1],
        [{ type: 'bool', value: true }, shop, 1],
        [{ type: 'array', element: 'int', values: [{ type: 'int', value: 7 }] }, shop, 1],
        [{ type: 'nil' }, shop, 2],
      ]),
    );
  });

  it('measure numbers, and count them by powers of two', async () => {
    const values = ['i1', 'i2', 'i3', 'i1024', 'i1025', 'd0.25', 'i0', 's5'];
    const tenant = await store(
      ...values.map((value, i) => ({ trace: 1, span: i + 1, at: 5n, lasts: BigInt(i), attributes: ['k', value] })),
    );
    const [found] = await ask(tenant, { measure: attribute('k'), histogram: true });
    expect(found).toEqual({
      group: [],
      interval: 0,
      count: 8,
      measured: { count: 7, sum: 2055.25, min: 0, max: 1025 },
      powersOfTwo: new Map([
        [-2, 1],
        [0, 1],
        [1, 1],
        [2, 1],
        [10, 1],
        [11, 1],
      ]),
    });
    const duration: SpanField = { kind: 'intrinsic', name: 'duration' };
    expect((await ask(tenant, { measure: duration }))[0]!.measured).toEqual({ count: 8, sum: 28, min: 0, max: 7 });
  });
});

describe('names and values', () => {
  const link = { traceId: traceOf(1), spanId: spanOf(1), traceState: '', attributes: ['hops', 'i3'] };
  const stored = () =>
    store(
      {
        trace: 1,
        at: 1n,
        attributes: ['k', 'sa', '', 'i1'],
        fields: {
          resource: ['resource.service.name', 'sshop', 'scope.attributes.lang', 'sts', 'scope.name', 'lib'],
          events: [{ ns: T0 + 3n, name: 'e', attributes: ['ev', 'd2.5'] }],
          links: [link],
        },
      },
      { trace: 1, span: 2, at: 1n, attributes: ['k', 'sa'] },
      {
        trace: 2,
        at: 1n,
        attributes: ['k', 'a{"arrayValue":{"values":[{"stringValue":"b"},{"stringValue":"a"}]}}'],
      },
      { trace: 3, at: 99n, attributes: ['late', 'i1'], fields: { resource: ['resource.late', 'i1'] } },
    );
  const selection = { range: { start: T0, end: T0 + 10n }, condition: ALL };

  it('name the attributes of each scope', async () => {
    expect(await reader.attributeNames(await stored(), selection, LIMITS)).toEqual({
      span: ['', 'k'],
      resource: ['service.name'],
      event: ['ev'],
      link: ['hops'],
      instrumentation: ['lang'],
    });
  });

  it.each<[string, SpanField, unknown[]]>([
    ['strings and elements of arrays', attribute('k'), ['a', 'b']],
    ['a resource', attribute('service.name', 'resource'), ['shop']],
    ['a resource, unscoped', attribute('service.name', 'any'), ['shop']],
    ['one of other days', attribute('late', 'resource'), []],
    ['events', attribute('ev', 'event'), [2.5]],
    ['links', attribute('hops', 'link'), [3]],
    ['times of events', { kind: 'intrinsic', name: 'event:timeSinceStart' }, [2]],
    ['names', { kind: 'intrinsic', name: 'name' }, ['work']],
    ['kinds', { kind: 'intrinsic', name: 'kind' }, ['internal']],
    ['scopes', { kind: 'intrinsic', name: 'instrumentation:name' }, ['', 'lib']],
    ['nobody has', attribute('none'), []],
  ])('list values: %s', async (_, field, expected) => {
    const values = await reader.fieldValues(await stored(), field, selection, 100, LIMITS);
    expect(values.map((value) => 'value' in value && value.value).sort()).toEqual(expected);
  });

  it('list the most frequent where there are more', async () => {
    expect(await reader.fieldValues(await stored(), attribute('k'), selection, 1, LIMITS)).toEqual([
      { type: 'string', value: 'a' },
    ]);
  });
});

describe('resources that come later', () => {
  const ofService = (name: string, fields: Pick<Made, 'trace' | 'at'>): Made => ({
    ...fields,
    fields: { resource: ['resource.service.name', `s${name}`] },
  });
  const search = (service: string) => ({
    range: { start: T0, end: T0 + MINUTE },
    required: [
      {
        kind: 'compare',
        field: attribute('service.name', 'resource'),
        op: '!=',
        value: { type: 'string', value: service },
      } as const,
    ],
  });

  it('are found by a condition that was judged before, and are among the values', async () => {
    const tenant = await store(ofService('cart', { trace: 1, at: 1n }), ofService('shop', { trace: 2, at: 2n }));
    const find = async () => (await all(reader.candidates(tenant, search('cart'), LIMITS))).map((id) => Number(id));
    const values = async () => {
      const selection = { range: { start: T0, end: T0 + MINUTE }, condition: ALL };
      const found = await reader.fieldValues(tenant, attribute('service.name', 'resource'), selection, 10, LIMITS);
      return found.map((value) => ('value' in value ? value.value : '')).sort();
    };
    expect(await find()).toEqual([2]);
    expect(await find()).toEqual([2]);
    expect(await values()).toEqual(['cart', 'shop']);
    await storeFor(tenant, ofService('users', { trace: 3, at: 3n }));
    expect(await find()).toEqual([3, 2]);
    expect(await values()).toEqual(['cart', 'shop', 'users']);
  });
});

describe('names of the day', () => {
  it('are told when few of the spans selected have them, or none', async () => {
    const often = Array.from({ length: 12 }, (_, i) => [`key${i}`, 's']).flat();
    const spans = Array.from({ length: 1_000 }, (_, i) => ({ trace: i + 1, at: 0n, attributes: often }));
    const tenant = await store(
      ...spans,
      { trace: 2_000, at: 0n, attributes: ['int', 'i1', 'mixed', 'i1'] },
      { trace: 2_001, at: 0n, attributes: ['array', 'a{"arrayValue":{"values":[{"intValue":"1"}]}}', 'mixed', 's1'] },
      { trace: 2_002, at: 0n, attributes: ['bytes', 'xAA==', '', 'sno path'] },
      { trace: 2_003, at: 10n * MINUTE, attributes: ['later', 's', 'int', 'i1'] },
    );
    const names = async (start: bigint, end: bigint) => {
      const selection = { range: { start: T0 + start, end: T0 + end }, condition: ALL };
      return (await reader.attributeNames(tenant, selection, LIMITS)).span.filter((name) => !name.startsWith('key'));
    };
    expect(await names(0n, MINUTE)).toEqual(['', 'array', 'bytes', 'int', 'mixed']);
    expect(await names(MINUTE, 20n * MINUTE)).toEqual(['int', 'later']);
    expect(await names(30n * MINUTE, 40n * MINUTE)).toEqual([]);
  });
});

describe('many searches at once', () => {
  it('come to an end, though each reads traces while it looks for more', async () => {
    const traces = Array.from({ length: 20 }, (_, i) => ({ trace: i + 1, at: BigInt(i) * MINUTE }));
    const tenant = await store(...traces);
    // Nobody knows the resources yet, so that they are read in the midst of the spans.
    const fresh = new StoredSpans(opened.engine, { database: 'quartet' });
    const search = { range: { start: T0, end: T0 + 20n * MINUTE }, required: [] };
    const searchOnce = async (): Promise<number> => {
      let found = 0;
      for await (const ids of fresh.candidates(tenant, search, LIMITS)) {
        const columns = { attributes: new Set<string>(), events: false, links: false };
        found += (await all(fresh.traces(tenant, ids, columns, LIMITS))).length;
      }
      return found;
    };
    expect(await Promise.all(Array.from({ length: 12 }, searchOnce))).toEqual(Array(12).fill(20));
  });
});
