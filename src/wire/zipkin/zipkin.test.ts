import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { type SpanRow, spanRows } from '../../../test/support/span-rows.js';
import { zipkinProtobuf } from '../../../test/support/zipkin-messages.js';
import { decodeJsonV1 } from './json-v1.js';
import { decodeJsonV2 } from './json-v2.js';
import { decodeProtobuf } from './protobuf.js';
import type { ZipkinSpan } from './span.js';
import { zipkinToSpans } from './to-spans.js';

const NOW = 1_800_000_000_000;

function rows(spans: Iterable<ZipkinSpan>): SpanRow[] {
  const index = memoryIndex('resource.service.name');
  return spanRows(zipkinToSpans(spans, 'default', index, NOW), index.refs);
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const base = {
  traceId: TRACE,
  id: '00f067aa0ba902b7',
  name: 'get',
  timestamp: 1_700_000_000_123_456,
  duration: 1500,
  localEndpoint: { serviceName: 'shop' },
};

const ENCODINGS = [
  { name: 'JSON', decode: (spans: object[]) => rows(decodeJsonV2(Buffer.from(JSON.stringify(spans)))) },
  { name: 'protobuf', decode: (spans: object[]) => rows(decodeProtobuf(zipkinProtobuf(spans))) },
];

describe.each(ENCODINGS)('Zipkin v2 spans as $name', ({ decode }) => {
  const one = (span: object): SpanRow => decode([{ ...base, ...span }])[0]!;
  const tagged = (tags: Record<string, string>): SpanRow => one({ tags });

  it('keeps the fields, µs as ns', () => {
    expect(one({ kind: 'SERVER', parentId: '1111111111111111', debug: true, shared: true })).toEqual({
      resource: { 'resource.service.name': 'sshop' },
      traceId: TRACE,
      spanId: base.id,
      parentId: '1111111111111111',
      name: 'get',
      kind: 2,
      status: 0,
      statusMessage: '',
      start: 1_700_000_000_123_456_000n,
      duration: 1_500_000n,
      traceState: '',
      flags: 1,
      attributes: {},
      events: [],
      links: [],
    });
  });

  it('pads 64-bit trace ids', () => {
    expect(one({ traceId: 'a3ce929d0e0e4736' }).traceId).toBe('0000000000000000a3ce929d0e0e4736');
  });

  it('takes no parent from zeros or from the span itself', () => {
    expect(one({ parentId: '0000000000000000' }).parentId).toBe('0000000000000000');
    expect(one({ parentId: base.id }).parentId).toBe('0000000000000000');
  });

  it.each([
    ['CLIENT', 3],
    ['SERVER', 2],
    ['PRODUCER', 4],
    ['CONSUMER', 5],
    [undefined, 0],
  ])('has the kind %s', (kind, number) => {
    expect(one({ kind }).kind).toBe(number);
  });

  it('takes internal from the tag span.kind', () => {
    expect(tagged({ 'span.kind': 'internal' })).toMatchObject({ kind: 1, attributes: {} });
  });

  it('makes endpoints attributes', () => {
    const { attributes } = one({
      localEndpoint: { serviceName: 'shop', ipv4: '10.0.0.1', port: 8080 },
      remoteEndpoint: { serviceName: 'db', ipv6: '2001:db8::c001', port: 5432 },
    });
    expect(attributes).toEqual({
      'net.host.ip': 's10.0.0.1',
      'net.host.port': 'i8080',
      'peer.service': 'sdb',
      'net.peer.ip': 's2001:db8::c001',
      'net.peer.port': 'i5432',
    });
  });

  it('keeps a span without service', () => {
    expect(one({ localEndpoint: undefined, tags: { k: '' } })).toMatchObject({ resource: {}, attributes: { k: 's' } });
  });

  it.each<[string, Record<string, string>, number, string, Record<string, string>]>([
    ['error=true', { error: 'true' }, 2, '', {}],
    ['an empty error', { error: '' }, 2, '', {}],
    ['an error that says why', { error: 'timeout' }, 2, 'timeout', { error: 'stimeout' }],
    ['error=false', { error: 'false' }, 0, '', { error: 'sfalse' }],
    ['OK', { 'otel.status_code': 'OK' }, 1, '', {}],
    [
      'STATUS_CODE_ERROR',
      { 'otel.status_code': 'STATUS_CODE_ERROR', 'otel.status_description': 'full' },
      2,
      'full',
      {},
    ],
    ['OK with error=true', { 'otel.status_code': 'OK', error: 'true' }, 2, '', {}],
  ])('reads the status from %s', (_what, tags, status, statusMessage, attributes) => {
    const row = tagged(tags);
    expect(row).toMatchObject({ status, statusMessage });
    expect(row.attributes).toEqual(attributes);
  });

  it("puts OpenTelemetry's resource and scope where they came from", () => {
    const row = tagged({
      'service.version': '1.2',
      'telemetry.sdk.name': 'opentelemetry',
      'host.name': 'box',
      'otel.scope.name': 'http-lib',
      'otel.scope.version': '3',
      'otel.library.name': 'http-lib',
      'otel.library.version': '3',
      'w3c.tracestate': 'a=1',
      'http.method': 'GET',
    });
    expect(row.resource).toEqual({
      'resource.service.name': 'sshop',
      'resource.service.version': 's1.2',
      'resource.telemetry.sdk.name': 'sopentelemetry',
      'resource.host.name': 'sbox',
      'scope.name': 'http-lib',
      'scope.version': '3',
    });
    expect(row).toMatchObject({ traceState: 'a=1', attributes: { 'http.method': 'sGET' } });
    expect(Object.keys(row.attributes)).toEqual(['http.method']);
  });

  it('makes annotations events, also those that carry attributes', () => {
    const { events } = one({
      annotations: [
        { timestamp: base.timestamp + 1, value: 'retry' },
        { timestamp: base.timestamp + 2, value: 'x|{"n":1,"f":0.5,"s":"t","b":true}|0' },
        { timestamp: base.timestamp + 3, value: 'a|b|c' },
      ],
    });
    const ns = BigInt(base.timestamp) * 1000n;
    expect(events).toEqual([
      { time: ns + 1000n, name: 'retry', attributes: {} },
      { time: ns + 2000n, name: 'x', attributes: { n: 'i1', f: 'd0.5', s: 'st', b: 'btrue' } },
      { time: ns + 3000n, name: 'a|b|c', attributes: {} },
    ]);
  });

  it('makes links of the tags that carry them', () => {
    const row = tagged({
      'otlp.link.0': `${'a'.repeat(32)}|${'b'.repeat(16)}|s=1|{"k":"v"}|0`,
      'otlp.link.1': 'no link',
    });
    expect(row.links).toEqual([{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), attributes: { k: 'sv' } }]);
    expect(row.attributes).toEqual({ 'otlp.link.1': 'sno link' });
  });

  it('gives a span without time that of its first annotation, else the present', () => {
    const absent = { 'otel.zipkin.absentField.startTime': 'btrue' };
    const annotations = [
      { timestamp: 1_700_000_000_000_009, value: 'b' },
      { timestamp: 1_700_000_000_000_005, value: 'a' },
    ];
    expect(one({ timestamp: undefined, annotations })).toMatchObject({ start: 1_700_000_000_000_005_000n });
    expect(one({ timestamp: undefined })).toMatchObject({ start: BigInt(NOW) * 1_000_000n, attributes: absent });
  });

  it('keeps both sides of a shared span', () => {
    const both = decode([
      { ...base, kind: 'CLIENT' },
      { ...base, kind: 'SERVER', shared: true, localEndpoint: { serviceName: 'stock' } },
    ]);
    expect(both.map(({ spanId, kind }) => [spanId, kind])).toEqual([
      [base.id, 3],
      [base.id, 2],
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['no trace id', { traceId: undefined }, /traceId is missing/],
    ['a trace id of zeros', { traceId: '0'.repeat(32) }, /traceId is missing or all zeros/],
    ['no id', { id: undefined }, /id is missing/],
  ])('refuses %s', (_what, span, message) => {
    expect(() => one(span)).toThrow(message);
  });

  it('refuses a resource of more than 1 MiB', () => {
    expect(() => tagged({ 'service.version': 'x'.repeat(1 << 20) })).toThrow('a resource has more than');
  });

  it('keeps the last time that a safe integer can tell', () => {
    expect(one({ timestamp: Number.MAX_SAFE_INTEGER }).start).toBe(9_007_199_254_740_991_000n);
  });
});

describe('JSON that is not a list of spans', () => {
  it.each<[string, string, RegExp]>([
    ['an object', '{}', /Expected a JSON_V2 encoded list/],
    ['nothing but spaces', '  ', /Expected a JSON_V2 encoded list/],
    ['a cut list', '[{"traceId":"1"', /Malformed reading List<Span> from json/],
    ['a list of numbers', '[1]', /array of objects/],
    ['a list of lists', '[[]]', /array of objects/],
    ['depth', '['.repeat(10_000), /more than 32 levels/],
    ['a long trace id', JSON.stringify([{ ...base, traceId: 'a'.repeat(33) }]), /traceId.length > 32/],
    ['a trace id that is not hex', JSON.stringify([{ ...base, traceId: '0xabc' }]), /lower-hex/],
    ['a negative time', JSON.stringify([{ ...base, timestamp: -1 }]), /timestamp must be a number of microseconds/],
    ['a time in words', JSON.stringify([{ ...base, timestamp: 'noon' }]), /timestamp must be/],
    ['a time beyond all', '[{"traceId":"1","id":"1","timestamp":1e300}]', /timestamp must be/],
    ['tags in a list', JSON.stringify([{ ...base, tags: ['a'] }]), /tags must be/],
    ['a tag that is an object', JSON.stringify([{ ...base, tags: { a: {} } }]), /must be a string/],
    ['a port beyond 65535', JSON.stringify([{ ...base, localEndpoint: { port: 70000 } }]), /port must be/],
  ])('refuses %s', (_what, body, message) => {
    expect(() => [...decodeJsonV2(Buffer.from(body))]).toThrow(message);
  });

  it('keeps a tag called __proto__', () => {
    const [span] = decodeJsonV2(Buffer.from('[{"traceId":"1","id":"1","tags":{"__proto__":"x"}}]'));
    expect([...span!.tags]).toEqual([['__proto__', 'x']]);
  });
});

describe('protobuf', () => {
  it('refuses a field that reaches beyond its message', () => {
    const writer = protobuf.Writer.create().uint32(10).uint32(2).uint32(10).uint32(100);
    expect(() => [...decodeProtobuf(Buffer.from(writer.finish()))]).toThrow('invalid protobuf');
  });
});

describe('Zipkin v1 JSON', () => {
  it('turns core annotations into kind, time and duration', () => {
    const endpoint = { serviceName: 'shop', ipv4: '10.0.0.1', port: 80 };
    const body = [
      {
        traceId: TRACE,
        id: base.id,
        parentId: '1111111111111111',
        name: 'get',
        annotations: [
          { timestamp: 1_700_000_000_000_000, value: 'cs', endpoint },
          { timestamp: 1_700_000_000_000_010, value: 'retry', endpoint },
          { timestamp: 1_700_000_000_000_100, value: 'cr', endpoint },
        ],
        binaryAnnotations: [
          { key: 'http.path', value: '/x', endpoint },
          { key: 'sa', value: true, endpoint: { serviceName: 'stock', port: 81 } },
        ],
      },
    ];
    expect(rows(decodeJsonV1(Buffer.from(JSON.stringify(body))))[0]).toMatchObject({
      resource: { 'resource.service.name': 'sshop' },
      kind: 3,
      start: 1_700_000_000_000_000_000n,
      duration: 100_000n,
      parentId: '1111111111111111',
      attributes: { 'http.path': 's/x', 'peer.service': 'sstock', 'net.peer.port': 'i81' },
      events: [{ name: 'retry' }],
    });
  });
});
