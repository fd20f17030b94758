import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { type JaegerSpan, type JaegerTag, postSpansBytes, thriftBatch } from '../../../test/support/jaeger-messages.js';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { type SpanRow, spanRows } from '../../../test/support/span-rows.js';
import {
  i64,
  list,
  struct,
  type ThriftValue,
  text,
  writeBinary,
  writeCompact,
} from '../../../test/support/thrift-writer.js';
import { BinaryThriftReader } from '../thrift/binary.js';
import { CompactThriftReader } from '../thrift/compact.js';
import { ProcessCache } from './processes.js';
import { decodePostSpans } from './protobuf.js';
import { decodeBatch } from './thrift.js';

interface Batch {
  readonly service: string;
  readonly tags?: readonly JaegerTag[];
  readonly spans: readonly JaegerSpan[];
}

type Decode = (batch: Batch) => SpanRow[];

const ENCODINGS: readonly { readonly name: string; readonly decode: Decode }[] = [
  {
    name: 'protobuf',
    decode: (batch) => {
      const index = memoryIndex('resource.service.name');
      return spanRows(decodePostSpans(postSpansBytes(batch), 'default', index, new ProcessCache()), index.refs);
    },
  },
  {
    name: 'Thrift binary',
    decode: (batch) => {
      const index = memoryIndex('resource.service.name');
      const reader = new BinaryThriftReader(writeBinary(thriftBatch(batch)));
      return spanRows(decodeBatch(reader, 'default', index, new ProcessCache()), index.refs);
    },
  },
  {
    name: 'Thrift compact',
    decode: (batch) => {
      const index = memoryIndex('resource.service.name');
      const reader = new CompactThriftReader(writeCompact(thriftBatch(batch)));
      return spanRows(decodeBatch(reader, 'default', index, new ProcessCache()), index.refs);
    },
  },
];

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const MICROS = 1_700_000_000_123_456n;

const base: JaegerSpan = { traceId: TRACE, spanId: SPAN, name: 'GET /', start: MICROS, duration: 1500n };

