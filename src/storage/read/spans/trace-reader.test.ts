import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { type SpanRows, spanBatch } from '../../../../test/support/store-batches.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import type { Writer } from '../../interface.js';
import { StoredTraces } from './trace-reader.js';

let reader: StoredTraces;
let writer: Writer;
let remove: () => Promise<void>;

const T0 = 1_793_534_400_000_000_000n;
let traces = 0;
/** A trace id that no test has had. */
const newTrace = () => `a${(++traces).toString(16).padStart(31, '0')}`;
const spanId = (i: number) => i.toString(16).padStart(16, '0');

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  writer = await storeWriter(opened.engine, 'quartet');
  reader = new StoredTraces(opened.engine, { database: 'quartet' });
});

afterAll(() => remove());

const write = (spans: readonly SpanRows[]) =>
  writer.write({ tenant: 'default', spans: spanBatch(writer.indexes, spans) });

const read = (traceId: string, tenant = 'default'): Promise<StoredSpan[]> =>
  reader.trace(tenant, Buffer.from(traceId, 'hex'), LIMITS);

/** Attributes as an object, whatever their order. */
const attributesOf = ({ attributes }: StoredSpan): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: attributes.length / 2 }, (_, i) => [attributes[i * 2], attributes[i * 2 + 1]]),
  );

describe('a trace by its id', () => {
  it('has every span with its resource', async () => {
    const traceId = newTrace();
    await write(Array.from({ length: 50 }, (_, i) => ({ traceId, spanId: spanId(i), startNs: T0 + BigInt(i) })));
    const spans = await read(traceId);
    expect(spans.map(({ startNs }) => startNs - T0)).toEqual(Array.from({ length: 50 }, (_, i) => BigInt(i)));
    expect(spans[49]).toMatchObject({ resource: ['resource.service.name', 'sshop'], name: 'work' });
    expect(Buffer.from(spans[49]!.spanId).toString('hex')).toBe(spanId(49));
  });

  it('is empty when there is none, and another tenant has none', async () => {
    const traceId = newTrace();
    await write([{ traceId, spanId: spanId(1), startNs: T0 }]);
    expect(await read(newTrace())).toEqual([]);
    expect(await read(traceId, 'other')).toEqual([]);
  });

  it('counts spans that were stored twice once, and spans that merely share an id twice', async () => {
    const traceId = newTrace();
    const span = { traceId, spanId: spanId(1), startNs: T0, attributes: [['a', 'd1.5']] } as const;
    await write([span]);
    await write([span, { ...span, name: 'server side' }]);
    expect((await read(traceId)).map(({ name }) => name).sort()).toEqual(['server side', 'work']);
  });

  it('is whole although its spans stand on different days', async () => {
    const traceId = newTrace();
    const day = 86_400_000_000_000n;
    await write([0n, 1n, 40n].map((days, i) => ({ traceId, spanId: spanId(i), startNs: T0 + days * day })));
    expect(await read(traceId)).toHaveLength(3);
  });
});

describe('attributes', () => {
  it.each<[string, string | bigint, string?]>([
    ['string', 's'],
    ['string', 'sZoë 🚀\0 \\ "'],
    ['int64', 9_007_199_254_740_993n, 'i9007199254740993'],
    ['int64', -(2n ** 63n), 'i-9223372036854775808'],
    ['int64', 2n ** 63n - 1n, 'i9223372036854775807'],
    ['double', 'd0.1'],
    ['double', 'd5e-324'],
    ['double', 'dNaN'],
    ['double', 'd-Infinity'],
    ['bool', 'btrue'],
    ['bool', 'bfalse'],
    ['bytes', 'xAAH/'],
    ['nothing', 'n'],
    ['strings', 'a{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":""}]}}'],
    ['integers', 'a{"arrayValue":{"values":[{"intValue":"9007199254740993"},{"intValue":"-1"}]}}'],
    ['doubles', 'a{"arrayValue":{"values":[{"doubleValue":0.5},{"doubleValue":"NaN"}]}}'],
    ['bools', 'a{"arrayValue":{"values":[{"boolValue":true},{"boolValue":false}]}}'],
    ['mixed', 'a{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":"1"}]}}'],
    ['empty array', 'a{"arrayValue":{"values":[]}}'],
    ['map', 'a{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":"v"}}]}}'],
  ])('keep type and value: %s %s', async (_, value, text = String(value)) => {
    const traceId = newTrace();
    await write([{ traceId, spanId: spanId(1), startNs: T0, attributes: [['the.key', value]] }]);
    expect(attributesOf((await read(traceId))[0]!)).toEqual({ 'the.key': text });
  });

  it('of one key may have another type in each span', async () => {
    const traceId = newTrace();
    const values = ['sx', 'i7', 'd0.5', 'btrue', 'xAA=='];
    await write(
      values.map((value, i) => ({ traceId, spanId: spanId(i), startNs: T0 + BigInt(i), attributes: [['k', value]] })),
    );
    expect((await read(traceId)).map((span) => attributesOf(span).k)).toEqual(values);
  });

  it('may have keys that look like paths, are empty, or are odd', async () => {
    const traceId = newTrace();
    const keys = ['a', 'a.b', 'a.b.c', '', '.', 'a..b', 'x`y', 'x"y', "x'y", 'ключ', '%2E', 'a b', '[]', 'a[]'];
    const attributes = keys.map((key, i) => [key, `s${i}`] as const);
    await write([{ traceId, spanId: spanId(1), startNs: T0, attributes }]);
    expect(attributesOf((await read(traceId))[0]!)).toEqual(Object.fromEntries(attributes));
  });

  it('beyond the typed paths are kept with theirs', async () => {
    const traceId = newTrace();
    const attributes = Array.from({ length: 600 }, (_, i) => [`key.${i}`, i % 2 === 0 ? `s${i}` : `i${i}`] as const);
    await write([{ traceId, spanId: spanId(1), startNs: T0, attributes }]);
    expect(attributesOf((await read(traceId))[0]!)).toEqual(Object.fromEntries(attributes));
  });
});
