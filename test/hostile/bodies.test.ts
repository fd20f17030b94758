import { request } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import snappy from 'snappy';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mutate, seededRandom } from '../support/fuzz.js';
import { postSpansBytes } from '../support/jaeger-messages.js';
import { exampleSpans, tracesBody } from '../support/otlp-traces.js';
import { compress, encodeV1 } from '../support/remote-write-messages.js';
import { TestServer } from '../support/server.js';
import { GrpcSender } from '../support/server-grpc.js';
import { attack, expectJudged, expectRefused, expectServing } from './attack.js';
import { HTTP_RECEIVERS, type HttpReceiver, receiver } from './receivers.js';

const FULL = process.env.QUARTET_TEST_FULL === '1';
/** Broken bodies for each receiver; the receivers' own tests have many more. */
const CASES = FULL ? 1000 : 30;
const MIB = 1 << 20;
/** What resident memory may grow by: collectors of garbage are lazy, and the engine fills its caches. */
const MAX_GROWTH = 350 * MIB;

let server: TestServer;
let restBytes: number;

beforeAll(async () => {
  server = await TestServer.start();
  for (const one of HTTP_RECEIVERS) await expectServing(server, one);
  restBytes = server.residentBytes;
});

afterAll(() => server.remove());

afterEach(() => {
  expect(server.isAlive, server.process.stderr.slice(-2000)).toBe(true);
});

const wrapped = (one: HttpReceiver, message: Buffer): Buffer => one.wrap?.(message) ?? message;

describe('truncated and bit-flipped bodies', () => {
  it.each(HTTP_RECEIVERS.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const random = seededRandom(HTTP_RECEIVERS.indexOf(one) + 1);
    for (let i = 0; i < CASES; i += 10) {
      const bodies = Array.from({ length: 10 }, (__, k) => {
        const message = one.message(i + k);
        return k % 2 === 0 ? wrapped(one, mutate(message, random)) : mutate(wrapped(one, message), random);
      });
      const answers = await Promise.all(bodies.map((body) => attack(server, one, body)));
      for (const [k, answer] of answers.entries()) expectJudged(one, answer, bodies[k]!.toString('base64'));
    }
    await expectServing(server, one);
  });

  it.each([
    ['OTLP gRPC', 'otlpGrpc', undefined, tracesBody(exampleSpans(10))],
    [
      'Jaeger gRPC',
      'jaegerGrpc',
      '/jaeger.api_v2.CollectorService/PostSpans',
      postSpansBytes({
        service: 'shop',
        spans: [
          { traceId: '1'.repeat(32), spanId: '2'.repeat(16), name: 'get', start: 1_800_000_000_000_000n, duration: 1n },
        ],
      }),
    ],
  ] as const)('%s', async (_, dialect, method, message) => {
    const random = seededRandom(99);
    const client = new GrpcSender(server, dialect, method);
    for (let i = 0; i < CASES; i++) {
      const body = mutate(message, random);
      const error = await client.send(body);
      if (error !== undefined)
        expect([error.code, body.toString('base64')]).toEqual([status.INVALID_ARGUMENT, body.toString('base64')]);
    }
    expect(await client.send(message)).toBeUndefined();
    client.close();
  });
});

describe('bodies that grow', () => {
  const zeros = Buffer.alloc(300 * MIB);
  const bombs: Record<string, Buffer> = {
    gzip: gzipSync(zeros, { level: 1 }),
    deflate: deflateSync(zeros, { level: 1 }),
    br: brotliCompressSync(zeros.subarray(0, 100 * MIB), { params: { 1: 1 } }),
  };

  it.each([
    ['gzip', 'Loki push, JSON'],
    ['deflate', 'Loki push, JSON'],
    ['gzip', 'OTLP traces, protobuf'],
    ['deflate', 'OTLP metrics, JSON'],
    ['br', 'OTLP logs, JSON'],
    ['gzip', 'Jaeger Thrift, binary'],
    ['gzip', 'Zipkin, JSON'],
  ])('%s bombs for %s', async (encoding, name) => {
    const one = receiver(name);
    const bomb = bombs[encoding]!;
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => attack(server, one, bomb, { 'content-encoding': encoding })),
    );
    for (const answer of answers) expectRefused(one, answer, encoding, 413);
    await expectServing(server, one);
  });

  it.each(['Loki push, protobuf', 'remote write 1.0', 'remote write 2.0'])('snappy bombs for %s', async (name) => {
    const one = receiver(name);
    const honest = snappy.compressSync(zeros);
    const lies = Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f]), Buffer.alloc(100)]);
    for (const body of [honest, lies]) expectRefused(one, await attack(server, one, body), 'snappy');
    await expectServing(server, one);
  });

  it('gRPC messages: a gzip bomb, and one of 100 MB', async () => {
    const client = new GrpcSender(server, 'otlpGrpc', undefined, { 'grpc.default_compression_algorithm': 2 });
    expect((await client.send(zeros))?.code).toBe(status.RESOURCE_EXHAUSTED);
    client.close();
    const plain = new GrpcSender(server);
    expect((await plain.send(zeros.subarray(0, 100 * MIB)))?.code).toBe(status.RESOURCE_EXHAUSTED);
    expect(await plain.send(tracesBody(exampleSpans(3)))).toBeUndefined();
    plain.close();
  });
});

