import { gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { compressSync } from 'snappy';
import { afterEach, describe, expect, it } from 'vitest';
import { type LogRow, logRows } from '../../../test/support/log-rows.js';
import { pushSnappy } from '../../../test/support/loki-messages.js';
import { type TestReceiver, testReceiver } from '../../../test/support/receiver-context.js';
import { QuartetError } from '../../model/errors.js';
import { DEFAULT_LOKI_LIMITS, type LokiLimits } from '../../model/loki-limits.js';
import { LokiPush } from './push.js';
import { lokiReceiver } from './receiver.js';

const NOW = 1_800_000_000_000;
const NS = BigInt(NOW) * 1_000_000n;
const JSON_TYPE = 'application/json';
const PROTOBUF = 'application/x-protobuf';

interface Server extends TestReceiver {
  post(
    body: string | Buffer,
    headers?: Record<string, string>,
    path?: string,
  ): Promise<{ status: number; text: string }>;
  rows(): LogRow[];
}

let app: FastifyInstance | undefined;

afterEach(async () => {
  await app?.close();
});

async function start(limits: Partial<LokiLimits> = {}): Promise<Server> {
  const receiver = testReceiver();
  app = Fastify();
  await app.register(lokiReceiver(new LokiPush(receiver.context, { ...DEFAULT_LOKI_LIMITS, ...limits })));
  const started = app;
  return {
    ...receiver,
    post: async (body, headers = { 'content-type': JSON_TYPE }, path = '/loki/api/v1/push') => {
      const { statusCode, payload } = await started.inject({ method: 'POST', url: path, headers, payload: body });
      return { status: statusCode, text: payload };
    },
    rows: () => receiver.writer.batches.flatMap(({ logs }) => logRows(logs!, receiver.writer.indexes.streams.refs)),
  };
}

const push = (stream: object, ...values: unknown[]): string => JSON.stringify({ streams: [{ stream, values }] });
const lines = (server: Server): string[] => server.rows().map(({ line }) => line);

describe('JSON', () => {
  it('stores lines, times to the nanosecond, labels and structured metadata', async () => {
    const server = await start();
    const body = push(
      { app: 'shop', env: 'prod', empty: '' },
      [`${NS + 1n}`, 'żółć "quoted" \\ \u0000 😀', { trace_id: 't1', 'user.id': 'a\tb', '1st': 'x', none: '' }],
      [`${NS}`, 'level=warn'],
    );
    expect(await server.post(body)).toEqual({ status: 204, text: '' });
    const labels = { app: 'shop', env: 'prod', service_name: 'shop' };
    expect(server.rows()).toEqual([
      {
        labels,
        ns: NS + 1n,
        line: 'żółć "quoted" \\ \u0000 😀',
        level: 'unknown',
        metadata: { trace_id: 't1', user_id: 'a\tb', key_1st: 'x' },
      },
      { labels, ns: NS, line: 'level=warn', level: 'warn', metadata: {} },
    ]);
    expect(server.accepted).toMatchObject([{ dialect: 'loki', items: 2 }]);
  });

  it('takes gzip, values before the labels, fields it does not know, and what follows the object', async () => {
    const server = await start();
    const body = `{"x":[{}],"streams":[{"values":[["${NS}","a",{},{"more":1}]],"y":{"z":[1]},"stream":{"a":"1"}}]} garbage`;
    expect((await server.post(gzipSync(body), { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' })).status).toBe(
      204,
    );
    expect(server.rows()).toMatchObject([{ line: 'a', labels: { a: '1', service_name: 'unknown_service' } }]);
  });

  it.each([
    ['a stream without values', '{"streams":[{"stream":{"a":"b"}}]}', 204, ''],
    ['null', 'null', 422, 'error at least one valid stream is required for ingestion\n'],
    ['no streams', '{"streams":[]}', 422, 'error at least one valid stream is required for ingestion\n'],
    ['no JSON', 'nothing', 400, /^readObjectStart: expect { or n, but found n, error found in #0 byte/],
    ['half of JSON', '{"streams":[{"stream":{"a":"b"},"values":[["1', 400, /missing " at end/],
    ['an open list', '{"streams":[', 400, /^loghttp.PushRequest.Streams/],
    ['streams that are no list', '{"streams":5}', 400, /expect \[ or n, but found 5/],
    [
      'a number for the time',
      push({ a: 'b' }, [1, 'x']),
      400,
      /Value looks like Number.*error found in #10 byte of \.\.\.\|/,
    ],
    ['NaN for the time', push({ a: 'b' }, ['NaN', 'x']), 400, /Value looks like Number/],
    ['a time over 64 bits', push({ a: 'b' }, ['9223372036854775808', 'x']), 400, /Value looks like Number/],
    ['a number for the line', push({ a: 'b' }, [`${NS}`, 5]), 400, /Value is string/],
    ['text for metadata', push({ a: 'b' }, [`${NS}`, 'x', 'y']), 400, /Value looks like object/],
    ['a number in metadata', push({ a: 'b' }, [`${NS}`, 'x', { a: 1 }]), 400, /Value is string/],
    ['an entry that is no list', push({ a: 'b' }, 'x'), 400, /Value is array/],
    ['a broken escape', `{"streams":[{"stream":{},"values":[["${NS}","\\x"]]}]}`, 400, /Value is string/],
    [
      'a bad label name',
      push({ 'a-b': 'x' }, [`${NS}`, 'x']),
      400,
      "couldn't parse labels: 1:3: parse error: unexpected character inside braces: '-'\n",
    ],
    [
      'an empty label name',
      push({ '': 'x' }, [`${NS}`, 'x']),
      400,
      'couldn\'t parse labels: 1:2: parse error: unexpected "=" in label set, expected identifier or "}"\n',
    ],
    [
      'time 0',
      push({ a: 'b' }, ['0', 'x']),
      400,
      /has timestamp too old: 1970-01-01T00:00:00Z, oldest acceptable timestamp is: 2027-01-08T08:00:00Z/,
    ],
  ])('%s', async (_name, body, status, text) => {
    const server = await start();
    const answer = await server.post(body);
    expect(answer.status).toBe(status);
    if (typeof text === 'string') expect(answer.text).toBe(text);
    else expect(answer.text).toMatch(text);
    expect(server.rows()).toEqual([]);
  });

  it('one bad label refuses the whole body; numbers as label values become text', async () => {
    const server = await start();
    const stream = (labels: object) => ({ stream: labels, values: [[`${NS}`, 'x']] });
    expect((await server.post(JSON.stringify({ streams: [stream({ a: 'b' }), stream({ ü: 'c' })] }))).status).toBe(400);
    expect((await server.post(JSON.stringify({ streams: [stream({ a: 5, b: true })] }))).status).toBe(204);
    expect(server.rows().map(({ labels }) => labels)).toEqual([{ a: '5', b: 'true', service_name: 'unknown_service' }]);
  });

  it('survives nesting of 10,000 levels', async () => {
    const server = await start();
    const deep = (levels: number) =>
      `{"x":${'['.repeat(levels)}${']'.repeat(levels)},${push({ a: 'b' }, [`${NS}`, 'x']).slice(1)}`;
    expect(await server.post(deep(10_001))).toMatchObject({ status: 400, text: expect.stringContaining('max depth') });
    const meta = push({ a: 'b' }, [`${NS}`, 'x', { a: 'deep' }]).replace('"deep"', '['.repeat(5000) + ']'.repeat(5000));
    expect((await server.post(meta)).status).toBe(400);
    expect((await server.post(deep(9000))).status).toBe(204);
  });
});

describe('protobuf', () => {
  it('stores the same, whatever Content-Type there is but JSON', async () => {
    const server = await start();
    const body = pushSnappy([
      {
        labels: '{job="j", level="ERROR"}',
        entries: [
          {
            ns: NS + 5n,
            line: 'x',
            metadata: [
              ['a.b', 'c'],
              ['a_b', 'd'],
            ],
          },
        ],
      },
      { labels: "{ job = 'k' ,}", entries: [{ ns: NS, line: '' }] },
    ]);
    expect((await server.post(body, { 'content-type': PROTOBUF })).status).toBe(204);
    expect(server.rows()).toEqual([
      {
        labels: { job: 'j', level: 'ERROR', service_name: 'j' },
        ns: NS + 5n,
        line: 'x',
        level: 'error',
        metadata: { a_b: 'd' },
      },
      { labels: { job: 'k', service_name: 'k' }, ns: NS, line: '', level: 'unknown', metadata: {} },
    ]);
  });

  it.each([
    ['what is not snappy', Buffer.from('{"streams":[]}'), 400, 'snappy: corrupt input\n'],
    ['nothing', Buffer.alloc(0), 400, 'snappy: corrupt input\n'],
    ['an empty message', compressSync(Buffer.alloc(0)), 422, /at least one valid stream/],
    ['broken protobuf', compressSync(Buffer.from([0x0a, 0xff, 0x01])), 400, /^invalid protobuf at byte/],
    ['a bomb by its declared length', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0]), 413, /at most 4194304/],
    ['a bomb', compressSync(Buffer.alloc(5_000_000)), 413, /at most 4194304/],
    [
      'a bad label string',
      pushSnappy([{ labels: '{a=b}', entries: [] }]),
      400,
      /couldn't parse labels: 1:4: parse error: unexpected identifier "b" in label set, expected string/,
    ],
    ['a label twice', pushSnappy([{ labels: '{a="1",a="2"}', entries: [] }]), 400, /duplicate label name: 'a'/],
  ])('%s', async (_name, body, status, text) => {
    const server = await start();
    const answer = await server.post(body as Buffer, { 'content-type': PROTOBUF });
    expect(answer.status).toBe(status);
    if (typeof text === 'string') expect(answer.text).toBe(text);
    else expect(answer.text).toMatch(text);
  });
});

describe('headers', () => {
  const body = push({ a: 'b' }, [`${NS}`, 'x']);
  it.each([
    [{}, 400, 'mime: no media type\n'],
    [{ 'content-type': 'foo;;bar' }, 400, 'mime: invalid media parameter\n'],
    [{ 'content-type': 'text/plain' }, 400, 'snappy: corrupt input\n'],
    [{ 'content-type': 'application/json; charset=utf-8' }, 204, ''],
    [{ 'content-type': JSON_TYPE, 'content-encoding': 'br' }, 400, 'Content-Encoding "br" not supported\n'],
    [{ 'content-type': JSON_TYPE, 'content-encoding': 'gzip' }, 400, 'gzip: invalid header\n'],
  ])('%j', async (headers, status, text) => {
    const server = await start();
    expect(await server.post(Buffer.from(body), headers as Record<string, string>)).toEqual({ status, text });
  });

  it('a gzip bomb and a body over the limit are 413', async () => {
    const server = await start();
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const headers = { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' };
    expect((await server.post(bomb, headers)).status).toBe(413);
    expect((await server.post(Buffer.alloc(4_194_305, 0x20))).status).toBe(413);
    expect((await server.post(body)).status).toBe(204);
  });
});

describe('limits', () => {
  const time = `${NS}`;

  it('long lines are refused and the rest is stored, or they are cut', async () => {
    const body = push({ a: 'b' }, [time, 'x'.repeat(11)], [time, 'short']);
    const server = await start({ maxLineSize: 10 });
    expect(await server.post(body)).toEqual({
      status: 400,
      text: `max entry size '10' bytes exceeded for stream '{a="b", service_name="unknown_service"}' while adding an entry with length '11' bytes\n`,
    });
    expect(lines(server)).toEqual(['short']);
    expect(server.refused).toEqual([{ dialect: 'loki', items: 1, reason: 'line_too_long' }]);
    const cutting = await start({ maxLineSize: 10, maxLineSizeTruncate: true });
    expect((await cutting.post(body)).status).toBe(204);
    expect(lines(cutting)).toEqual(['x'.repeat(10), 'short']);
  });

  it('old and future entries are refused; equal messages are counted', async () => {
    const server = await start();
    const old = `${NS - 8n * 86_400_000_000_000n}`;
    const answer = await server.post(
      push({ a: 'b' }, [old, '1'], [old, '2'], [`${NS + 11n * 60_000_000_000n}`, '3'], [time, '4']),
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toBe(
      `2 errors like: entry for stream '{a="b", service_name="unknown_service"}' has timestamp too old: 2027-01-07T08:00:00Z, oldest acceptable timestamp is: 2027-01-08T08:00:00Z; entry for stream '{a="b", service_name="unknown_service"}' has timestamp too new: 2027-01-15T08:11:00Z\n`,
    );
    expect(lines(server)).toEqual(['4']);
  });

  it('any age is taken if so set, but not 1970 and before', async () => {
    const server = await start({ rejectOldSamples: false });
    expect((await server.post(push({ a: 'b' }, ['1', 'x']))).status).toBe(204);
    for (const ns of ['0', '-5']) {
      expect(await server.post(push({ a: 'b' }, [ns, 'x']))).toEqual({
        status: 500,
        text: 'rpc error: code = Unknown desc = failed to create stream: no schema config found for time 0\n',
      });
    }
  });

  it.each([
    [
      { maxLabelNamesPerSeries: 1 },
      `entry for stream '{a="1", b="22", service_name="unknown_service"}' has 2 label names; limit 1`,
    ],
    [
      { maxLabelNameLength: 0 },
      `stream '{a="1", b="22", service_name="unknown_service"}' has label name too long: 'a'`,
    ],
    [
      { maxLabelValueLength: 1 },
      `stream '{a="1", b="22", service_name="unknown_service"}' has label value too long: '22'`,
    ],
    [{ allowStructuredMetadata: false }, /includes structured metadata, but this feature is disallowed/],
    [{ maxStructuredMetadataSize: 4 }, /has structured metadata too large: '5' bytes, limit: '4' bytes/],
    [{ maxStructuredMetadataEntriesCount: 1 }, /has too many structured metadata labels: '2', limit: '1'/],
  ])('%j', async (limits, text) => {
    const server = await start(limits);
    const answer = await server.post(
      push({ a: '1', b: '22' }, [
        time,
        'x',
        { k: '12', m: '', ...('maxStructuredMetadataSize' in limits ? { m: '3' } : {}) },
      ]),
    );
    expect(answer.status).toBe(400);
    if (typeof text === 'string') expect(answer.text).toBe(`${text}\n`);
    else expect(answer.text).toMatch(text);
    expect(server.rows()).toEqual([]);
  });

  it('labels of 1 MB make an error that is not as long', async () => {
    const server = await start();
    for (const labels of [{ a: 'x'.repeat(1 << 20) }, { ['a'.repeat(1 << 20)]: 'x' }]) {
      const answer = await server.post(push(labels, [time, 'x']));
      expect(answer.status).toBe(400);
      expect(answer.text.length).toBeLessThan(20_000);
    }
  });

  it('rates: of the tenant nothing is stored, of a stream the others are; 429 with Retry-After', async () => {
    const tenant = await start({ ingestionRate: 10, ingestionBurstSize: 20 });
    const answer = await tenant.post(push({ a: 'b' }, [time, 'x'.repeat(30)]));
    expect(answer).toMatchObject({
      status: 429,
      text: expect.stringContaining('ingestion rate limit exceeded for user default (limit: 10 bytes/sec)'),
    });
    expect(tenant.rows()).toEqual([]);
    const stream = await start({ perStreamRateLimit: 10, perStreamRateLimitBurst: 150 });
    const streams = ['small', 'large'].map((name) => ({
      stream: { name },
      values: [[time, name === 'small' ? 's' : 'x'.repeat(200)]],
    }));
    expect(await stream.post(JSON.stringify({ streams }))).toMatchObject({
      status: 429,
      text: expect.stringContaining('Per stream rate limit exceeded'),
    });
    expect(lines(stream)).toEqual(['s']);
  });

  it('times can be moved apart', async () => {
    const server = await start({ incrementDuplicateTimestamp: true });
    await server.post(push({ a: 'b' }, [time, '1'], [time, '2'], [time, '3'], [`${NS + 7n}`, '4']));
    expect(server.rows().map(({ ns }) => ns - NS)).toEqual([0n, 1n, 2n, 7n]);
  });
});

describe('levels', () => {
  it.each([
    [{ level: 'debug' }, 'error', { level: 'info' }, 'debug'],
    [{}, 'error', { level: 'WARNING' }, 'warn'],
    [{}, 'error', { severity_number: '9' }, 'info'],
    [{}, 'error', { severity_number: '9', severity_text: 'FATAL' }, 'fatal'],
    [{ level: 'debug' }, 'error', { detected_level: 'weird' }, 'weird'],
    [{}, 'an error', {}, 'error'],
    [{ level: 'custom' }, '', {}, 'custom'],
  ])('labels %j, line %j, metadata %j: %s', async (labels, line, metadata, level) => {
    const server = await start();
    await server.post(push({ a: 'b', ...labels }, [`${NS}`, line, metadata]));
    expect(server.rows()[0]!.level).toBe(level);
    expect(server.rows()[0]!.metadata).not.toHaveProperty('detected_level');
  });

  it('are left alone if so set', async () => {
    const server = await start({ discoverLogLevels: false });
    await server.post(push({ a: 'b' }, [`${NS}`, 'error']));
    expect(server.rows()[0]!.level).toBe('');
  });
});

describe('repeats', () => {
  it('equal neighbours and a repeated body are stored once; a body that failed may come again', async () => {
    const server = await start();
    const body = push({ a: 'b' }, [`${NS}`, 'x'], [`${NS}`, 'x'], [`${NS}`, 'x', { m: '1' }], [`${NS}`, 'y']);
    server.writer.failure = new QuartetError('unavailable', 'the store is away', { retryAfter: 2.5 });
    expect(await server.post(body)).toEqual({ status: 503, text: 'the store is away\n' });
    server.writer.failure = undefined;
    expect((await server.post(body)).status).toBe(204);
    expect((await server.post(body)).status).toBe(204);
    expect(lines(server)).toEqual(['x', 'x', 'y']);
  });
});

it.each(['json', 'protobuf'])('large bodies give way to others and arrive whole: %s', async (format) => {
  const server = await start();
  const bodies = ['a', 'b', 'c'].map((app) => {
    const entries = Array.from({ length: 20_000 }, (_, i) => ({ ns: NS + BigInt(i), line: `${app} ${i}` }));
    if (format === 'protobuf') return pushSnappy([{ labels: `{app="${app}"}`, entries }]);
    return push({ app }, ...entries.map(({ ns, line }) => [`${ns}`, line, { k: line }]));
  });
  const headers = { 'content-type': format === 'json' ? JSON_TYPE : PROTOBUF };
  const answers = await Promise.all(bodies.map((body) => server.post(body, headers)));
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  const rows = server.rows();
  expect(rows).toHaveLength(60_000);
  for (const { labels, line, ns, metadata } of rows) {
    if (line !== `${labels.app} ${ns - NS}` || (format === 'json' && metadata.k !== line))
      expect.fail(`${labels.app}: ${line}`);
  }
});

describe('/api/prom/push', () => {
  it('takes the old JSON', async () => {
    const server = await start();
    const entries = [{ ts: '2027-01-15T08:00:00.5+00:00', line: 'old' }];
    const body = JSON.stringify({
      streams: [
        { labels: '{a="b"}', entries },
        { stream: { c: 'd' }, values: [] },
      ],
    });
    expect((await server.post(body, undefined, '/api/prom/push')).status).toBe(204);
    expect(server.rows()).toMatchObject([{ labels: { a: 'b' }, line: 'old', ns: NS + 500_000_000n }]);
    expect((await server.post('{"streams":[{"entries":[{}]}]}', undefined, '/api/prom/push')).status).toBe(400);
    expect((await server.post('{"streams":5}', undefined, '/api/prom/push')).status).toBe(400);
  });
});
