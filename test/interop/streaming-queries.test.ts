import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProtobufReader } from '../../src/wire/protobuf/reader.js';
import { ProtobufWriter } from '../../src/wire/protobuf/writer.js';
import { TestServer } from '../support/server.js';

const bytes = (message: Buffer): Buffer => message;

const NOW = Math.floor(Date.now() / 1000);
const NS = 1_000_000_000n;
const ns = (offsetMs: number): bigint => BigInt(NOW - 60) * NS + BigInt(offsetMs) * 1_000_000n;
const id = (number: number, length: number): Uint8Array =>
  Buffer.from(number.toString(16).padStart(length * 2, '0'), 'hex');

/** Forty traces of a client in `shop` and a server in `stock`. */
const TRACES = 40;

describe('queries over gRPC', () => {
  let server: TestServer;
  const clients = new Map<string, Client>();

  beforeAll(async () => {
    server = await TestServer.start();
    for (const dialect of ['tempo', 'jaegerQueryGrpc'] as const) {
      clients.set(dialect, new Client(`127.0.0.1:${server.port(dialect)}`, credentials.createInsecure()));
    }
    for (const service of ['shop', 'stock'] as const) {
      const response = await fetch(server.url('otlpHttp', '/v1/traces'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(exported(service)),
      });
      expect(response.status).toBe(200);
    }
  }, 60_000);
  afterAll(async () => {
    for (const client of clients.values()) client.close();
    await server?.remove();
  });

  async function answers(dialect: 'tempo' | 'jaegerQueryGrpc', path: string, request: Buffer): Promise<Buffer[]> {
    const found: Buffer[] = [];
    const call = clients.get(dialect)!.makeServerStreamRequest(path, bytes, bytes, request);
    for await (const answer of call as AsyncIterable<Buffer>) found.push(answer);
    return found;
  }

  const tempo = (method: string, request: Buffer) => answers('tempo', `/tempopb.StreamingQuerier/${method}`, request);
  const jaeger = (method: string, request: Buffer) =>
    answers('jaegerQueryGrpc', `/jaeger.api_v3.QueryService/${method}`, request);

  it('streams a search on the port of HTTP, the last answer whole', async () => {
    const found = await tempo('Search', searchRequest('{ resource.service.name = "stock" }', 100));
    const counts = found.map((answer) => fieldsOf(answer).filter(([field]) => field === 1).length);
    expect(counts.at(-1)).toBe(TRACES);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    const http = await fetch(server.url('tempo', '/api/echo'));
    expect(http.status).toBe(200);
  });

  it('ends at the limit, and says what is wrong with a query', async () => {
    const found = await tempo('Search', searchRequest('{}', 7));
    expect(fieldsOf(found.at(-1)!).filter(([field]) => field === 1)).toHaveLength(7);
    const error = await tempo('Search', searchRequest('{ nonsense', 7)).catch((thrown: ServiceError) => thrown);
    expect(error).toMatchObject({ code: 3, details: expect.stringContaining('invalid TraceQL query') });
  });

  it('answers tags, values and metrics', async () => {
    const range = (first: number) => (writer: ProtobufWriter) => {
      writer.uint32(first, NOW - 600);
      writer.uint32(first + 1, NOW + 1);
    };
    const scopes = await tempo('SearchTagsV2', message(range(3)));
    expect(String(scopes[0])).toContain('item.count');
    expect(String((await tempo('SearchTags', message(range(3))))[0])).toContain('item.count');
    const named = message((writer) => {
      writer.string(1, 'resource.service.name');
      range(4)(writer);
    });
    expect(String((await tempo('SearchTagValuesV2', named))[0])).toMatch(/shop.*stock|stock.*shop/s);
    const metrics = message((writer) => {
      writer.string(1, '{} | count_over_time() by (resource.service.name)');
      writer.int64Always(2, BigInt(NOW - 600) * NS);
      writer.int64Always(3, BigInt(NOW) * NS);
      writer.int64Always(4, 60n * NS);
    });
    for (const method of ['MetricsQueryRange', 'MetricsQueryInstant']) {
      const [answer] = await tempo(method, metrics);
      expect(fieldsOf(answer!).filter(([field]) => field === 1)).toHaveLength(2);
    }
  });

  it('says who speaks here to callers of other methods', async () => {
    const error = await answers('tempo', '/tempopb.StreamingQuerier/Nothing', Buffer.alloc(0)).catch(
      (thrown: ServiceError) => thrown,
    );
    expect(error).toMatchObject({ code: 12 });
  });

  it("answers Jaeger's queries", async () => {
    const [services] = await jaeger('GetServices', Buffer.alloc(0));
    expect(fieldsOf(services!)).toEqual([
      [1, 'shop'],
      [1, 'stock'],
    ]);
    const one = await jaeger(
      'GetTrace',
      message((writer) => writer.string(1, '5')),
    );
    expect(String(one[0])).toContain('take from shelf');
    const time = (seconds: number) => (writer: ProtobufWriter) => writer.int64Always(1, BigInt(seconds));
    const query = message((writer) =>
      writer.message(1, (fields) => {
        fields.string(1, 'stock');
        fields.message(3, (entry) => {
          entry.string(1, 'item.count');
          entry.string(2, '3');
        });
        fields.message(4, time(NOW - 600));
        fields.message(5, time(NOW));
      }),
    );
    expect(await jaeger('FindTraces', query)).toHaveLength(1);
    const [summaries, ...more] = await jaeger('FindTraceSummaries', query);
    expect(more).toEqual([]);
    expect(numberedFields(numberedFields(summaries!)[1]![0] as Buffer)).toEqual({
      1: [Buffer.from('3'.padStart(32, '0'))],
      2: [Buffer.from('shop')],
      3: [Buffer.from('buy')],
      4: [ns(200)],
      5: [ns(250)],
      6: [2],
      9: [serviceOfSummary('shop'), serviceOfSummary('stock')],
    });
    const absent = await jaeger(
      'GetTrace',
      message((writer) => writer.string(1, 'abcdef')),
    ).catch((thrown: ServiceError) => thrown);
    expect(absent).toMatchObject({ code: 5, details: 'trace not found' });
  });

  it("answers Jaeger's HTTP API", async () => {
    const dependencies = await json(server.url('jaegerQuery', '/api/dependencies'));
    expect(dependencies).toMatchObject({ data: [{ parent: 'shop', child: 'stock', callCount: TRACES }], errors: null });
    const found = await json(server.url('jaegerQuery', '/api/traces?service=stock&tag=item.count:3'));
    expect(found.data).toHaveLength(1);
    expect(found.data[0]).toMatchObject({
      traceID: '0000000000000003',
      spans: [{ operationName: 'buy' }, { operationName: 'take from shelf', references: [{ refType: 'CHILD_OF' }] }],
      processes: { p1: { serviceName: 'shop' }, p2: { serviceName: 'stock' } },
    });
    const v3 = await json(server.url('jaegerQuery', '/api/v3/traces/3'));
    expect(v3.result.resourceSpans).toHaveLength(2);
  });

  it('finds what belongs to a trace', async () => {
    const found = await json(server.url('web', '/api/quartet/v1/correlate?traceId=3'));
    expect(found).toMatchObject({ trace: { spanCount: 2, rootService: 'shop' }, logs: { isWhole: true } });
  });
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at as it comes.
const json = async (url: string): Promise<any> => (await fetch(url)).json();

function exported(service: 'shop' | 'stock'): object {
  const isShop = service === 'shop';
  const spans = Array.from({ length: TRACES }, (_, i) => ({
    traceId: Buffer.from(id(i + 1, 16)).toString('hex'),
    spanId: Buffer.from(id(isShop ? i + 1 : i + 1001, 8)).toString('hex'),
    ...(isShop ? {} : { parentSpanId: Buffer.from(id(i + 1, 8)).toString('hex') }),
    name: isShop ? 'buy' : 'take from shelf',
    kind: isShop ? 3 : 2,
    startTimeUnixNano: String(ns(i * 100 + (isShop ? 0 : 5))),
    endTimeUnixNano: String(ns(i * 100 + (isShop ? 50 : 40))),
    attributes: [{ key: 'item.count', value: { intValue: String(i + 1) } }],
  }));
  const attributes = [{ key: 'service.name', value: { stringValue: service } }];
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope: {}, spans }] }] };
}