describe('bodies of 100 MB', () => {
  /** Sends `bytes` as fast as they are taken; resolves with the status, or with the error of the connection. */
  const upload = (one: HttpReceiver, bytes: number, chunked: boolean): Promise<number | string> =>
    new Promise((resolve) => {
      const headers = { 'content-type': one.type, ...one.headers, ...(chunked ? {} : { 'content-length': bytes }) };
      const sending = request(server.url(one.dialect, one.path), { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      });
      sending.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      const piece = Buffer.alloc(MIB);
      let left = bytes;
      const more = () => {
        while (left > 0 && !sending.destroyed) {
          left -= MIB;
          if (!sending.write(piece)) return;
        }
        sending.end();
      };
      sending.on('drain', more);
      more();
    });

  it.each(HTTP_RECEIVERS.map((one) => [one.name, one] as const))('that say so beforehand: %s', async (_, one) => {
    expect(await upload(one, 100 * MIB, false)).toBe(413);
    await expectServing(server, one);
  });

  it.each(['Loki push, protobuf', 'remote write 1.0', 'OTLP traces, protobuf', 'Zipkin, JSON'])(
    'that do not: %s',
    async (name) => {
      const one = receiver(name);
      expect(await upload(one, 100 * MIB, true)).toBe(413);
      await expectServing(server, one);
    },
  );
});

describe('nesting of 10,000', () => {
  const deep = (open: string, inner: string, close: string) => open.repeat(10_000) + inner + close.repeat(10_000);
  const anyValue = deep('{"arrayValue":{"values":[', '{"stringValue":"x"}', ']}}');
  const kvlist = deep('{"kvlistValue":{"values":[{"key":"k","value":', '{"stringValue":"x"}', '}]}}');
  const inResource = (value: string, rest: string) =>
    `{"${rest}":[{"resource":{"attributes":[{"key":"k","value":${value}}]}}]}`;

  it.each<[string, string]>([
    ['Loki push, JSON', `{"streams":[{"stream":{"app":"a"},"values":[["1","x",${deep('{"a":', '1', '}')}]]}]}`],
    ['Loki push, JSON', `{"ignored":${deep('[', '', ']')},"streams":[]}`],
    ['Loki push, JSON', deep('[', '', ']')],
    ['Loki push, old JSON', `{"streams":[{"labels":"{a=\\"b\\"}","entries":${deep('[', '', ']')}}]}`],
    ['OTLP logs, JSON', inResource(anyValue, 'resourceLogs')],
    ['OTLP logs, JSON', inResource(kvlist, 'resourceLogs')],
    ['OTLP metrics, JSON', inResource(anyValue, 'resourceMetrics')],
    ['OTLP logs at Loki, JSON', inResource(kvlist, 'resourceLogs')],
    ['Zipkin, JSON', `[{"traceId":"1","id":"1","tags":${deep('{"a":', '1', '}')}}]`],
    ['Zipkin, JSON', deep('[', '', ']')],
  ])('JSON for %s', async (name, text) => {
    const one = receiver(name);
    expectJudged(one, await attack(server, one, Buffer.from(text)), text.slice(0, 80));
    await expectServing(server, one);
  });

  it.each(['OTLP traces, protobuf', 'OTLP metrics, protobuf'])('protobuf for %s', async (name) => {
    const one = receiver(name);
    const field = (number: number, content: Buffer): Buffer => {
      const length: number[] = [];
      for (let rest = content.length; ; rest >>>= 7) {
        if (rest < 128) {
          length.push(rest);
          break;
        }
        length.push((rest & 127) | 128);
      }
      return Buffer.concat([Buffer.from([number * 8 + 2, ...length]), content]);
    };
    let value: Buffer = Buffer.alloc(0);
    // AnyValue.array_value.values, again and again.
    for (let i = 0; i < 10_000; i++) value = field(5, field(1, value));
    const attribute = field(1, Buffer.concat([field(1, Buffer.from('k')), field(2, value)]));
    const answer = await attack(server, one, field(1, field(1, attribute)));
    expectJudged(one, answer);
    await expectServing(server, one);
  });
});