describe.each(ENCODINGS)('Jaeger spans as $name', ({ decode }) => {
  const one = (span: Partial<JaegerSpan>, tags: readonly JaegerTag[] = []): SpanRow => {
    const [row] = decode({ service: 'shop', tags, spans: [{ ...base, ...span }] });
    return row!;
  };

  it('keeps the fixed fields, µs as ns', () => {
    expect(one({ flags: 1 })).toMatchObject({
      traceId: TRACE,
      spanId: SPAN,
      parentId: '0'.repeat(16),
      name: 'GET /',
      kind: 0,
      status: 0,
      start: MICROS * 1000n,
      duration: 1_500_000n,
      flags: 1,
      resource: { 'resource.service.name': 'sshop' },
    });
  });

  it('pads 64-bit trace ids', () => {
    expect(one({ traceId: 'a3ce929d0e0e4736' }).traceId).toBe('0000000000000000a3ce929d0e0e4736');
  });

  it('keeps the types of tags', () => {
    const { attributes } = one({
      tags: [
        { key: 's', string: 'text ü' },
        { key: 'empty', string: '' },
        { key: 'b', bool: false },
        { key: 'i', int: -5n },
        { key: 'big', int: 9223372036854775807n },
        { key: 'least', int: -9223372036854775808n },
        { key: 'd', float: 0.1 },
        { key: 'x', binary: Buffer.from([0, 255, 1]) },
      ],
    });
    expect(attributes).toEqual({
      s: 'stext ü',
      empty: 's',
      b: 'bfalse',
      i: 'i-5',
      big: 'i9223372036854775807',
      least: 'i-9223372036854775808',
      d: 'd0.1',
      x: 'xAP8B',
    });
  });

  it('makes the process a resource', () => {
    const { resource } = one({}, [
      { key: 'hostname', string: 'box' },
      { key: 'jaeger.version', string: 'Go-2.30' },
      { key: 'pid', int: 42n },
    ]);
    expect(resource).toEqual({
      'resource.service.name': 'sshop',
      'resource.host.name': 'sbox',
      'resource.opencensus.exporterversion': 'sJaeger-Go-2.30',
      'resource.pid': 'i42',
    });
  });

  it.each([
    ['internal', 1],
    ['server', 2],
    ['client', 3],
    ['producer', 4],
    ['consumer', 5],
    ['other', 0],
  ])('takes span.kind=%s as a kind', (value, kind) => {
    expect(one({ tags: [{ key: 'span.kind', string: value }] })).toMatchObject({ kind, attributes: {} });
  });

  const error: JaegerTag = { key: 'error', bool: true };
  const description: JaegerTag = { key: 'otel.status_description', string: 'no stock' };
  const client: JaegerTag = { key: 'span.kind', string: 'client' };
  const server: JaegerTag = { key: 'span.kind', string: 'server' };
  const http = (status: bigint): JaegerTag => ({ key: 'http.status_code', int: status });

  it.each<[string, JaegerTag[], number, string, Record<string, string>]>([
    ['error', [error], 2, '', {}],
    ['error=false', [{ key: 'error', bool: false }], 0, '', { error: 'bfalse' }],
    ['error="true"', [{ key: 'error', string: 'true' }], 2, '', {}],
    ['a described error', [description, error], 2, 'no stock', {}],
    ['an error that says OK', [error, { key: 'otel.status_code', string: 'OK' }], 2, '', {}],
    ['OK', [{ key: 'otel.status_code', string: 'OK' }], 1, '', {}],
    ['ERROR', [{ key: 'otel.status_code', string: 'ERROR' }, description], 2, 'no stock', {}],
    ['a client 404', [client, http(404n)], 2, '', { 'http.status_code': 'i404' }],
    ['a server 404', [server, http(404n)], 0, '', { 'http.status_code': 'i404' }],
    ['a server 500', [server, http(500n)], 2, '', { 'http.status_code': 'i500' }],
    ['a server 200', [server, http(200n)], 0, '', { 'http.status_code': 'i200' }],
  ])('reads the status from %s', (_what, tags, status, statusMessage, attributes) => {
    expect(one({ tags })).toMatchObject({ status, statusMessage, attributes });
    expect(Object.keys(one({ tags }).attributes)).toEqual(Object.keys(attributes));
  });

  it.each(['otel.scope', 'otel.library'])('takes %s.name and .version as the scope', (prefix) => {
    const row = one({
      tags: [
        { key: `${prefix}.version`, string: '1.2' },
        { key: `${prefix}.name`, string: 'http-lib' },
        { key: 'w3c.tracestate', string: 'a=1' },
      ],
    });
    expect(row).toMatchObject({ traceState: 'a=1', attributes: {} });
    expect(row.resource).toMatchObject({ 'scope.name': 'http-lib', 'scope.version': '1.2' });
  });

  const parent = { traceId: TRACE, spanId: '1111111111111111' };
  const sibling = { traceId: TRACE, spanId: '2222222222222222' };
  const elsewhere = { traceId: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', spanId: '3333333333333333' };

  it('finds the parent among the references; the others are links', () => {
    const row = one({
      references: [
        { ...elsewhere, type: 0 },
        { ...sibling, type: 1 },
        { ...parent, type: 0 },
      ],
    });
    expect(row.parentId).toBe(parent.spanId);
    expect(row.links).toEqual([
      { ...elsewhere, attributes: { 'opentracing.ref_type': 'schild_of' } },
      { ...sibling, attributes: { 'opentracing.ref_type': 'sfollows_from' } },
    ]);
  });

  it('takes FOLLOWS_FROM of the same trace as the parent when there is no CHILD_OF', () => {
    const row = one({ references: [{ ...sibling, type: 1 }] });
    expect(row.parentId).toBe(sibling.spanId);
    expect(row.links).toHaveLength(1);
  });

  it('makes logs events', () => {
    const { events } = one({
      logs: [
        {
          time: MICROS + 1n,
          fields: [
            { key: 'n', int: 1n },
            { key: 'event', string: 'retry' },
          ],
        },
        { time: MICROS + 2n, fields: [{ key: 'message', string: 'slow' }] },
        { time: MICROS + 3n, fields: [] },
      ],
    });
    expect(events).toEqual([
      { time: (MICROS + 1n) * 1000n, name: 'retry', attributes: { n: 'i1' } },
      { time: (MICROS + 2n) * 1000n, name: 'slow', attributes: { message: 'sslow' } },
      { time: (MICROS + 3n) * 1000n, name: '', attributes: {} },
    ]);
  });

  it('keeps spans apart: nothing of one reaches the next', () => {
    const rows = decode({
      service: 'shop',
      spans: [
        {
          ...base,
          flags: 1,
          tags: [error, client, { key: 'otel.scope.name', string: 'x' }],
          logs: [{ time: MICROS, fields: [] }],
        },
        { ...base, spanId: '5555555555555555', references: [{ ...parent, type: 0 }] },
      ],
    });
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      kind: 0,
      status: 0,
      flags: 0,
      events: [],
      links: [],
      attributes: {},
      parentId: parent.spanId,
    });
    expect(rows[1]!.resource['scope.name']).toBeUndefined();
  });

  it('counts a negative duration as 0', () => {
    expect(one({ duration: -5n }).duration).toBe(0n);
  });

  it.each<[string, Partial<JaegerSpan>, RegExp]>([
    ['a trace id of zeros', { traceId: '0'.repeat(32) }, /trace.*missing or all zeros/i],
    ['a span id of zeros', { spanId: '0'.repeat(16) }, /span.*missing or all zeros/i],
    ['a time before 1970', { start: -1n }, /not between 0 and/],
    ['a time after 2262', { start: 9_300_000_000_000_000n }, /not between 0 and/],
  ])('refuses %s', (_what, span, message) => {
    expect(() => one(span)).toThrow(message);
  });

  it('refuses a process of more than 1 MiB', () => {
    expect(() => one({}, [{ key: 'k', string: 'x'.repeat(1 << 20) }])).toThrow('a process has');
  });
});

