import { gzipSync } from 'node:zlib';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hangUpInBody } from '../../../test/support/broken-client.js';
import { FUZZ_TIMEOUT_MS } from '../../../test/support/fuzz.js';
import type { TestReceiver } from '../../../test/support/receiver-context.js';
import { answersToBroken, EXPORTED_SPANS, exportSpans, SpanCollector } from '../../../test/support/span-collector.js';
import type { SpanRow } from '../../../test/support/span-rows.js';
import { zipkinProtobuf } from '../../../test/support/zipkin-messages.js';
import { QuartetError } from '../../model/errors.js';
import { zipkinReceiver } from './collector-http.js';

const SPAN = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  id: '00f067aa0ba902b7',
  parentId: '1111111111111111',
  kind: 'SERVER',
  name: 'get',
  timestamp: 1_700_000_000_123_456,
  duration: 1500,
  localEndpoint: { serviceName: 'shop', ipv4: '10.0.0.1' },
  remoteEndpoint: { serviceName: 'web', port: 80 },
  annotations: [{ timestamp: 1_700_000_000_123_460, value: 'retry' }],
  tags: { 'http.method': 'GET', error: 'true' },
};
const JSON_BODY = Buffer.from(JSON.stringify([SPAN]));
const PROTOBUF_BODY = zipkinProtobuf([SPAN]);

let collector: SpanCollector;
let receiver: TestReceiver;
const stored = (): SpanRow[] => collector.stored();

beforeEach(async () => {
  collector = await SpanCollector.open(zipkinReceiver);
  receiver = collector.receiver;
});
afterEach(() => collector.app.close());

const post = (payload: Buffer, headers: Record<string, string> = {}, url = '/api/v2/spans') =>
  collector.post(url, payload, { 'content-type': 'application/json', ...headers });