describe('labels of 1 MB', () => {
  const long = (i: number) => String(i).padEnd(MIB, 'x');

  it.each<[string, (i: number) => Buffer]>([
    [
      'Loki push, JSON',
      (i) =>
        Buffer.from(
          JSON.stringify({ streams: [{ stream: { app: long(i) }, values: [[`${Date.now()}000000`, 'x']] }] }),
        ),
    ],
    [
      'Loki push, JSON',
      (i) =>
        Buffer.from(
          JSON.stringify({ streams: [{ stream: { [long(i)]: 'x' }, values: [[`${Date.now()}000000`, 'x']] }] }),
        ),
    ],
    [
      'remote write 1.0',
      (i) =>
        compress(
          encodeV1([{ labels: { __name__: 'up', job: long(i) }, samples: [{ value: 1, timestamp: Date.now() }] }]),
        ),
    ],
    [
      'remote write 1.0',
      (i) => compress(encodeV1([{ labels: { __name__: long(i) }, samples: [{ value: 1, timestamp: Date.now() }] }])),
    ],
    [
      'OTLP logs, JSON',
      (i) =>
        Buffer.from(
          JSON.stringify({
            resourceLogs: [
              {
                resource: { attributes: [{ key: 'service.name', value: { stringValue: long(i) } }] },
                scopeLogs: [{ logRecords: [{ timeUnixNano: `${Date.now()}000000`, body: { stringValue: 'x' } }] }],
              },
            ],
          }),
        ),
    ],
    [
      'Zipkin, JSON',
      (i) =>
        Buffer.from(
          JSON.stringify([{ traceId: '1', id: '1', localEndpoint: { serviceName: long(i) }, tags: { a: long(i) } }]),
        ),
    ],
  ])('%s', async (name, body) => {
    const one = receiver(name);
    for (let i = 0; i < 60; i++) expectJudged(one, await attack(server, one, body(i)), `label ${i}`);
    await expectServing(server, one);
  });
});

describe('values that are none', () => {
  it.each<[string, string]>([
    ...['NaN', '"NaN"', '1e400', '-1e400', 'null', '""', '"12x"', '[]', '{}', 'true'].flatMap(
      (time): [string, string][] => [
        ['Loki push, JSON', `{"streams":[{"stream":{"app":"a"},"values":[[${time},"x"]]}]}`],
        ['Loki push, old JSON', `{"streams":[{"labels":"{a=\\"b\\"}","entries":[{"ts":${time},"line":"x"}]}]}`],
      ],
    ),
    ...['NaN', '"NaN"', '1e400', '"12x"', '[]', '{}', '"99999999999999999999999"'].flatMap(
      (time): [string, string][] => [
        [
          'OTLP logs, JSON',
          `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":${time},"body":{"stringValue":"x"}}]}]}]}`,
        ],
        [
          'OTLP metrics, JSON',
          `{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","gauge":{"dataPoints":[{"timeUnixNano":${time},"asDouble":1}]}}]}]}]}`,
        ],
        ['Zipkin, JSON', `[{"traceId":"1","id":"1","timestamp":${time}}]`],
      ],
    ),
  ])('as times are refused: %s %s', async (name, text) => {
    const one = receiver(name);
    expectRefused(one, await attack(server, one, Buffer.from(text)), text);
  });

  it('and good requests are served', async () => {
    for (const one of HTTP_RECEIVERS) await expectServing(server, one);
  });
});

describe('wrong types and encodings', () => {
  it.each(HTTP_RECEIVERS.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const bodies = Array.from({ length: 20 }, (__, i) => wrapped(one, one.message(7_000_000 + i)));
    for (const type of [
      'text/html',
      'application/json; charset="',
      'multipart/form-data; boundary=x',
      'x',
      ';;',
      'application/grpc',
      'application/x-www-form-urlencoded',
    ])
      expectJudged(one, await attack(server, one, bodies.pop()!, { 'content-type': type }), type);
    for (const encoding of ['gzip', 'zstd', 'compress', 'gzip, gzip', 'nonsense'])
      expectRefused(one, await attack(server, one, bodies.pop()!, { 'content-encoding': encoding }), encoding);
    expectJudged(one, await attack(server, one, Buffer.alloc(0)), 'empty');
    await expectServing(server, one);
  });
});

describe('after all of it', () => {
  it('memory has stayed flat', () => {
    const [rest, grown] = [restBytes, server.residentBytes - restBytes].map((bytes) => Math.round(bytes / MIB));
    process.stdout.write(`hostile bodies: resident memory ${rest} MiB at first, ${grown} MiB more at last\n`);
    expect(server.residentBytes).toBeLessThan(restBytes + MAX_GROWTH);
  });
});
