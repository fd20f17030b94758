import { gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hangUpInBody } from '../../../test/support/broken-client.js';
import { FUZZ_CASES, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { exampleSpan, exampleSpans, tracesBody } from '../../../test/support/otlp-traces.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { QuartetError } from '../../model/errors.js';
import { ProtobufReader, WIRE } from '../../wire/protobuf/reader.js';
import { otlpHttpReceiver } from './http.js';
import { tracesSignal } from './traces.js';

const PROTOBUF = 'application/x-protobuf';
const JSON_TYPE = 'application/json';
const TRACE = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174' };
const jsonBody = (...spans: object[]): string => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

const receiver = testReceiver();
const { writer } = receiver;
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  app = Fastify();
  await app.register(otlpHttpReceiver, {
    signals: [tracesSignal],
    context: receiver.context,
    allowedOrigins: ['https://shop.example.org'],
  });
  await app.register(otlpHttpReceiver, { prefix: '/otlp', signals: [tracesSignal], context: receiver.context });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(() => app.close());

beforeEach(() => {
  writer.batches.length = 0;
  writer.failure = undefined;
});

function post(body: string | Buffer, contentType: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/v1/traces`, {
    method: 'POST',
    body: body as string,
    headers: { 'content-type': contentType, ...headers },
  });
}

const storedSpans = (): number => writer.batches.reduce((sum, { spans }) => sum + spans!.rows, 0);

interface Status {
  code: number;
  message: string;
  retrySeconds?: number;
}

/** google.rpc.Status. */
function readStatus(body: Uint8Array): Status {
  const reader = new ProtobufReader(body);
  const status: Status = { code: 0, message: '' };
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === (1 << 3) + WIRE.varint) status.code = reader.uint32();
    else if (tag === (2 << 3) + WIRE.bytes) status.message = reader.string();
    else if (tag === (3 << 3) + WIRE.bytes) {
      reader.bytes();
      // Any → RetryInfo → Duration → seconds are the last byte of short waits.
      status.retrySeconds = body[reader.stop - 1]!;
    } else throw new Error(`not a Status: tag ${tag}`);
  }
  return status;
}

describe('OTLP over HTTP', () => {
  it('answers full success in the content type of the request', async () => {
    const protobuf = await post(tracesBody(exampleSpans(3)), PROTOBUF);
    expect([protobuf.status, protobuf.headers.get('content-type')]).toEqual([200, PROTOBUF]);
    expect((await protobuf.arrayBuffer()).byteLength).toBe(0);
    const json = await post(jsonBody(TRACE), `${JSON_TYPE}; charset=utf-8`);
    expect([json.status, json.headers.get('content-type')]).toEqual([200, JSON_TYPE]);
    expect(await json.json()).toEqual({ partialSuccess: {} });
    expect(storedSpans()).toBe(4);
    expect((await post(Buffer.alloc(0), PROTOBUF)).status).toBe(200);
  });

  it('is there under a prefix too', async () => {
    const answer = await fetch(`${url}/otlp/v1/traces`, {
      method: 'POST',
      body: jsonBody({ ...TRACE, name: 'prefixed' }),
      headers: { 'content-type': JSON_TYPE },
    });
    expect([answer.status, storedSpans()]).toEqual([200, 1]);
  });

  it('stores what is valid and reports the rest as partial success', async () => {
    const errorMessage = '1 spans rejected: 1 with a span_id that is not 8 bytes';
    const json = await post(jsonBody({ ...TRACE, name: 'good' }, { ...TRACE, spanId: 'ee' }), JSON_TYPE);
    expect([json.status, await json.json()]).toEqual([200, { partialSuccess: { rejectedSpans: '1', errorMessage } }]);
    const protobuf = await post(
      tracesBody([exampleSpan(7), { ...exampleSpan(8), spanId: new Uint8Array(3) }]),
      PROTOBUF,
    );
    const body = Buffer.from(await protobuf.arrayBuffer());
    expect(body.subarray(2)).toEqual(
      Buffer.concat([Buffer.from([8, 1, 0x12, errorMessage.length]), Buffer.from(errorMessage)]),
    );
    expect(storedSpans()).toBe(2);
    expect(receiver.refused).toContainEqual({ dialect: 'otlp', items: 1, reason: 'invalid' });
  });

  it('stores a repeated body once', async () => {
    const body = tracesBody(exampleSpans(5, 100));
    const answers = await Promise.all([post(body, PROTOBUF), post(body, PROTOBUF)]);
    answers.push(await post(body, PROTOBUF));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(storedSpans()).toBe(5);
  });

  it.each([
    [new QuartetError('resource_exhausted', 'queue full', { retryAfter: 7 }), 429, 8, 7],
    [new QuartetError('resource_exhausted', 'queue full'), 429, 8, 1],
    [new QuartetError('unavailable', 'engine gone', { retryAfter: 2.2 }), 503, 14, 3],
    [new QuartetError('timeout', 'too slow'), 504, 4, 1],
    [new QuartetError('invalid_argument', 'refused by the engine'), 400, 3, undefined],
    [new Error('bug'), 500, 13, undefined],
  ])('%s', async (failure, status, code, retrySeconds) => {
    writer.failure = failure;
    const spans = [exampleSpan(7), { ...exampleSpan(8), name: `${status} ${retrySeconds}` }];
    const protobuf = await post(tracesBody(spans), PROTOBUF);
    expect([protobuf.status, protobuf.headers.get('retry-after')]).toEqual([
      status,
      retrySeconds ? `${retrySeconds}` : null,
    ]);
    const { message } = failure;
    expect(readStatus(new Uint8Array(await protobuf.arrayBuffer()))).toEqual(
      retrySeconds === undefined ? { code, message } : { code, message, retrySeconds },
    );
    const json = await post(jsonBody(TRACE, { ...TRACE, name: `${message} ${retrySeconds}` }), JSON_TYPE);
    expect([json.status, json.headers.get('content-type')]).toEqual([status, JSON_TYPE]);
    expect(await json.json()).toMatchObject({ code, message });
    writer.failure = undefined;
    expect((await post(tracesBody(spans), PROTOBUF)).status).toBe(200);
    expect(storedSpans()).toBe(2);
    await post(jsonBody(TRACE, { ...TRACE, name: `${message} ${retrySeconds}` }), JSON_TYPE);
  });

  it.each([
    ['text/plain', 415, 'Content-Type "text/plain" is not known; OTLP is application/x-protobuf or application/json'],
    ['', 415, 'Unsupported Media Type'],
    [JSON_TYPE, 400, 'the body is not valid JSON'],
  ])('wrong content type %j', async (contentType, status, message) => {
    const answer = await post(tracesBody(exampleSpans(1)), contentType);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as Status).message).toContain(message);
  });

  it('refuses unknown encodings, broken gzip, and other methods', async () => {
    const body = tracesBody(exampleSpans(1));
    expect((await post(body, PROTOBUF, { 'content-encoding': 'lzw' })).status).toBe(415);
    expect((await post(body, PROTOBUF, { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await post(gzipSync(body).subarray(0, 60), PROTOBUF, { 'content-encoding': 'gzip' })).status).toBe(400);
    const get = await fetch(`${url}/v1/traces`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });

  it('lets web apps send from allowed origins', async () => {
    const preflight = (origin: string): Promise<Response> =>
      fetch(`${url}/v1/traces`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-key',
        },
      });
    for (const origin of ['https://shop.example.org', 'http://localhost:5173']) {
      const { status, headers } = await preflight(origin);
      expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin]);
      expect(headers.get('access-control-allow-headers')).toBe('content-type,x-key');
      const answer = await post(jsonBody(TRACE), JSON_TYPE, { origin });
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    }
    for (const origin of ['https://evil.example.org', 'http://localhost.evil.example.org']) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('OTLP over HTTP with hostile input', () => {
  const isOtlp = async (answer: Response): Promise<void> => {
    expect(answer.status).toBeLessThan(500);
    const isJson = answer.headers.get('content-type') === JSON_TYPE;
    if (isJson) {
      const body = (await answer.json()) as object;
      expect(body).toHaveProperty(answer.ok ? 'partialSuccess' : 'message');
    } else if (!answer.ok) expect(readStatus(new Uint8Array(await answer.arrayBuffer())).message).not.toBe('');
  };

  it(`answers ${FUZZ_CASES} broken bodies of protobuf and JSON`, { timeout: 120_000 }, async () => {
    const random = seededRandom(4318);
    const protobuf = tracesBody(exampleSpans(3));
    const json = Buffer.from(
      jsonBody({
        ...TRACE,
        kind: 2,
        attributes: [
          { key: 'a', value: { arrayValue: { values: [{ intValue: '1' }, { kvlistValue: { values: [] } }] } } },
        ],
        events: [{ timeUnixNano: '1', name: 'e' }],
        links: [{ ...TRACE }],
      }),
    );
    for (let i = 0; i < FUZZ_CASES; i++) {
      const [body, type] = i % 2 === 0 ? [protobuf, PROTOBUF] : [json, JSON_TYPE];
      const payload = mutate(body, random);
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/traces',
        payload,
        headers: { 'content-type': type },
      });
      await isOtlp(
        new Response(answer.rawPayload, {
          status: answer.statusCode,
          headers: { 'content-type': String(answer.headers['content-type']) },
        }),
      );
    }
  });

  it('refuses bodies over the limit, before and after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20));
    const answer = await post(bomb, PROTOBUF, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(413);
    expect(readStatus(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({ code: 8 });
    const refused = await post(Buffer.alloc(100 << 20), PROTOBUF).then(
      (response) => response.status,
      () => 413, // The connection was closed while the client was still sending.
    );
    expect(refused).toBe(413);
    expect((await post(tracesBody(exampleSpans(1, 900)), PROTOBUF)).status).toBe(200);
  });

  it('refuses JSON nested 10,000 deep', async () => {
    const deep = '{"arrayValue":{"values":['.repeat(10_000) + ']}}'.repeat(10_000);
    const body = jsonBody({ ...TRACE, attributes: [{ key: 'deep', value: 'DEEP' }] }).replace('"DEEP"', deep);
    const answer = await post(body, JSON_TYPE);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as Status).message).toBe('an attribute value is nested deeper than 64 levels');
    expect((await post('['.repeat(1_000_000), JSON_TYPE)).status).toBe(400);
  });

  it('serves on after a client that hangs up in mid-body', async () => {
    const body = tracesBody(exampleSpans(20, 1000));
    await hangUpInBody(Number(new URL(url).port), '/v1/traces', PROTOBUF, body);
    expect(storedSpans()).toBe(0);
    expect((await post(body, PROTOBUF)).status).toBe(200);
    expect(storedSpans()).toBe(20);
  });

  it('takes keys and values of 1 MB', async () => {
    const big = 'k'.repeat(1 << 20);
    const answer = await post(tracesBody([{ ...exampleSpan(1), attributes: [big, `s${big}`] }]), PROTOBUF);
    expect(answer.status).toBe(200);
  });
});
