import { gzipSync } from 'node:zlib';
import { JaegerExporter } from '@opentelemetry/exporter-jaeger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hangUpInBody } from '../../../test/support/broken-client.js';
import { FUZZ_TIMEOUT_MS } from '../../../test/support/fuzz.js';
import { type JaegerBatch, thriftBatch } from '../../../test/support/jaeger-messages.js';
import type { TestReceiver } from '../../../test/support/receiver-context.js';
import { answersToBroken, EXPORTED_SPANS, exportSpans, SpanCollector } from '../../../test/support/span-collector.js';
import type { SpanRow } from '../../../test/support/span-rows.js';
import { writeBinary, writeCompact } from '../../../test/support/thrift-writer.js';
import { QuartetError } from '../../model/errors.js';
import { jaegerHttpReceiver } from './collector-http.js';

const BATCH: JaegerBatch = {
  service: 'shop',
  tags: [{ key: 'hostname', string: 'box' }],
  spans: [
    {
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: '00f067aa0ba902b7',
      name: 'get',
      start: 1_700_000_000_123_456n,
      duration: 1500n,
      flags: 1,
      tags: [
        { key: 'span.kind', string: 'server' },
        { key: 'n', int: 5n },
        { key: 'f', float: 0.5 },
        { key: 'x', binary: Buffer.from('ab') },
      ],
      logs: [{ time: 1_700_000_000_123_460n, fields: [{ key: 'event', string: 'retry' }] }],
      references: [{ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '1111111111111111', type: 0 }],
    },
  ],
};
const BINARY = writeBinary(thriftBatch(BATCH));
const COMPACT = writeCompact(thriftBatch(BATCH));
const THRIFT = 'application/x-thrift';

let collector: SpanCollector;
let receiver: TestReceiver;
const stored = (): SpanRow[] => collector.stored();

beforeEach(async () => {
  collector = await SpanCollector.open(jaegerHttpReceiver);
  receiver = collector.receiver;
});
afterEach(() => collector.app.close());

const post = (payload: Buffer, type = THRIFT, headers: Record<string, string> = {}) =>
  collector.post('/api/traces', payload, { 'content-type': type, ...headers });