function message(write: (writer: ProtobufWriter) => void): Buffer {
  const writer = new ProtobufWriter();
  write(writer);
  return writer.finish();
}

const searchRequest = (query: string, limit: number): Buffer =>
  message((writer) => {
    writer.uint32(4, limit);
    writer.uint32(5, NOW - 600);
    writer.uint32(6, NOW + 1);
    writer.string(8, query);
  });

/** Numbers of the fields of a message, with those that are texts or messages as text. */
function fieldsOf(answer: Buffer): [field: number, text: string][] {
  const reader = new ProtobufReader(answer);
  const fields: [number, string][] = [];
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if ((tag & 7) === 2) fields.push([tag >> 3, reader.string()]);
    else reader.skip(tag);
  }
  return fields;
}

const serviceOfSummary = (name: string): Buffer =>
  message((writer) => {
    writer.string(1, name);
    writer.uint32(2, 1);
  });

/** Values of the fields of a message by number: varints, fixed64, and the bytes of texts and messages. */
function numberedFields(answer: Buffer): Record<number, (Buffer | number | bigint)[]> {
  const reader = new ProtobufReader(answer);
  const fields: Record<number, (Buffer | number | bigint)[]> = {};
  while (reader.position < reader.end) {
    const tag = reader.tag();
    fields[tag >> 3] ??= [];
    fields[tag >> 3]!.push(fieldValue(reader, tag & 7));
  }
  return fields;
}

function fieldValue(reader: ProtobufReader, wire: number): Buffer | number | bigint {
  if (wire === 0) return reader.uint32();
  if (wire === 2) {
    const end = reader.bytes();
    return Buffer.from(reader.buffer.slice(reader.start, end));
  }
  reader.fixed64();
  return (BigInt(reader.high) << 32n) | BigInt(reader.low);
}