describe('what only protobuf has', () => {
  it("prefers a span's own process", () => {
    const index = memoryIndex('resource.service.name');
    const body = postSpansBytes({ service: 'batch', spans: [base, { ...base, process: 'own' }] });
    const rows = spanRows(decodePostSpans(body, 'default', index, new ProcessCache()), index.refs);
    expect(rows.map((row) => row.resource['resource.service.name'])).toEqual(['sbatch', 'sown']);
  });

  it('says what an unknown type of tag is', () => {
    const writer = protobuf.Writer.create();
    writer
      .uint32((1 << 3) | 2)
      .string('k')
      .uint32(2 << 3)
      .int32(9);
    const tag = writer.finish();
    const index = memoryIndex('resource.service.name');
    const body = postSpansBytes({ service: 'shop', spans: [{ ...base, rawTag: tag }] });
    const [row] = spanRows(decodePostSpans(body, 'default', index, new ProcessCache()), index.refs);
    expect(row!.attributes).toEqual({ k: 's<Unknown Jaeger TagType "9">' });
  });
});

describe('what only Thrift has', () => {
  const decode = (batch: ThriftValue): SpanRow[] => {
    const index = memoryIndex('resource.service.name');
    const reader = new BinaryThriftReader(writeBinary(batch));
    return spanRows(decodeBatch(reader, 'default', index, new ProcessCache()), index.refs);
  };

  it('finds the process behind the spans', () => {
    const batch = thriftBatch({ service: 'shop', spans: [base] });
    if (batch.type !== 'struct') throw new Error('a batch is a struct');
    const spansFirst = Buffer.concat([
      writeBinary(struct({ 2: batch.fields[2] })).subarray(0, -1),
      writeBinary(struct({ 1: batch.fields[1] })),
    ]);
    const index = memoryIndex('resource.service.name');
    const spans = decodeBatch(new BinaryThriftReader(spansFirst), 'default', index, new ProcessCache());
    expect(spanRows(spans, index.refs)[0]!.resource).toEqual({ 'resource.service.name': 'sshop' });
  });

  it('takes parentSpanId before the references', () => {
    const batch = thriftBatch({ service: 'shop', spans: [base] });
    if (batch.type !== 'struct') throw new Error('a batch is a struct');
    const span = struct({ 1: i64(1n), 2: i64(0n), 3: i64(2n), 4: i64(3n), 5: text('op'), 8: i64(5n), 9: i64(1n) });
    const [row] = decode(struct({ ...batch.fields, 2: list('struct', [span]) }));
    expect(row).toMatchObject({ parentId: '0000000000000003', links: [] });
  });
});