describe('Zipkin collector', () => {
  it.each<[string, Buffer, Record<string, string>]>([
    ['JSON', JSON_BODY, {}],
    ['JSON with a charset', JSON_BODY, { 'content-type': 'application/json; charset=utf-8' }],
    ['JSON of another type', JSON_BODY, { 'content-type': 'text/plain' }],
    ['JSON in gzip', gzipSync(JSON_BODY), { 'content-encoding': 'gzip' }],
    ['protobuf', PROTOBUF_BODY, { 'content-type': 'application/x-protobuf' }],
    [
      'protobuf in gzip',
      gzipSync(PROTOBUF_BODY),
      { 'content-type': 'application/x-protobuf', 'content-encoding': 'gzip' },
    ],
  ])('takes %s and answers 202 with an empty body', async (_what, body, headers) => {
    const response = await post(body, headers);
    expect([response.statusCode, response.body]).toEqual([202, '']);
    expect(stored()).toMatchObject([{ traceId: SPAN.traceId, name: 'get', status: 2, kind: 2 }]);
    expect(receiver.accepted).toMatchObject([{ dialect: 'zipkin', items: 1 }]);
  });

  it.each(['', '[]'])('answers 202 to %j and stores nothing', async (body) => {
    expect((await post(Buffer.from(body))).statusCode).toBe(202);
    expect(receiver.writer.batches).toHaveLength(0);
  });

  it('stores a repeated body once', async () => {
    expect((await post(JSON_BODY)).statusCode).toBe(202);
    expect((await post(JSON_BODY)).statusCode).toBe(202);
    expect(stored()).toHaveLength(1);
  });

  it.each<[string, Buffer, Record<string, string>, number, RegExp]>([
    ['no JSON', Buffer.from('hello'), {}, 400, /^Expected a JSON_V2 encoded list\n$/],
    ['protobuf as JSON', PROTOBUF_BODY, {}, 400, /^Expected a JSON_V2 encoded list\n$/],
    ['JSON as protobuf', JSON_BODY, { 'content-type': 'application/x-protobuf' }, 400, /^invalid protobuf at byte/],
    ['no gzip', JSON_BODY, { 'content-encoding': 'gzip' }, 400, /not valid gzip/],
    ['an unknown encoding', JSON_BODY, { 'content-encoding': 'zstd2' }, 415, /not known/],
    ['a gzip bomb', gzipSync(Buffer.alloc(64 << 20)), { 'content-encoding': 'gzip' }, 413, /more than 4194304 bytes/],
    ['a body over the limit', Buffer.alloc(5 << 20, 0x20), {}, 413, /too large/i],
    ['depth', Buffer.from('[{"tags":'.repeat(10_000)), {}, 400, /levels of nesting/],
  ])('refuses %s with plain text', async (_what, body, headers, status, message) => {
    const response = await post(body, headers);
    expect([response.statusCode, response.headers['content-type']]).toEqual([status, 'text/plain; charset=utf-8']);
    expect(response.body).toMatch(message);
    expect((await post(JSON_BODY)).statusCode).toBe(202);
  });

  it('points a v1 Thrift sender to JSON', async () => {
    const response = await post(Buffer.of(0x0c), { 'content-type': 'application/x-thrift' }, '/api/v1/spans');
    expect([response.statusCode, response.body]).toEqual([415, expect.stringContaining('application/json')]);
  });

  it.each([
    ['resource_exhausted', 429, '7'],
    ['unavailable', 503, '7'],
    ['internal', 500, undefined],
  ] as const)('answers %s of the writer with %d', async (code, status, retryAfter) => {
    receiver.writer.failure = new QuartetError(code, 'not now', { retryAfter: 7 });
    const response = await post(JSON_BODY);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([status, retryAfter]);
    expect(receiver.refused).toEqual([{ dialect: 'zipkin', items: 1, reason: code }]);
    receiver.writer.failure = undefined;
    expect((await post(JSON_BODY)).statusCode).toBe(202);
    expect(stored()).toHaveLength(1);
  });

  it.each<[string, Buffer, string]>([
    ['JSON', JSON_BODY, 'application/json'],
    ['protobuf', PROTOBUF_BODY, 'application/x-protobuf'],
  ])(
    'answers every broken %s body in its own shape',
    async (_what, body, type) => {
      const headers = { 'content-type': type };
      const answers = await answersToBroken(body, (broken) => post(broken, headers), 9411);
      for (const [status, contentType] of answers) {
        expect([202, 400]).toContain(status);
        if (status === 400) expect(contentType).toBe('text/plain; charset=utf-8');
      }
      expect((await post(body, headers)).statusCode).toBe(202);
    },
    FUZZ_TIMEOUT_MS,
  );
});

describe('Zipkin collector on a port', () => {
  let port: number;

  beforeEach(async () => {
    port = await collector.listen();
  });

  it('outlives a client that stops in mid-body', async () => {
    await hangUpInBody(port, '/api/v2/spans', 'application/json', JSON_BODY.subarray(0, 50));
    expect(receiver.writer.batches).toHaveLength(0);
    expect((await post(JSON_BODY)).statusCode).toBe(202);
  });

  it("gets every span of OpenTelemetry's Zipkin exporter once", async () => {
    const exporter = new ZipkinExporter({ url: `http://127.0.0.1:${port}/api/v2/spans` });
    const sent = await exportSpans(exporter, (i) => ({ n: i }));
    const rows = stored();
    expect(rows).toHaveLength(EXPORTED_SPANS);
    expect(new Map(rows.map((row) => [row.spanId, row.traceId]))).toEqual(sent);
    for (const row of rows) {
      const i = Number(row.name.slice(3));
      const failed = i % 5 === 0;
      expect(row).toMatchObject({ kind: 3, status: failed ? 2 : 0, statusMessage: failed ? 'no stock' : '' });
      expect(row.attributes.n).toBe(`s${i}`);
      expect(row.events.map(({ name }) => name)).toEqual(['retry']);
      expect(row.resource).toMatchObject({ 'resource.service.name': 'sshop', 'resource.service.version': 's1.2' });
    }
  });
});