describe('Jaeger collector over HTTP', () => {
  it.each<[string, Buffer, Record<string, string>]>([
    ['application/x-thrift', BINARY, {}],
    ['application/x-thrift; charset=utf-8', BINARY, {}],
    ['application/vnd.apache.thrift.binary', gzipSync(BINARY), { 'content-encoding': 'gzip' }],
    ['application/vnd.apache.thrift.compact', COMPACT, {}],
    ['application/x-thrift+compact', COMPACT, {}],
  ])('takes %s and answers 202', async (type, body, headers) => {
    const response = await post(body, type, headers);
    expect([response.statusCode, response.body]).toEqual([202, '']);
    expect(stored()).toMatchObject([{ spanId: '00f067aa0ba902b7', kind: 2, parentId: '1111111111111111' }]);
    expect(receiver.accepted).toMatchObject([{ dialect: 'jaeger', items: 1 }]);
  });

  it('stores a repeated body once', async () => {
    await post(BINARY);
    expect((await post(BINARY)).statusCode).toBe(202);
    expect(stored()).toHaveLength(1);
  });

  it.each<[string, Buffer, string, Record<string, string>, number, RegExp]>([
    ['another content type', BINARY, 'application/json', {}, 400, /^Unsupported content type: application\/json/],
    ['no Thrift', Buffer.from('hello'), THRIFT, {}, 400, /^Unable to process request body: invalid Thrift at byte/],
    ['an empty body', Buffer.alloc(0), THRIFT, {}, 400, /unexpected end/],
    ['compact as binary', COMPACT, THRIFT, {}, 400, /invalid Thrift/],
    ['a gzip bomb', gzipSync(Buffer.alloc(64 << 20)), THRIFT, { 'content-encoding': 'gzip' }, 413, /more than 4194304/],
    ['a body over the limit', Buffer.alloc(5 << 20), THRIFT, {}, 413, /too large/i],
    ['depth', Buffer.alloc(30_000, '0c0001', 'hex'), THRIFT, {}, 400, /levels of nesting/],
    ['a negative length', Buffer.from('0c00010b0001ffffffff', 'hex'), THRIFT, {}, 400, /negative size/],
  ])('refuses %s with plain text', async (_what, body, type, headers, status, message) => {
    const response = await post(body, type, headers);
    expect([response.statusCode, response.headers['content-type']]).toEqual([status, 'text/plain; charset=utf-8']);
    expect(response.body).toMatch(message);
    expect((await post(BINARY)).statusCode).toBe(202);
  });

  it('keeps a string of 1 MB', async () => {
    const [span] = BATCH.spans;
    const tags = [{ key: 'long', string: 'x'.repeat(1 << 20) }];
    expect((await post(writeBinary(thriftBatch({ ...BATCH, spans: [{ ...span!, tags }] })))).statusCode).toBe(202);
    expect(stored()[0]!.attributes.long).toHaveLength((1 << 20) + 1);
  });

  it.each([
    ['resource_exhausted', 429, '7'],
    ['unavailable', 503, '7'],
    ['internal', 500, undefined],
  ] as const)('answers %s of the writer with %d', async (code, status, retryAfter) => {
    receiver.writer.failure = new QuartetError(code, 'not now', { retryAfter: 7 });
    const response = await post(BINARY);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([status, retryAfter]);
    expect(response.body).toBe('Cannot submit Jaeger batch: not now\n');
    expect(receiver.refused).toEqual([{ dialect: 'jaeger', items: 1, reason: code }]);
  });

  it.each<[string, Buffer, string]>([
    ['binary', BINARY, THRIFT],
    ['compact', COMPACT, 'application/vnd.apache.thrift.compact'],
  ])(
    'answers every broken %s body in its own shape',
    async (_what, body, type) => {
      const answers = await answersToBroken(body, (broken) => post(broken, type), 14268);
      for (const [status, contentType] of answers) {
        expect([202, 400]).toContain(status);
        if (status === 400) expect(contentType).toBe('text/plain; charset=utf-8');
      }
      expect((await post(body, type)).statusCode).toBe(202);
    },
    FUZZ_TIMEOUT_MS,
  );

  it.each(['/sampling', '/api/sampling'])('tells clients at %s to sample everything', async (path) => {
    const response = await collector.app.inject(`${path}?service=shop`);
    expect(response.json()).toEqual({ strategyType: 'PROBABILISTIC', probabilisticSampling: { samplingRate: 1 } });
    expect((await collector.app.inject(path)).statusCode).toBe(400);
  });
});

describe('Jaeger collector on a port', () => {
  let port: number;

  beforeEach(async () => {
    port = await collector.listen();
  });

  it('outlives a client that stops in mid-body', async () => {
    await hangUpInBody(port, '/api/traces', THRIFT, BINARY.subarray(0, 50));
    expect(receiver.writer.batches).toHaveLength(0);
    expect((await post(BINARY)).statusCode).toBe(202);
  });

  it("gets every span of OpenTelemetry's Jaeger exporter once", async () => {
    const exporter = new JaegerExporter({ endpoint: `http://127.0.0.1:${port}/api/traces` });
    const sent = await exportSpans(exporter, (i) => ({ n: i, f: i + 0.5, b: i % 2 === 0, s: `text ${i}` }));
    const rows = stored();
    expect(rows).toHaveLength(EXPORTED_SPANS);
    expect(new Map(rows.map((row) => [row.spanId, row.traceId]))).toEqual(sent);
    for (const row of rows) {
      const i = Number(row.name.slice(3));
      expect(row).toMatchObject({ kind: 3, status: i % 5 === 0 ? 2 : 0, statusMessage: i % 5 === 0 ? 'no stock' : '' });
      expect(row.attributes).toMatchObject({ n: `d${i}`, f: `d${i + 0.5}`, b: `b${i % 2 === 0}`, s: `stext ${i}` });
      expect(row.events).toMatchObject([{ name: 'retry' }]);
      expect(row.resource).toMatchObject({ 'resource.service.name': 'sshop', 'scope.name': 'collector-test' });
    }
  });
});
