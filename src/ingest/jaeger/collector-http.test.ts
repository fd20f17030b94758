import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { JaegerExporter } from '@opentelemetry/exporter-jaeger';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hangUpInBody } from '../../../test/support/broken-client.js';
import { FUZZ_CASES, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { type JaegerBatch, thriftBatch } from '../../../test/support/jaeger-messages.js';
import { type TestReceiver, testReceiver } from '../../../test/support/receiver-context.js';
import { type SpanRow, spanRows } from '../../../test/support/span-rows.js';
import { writeBinary, writeCompact } from '../../../test/support/thrift-writer.js';
import { QuartetError } from '../../model/errors.js';
import { jaegerHttpReceiver } from './collector-http.js';

/** For the 5,000 cases of `npm run test:full` beside other work. */
const FUZZ_TIMEOUT_MS = 180_000;

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

let app: FastifyInstance;
let receiver: TestReceiver;

beforeEach(async () => {
  receiver = testReceiver();
  app = Fastify({ bodyLimit: receiver.context.maxBodyBytes });
  await app.register((plugin) => jaegerHttpReceiver(plugin, receiver.context));
  await app.ready();
});
afterEach(() => app.close());

const post = (payload: Buffer, type = THRIFT, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/api/traces', payload, headers: { 'content-type': type, ...headers } });

function stored(): SpanRow[] {
  const { refs } = receiver.writer.indexes.resources;
  return receiver.writer.batches.flatMap((batch) => spanRows(batch.spans!, refs));
}

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
      const random = seededRandom(14268);
      for (let i = 0; i < FUZZ_CASES; i++) {
        const response = await post(mutate(body, random), type);
        expect([202, 400]).toContain(response.statusCode);
        if (response.statusCode === 400) expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
      }
      expect((await post(body, type)).statusCode).toBe(202);
    },
    FUZZ_TIMEOUT_MS,
  );

  it.each(['/sampling', '/api/sampling'])('tells clients at %s to sample everything', async (path) => {
    const response = await app.inject(`${path}?service=shop`);
    expect(response.json()).toEqual({ strategyType: 'PROBABILISTIC', probabilisticSampling: { samplingRate: 1 } });
    expect((await app.inject(path)).statusCode).toBe(400);
  });
});

describe('Jaeger collector on a port', () => {
  let port: number;

  beforeEach(async () => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
  });

  it('outlives a client that stops in mid-body', async () => {
    await hangUpInBody(port, '/api/traces', THRIFT, BINARY.subarray(0, 50));
    expect(receiver.writer.batches).toHaveLength(0);
    expect((await post(BINARY)).statusCode).toBe(202);
  });

  it("gets every span of OpenTelemetry's Jaeger exporter once", async () => {
    const exporter = new JaegerExporter({ endpoint: `http://127.0.0.1:${port}/api/traces` });
    const provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': 'shop', 'service.version': '1.2' }),
      spanProcessors: [new SimpleSpanProcessor(exporter)],
    });
    const tracer = provider.getTracer('jaeger-test', '3');
    const sent = new Map<string, string>();
    for (let i = 0; i < 50; i++) {
      const attributes = { n: i, f: i + 0.5, b: i % 2 === 0, s: `text ${i}` };
      const span = tracer.startSpan(`op ${i}`, { kind: SpanKind.CLIENT, attributes });
      span.addEvent('retry', { attempt: 1 });
      if (i % 5 === 0) span.setStatus({ code: SpanStatusCode.ERROR, message: 'no stock' });
      span.end();
      sent.set(span.spanContext().spanId, span.spanContext().traceId);
    }
    await provider.forceFlush();
    await provider.shutdown();
    const rows = stored();
    expect(rows).toHaveLength(50);
    expect(new Map(rows.map((row) => [row.spanId, row.traceId]))).toEqual(sent);
    for (const row of rows) {
      const i = Number(row.name.slice(3));
      expect(row).toMatchObject({ kind: 3, status: i % 5 === 0 ? 2 : 0, statusMessage: i % 5 === 0 ? 'no stock' : '' });
      expect(row.attributes).toMatchObject({ n: `d${i}`, f: `d${i + 0.5}`, b: `b${i % 2 === 0}`, s: `stext ${i}` });
      expect(row.events).toMatchObject([{ name: 'retry' }]);
      expect(row.resource).toMatchObject({ 'resource.service.name': 'sshop', 'scope.name': 'jaeger-test' });
    }
  });
});
