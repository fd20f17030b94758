import { gzipSync } from 'node:zlib';
import { compressSync } from 'snappy';
import { describe, expect, it } from 'vitest';
import { pushSnappy } from '../../../test/support/loki-messages.js';
import { pushJson as push, startLoki } from '../../../test/support/loki-receiver.js';
import { QuartetError } from '../../model/errors.js';

const NOW = 1_800_000_000_000;
const NS = BigInt(NOW) * 1_000_000n;
const JSON_TYPE = 'application/json';
const PROTOBUF = 'application/x-protobuf';

describe('JSON', () => {
  it('stores lines, times to the nanosecond, labels and structured metadata', async () => {
    const server = await startLoki();
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
    const server = await startLoki();
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
    const server = await startLoki();
    const answer = await server.post(body);
    expect(answer.status).toBe(status);
    if (typeof text === 'string') expect(answer.text).toBe(text);
    else expect(answer.text).toMatch(text);
    expect(server.rows()).toEqual([]);
  });

  it('one bad label refuses the whole body; numbers as label values become text', async () => {
    const server = await startLoki();
    const stream = (labels: object) => ({ stream: labels, values: [[`${NS}`, 'x']] });
    expect((await server.post(JSON.stringify({ streams: [stream({ a: 'b' }), stream({ ü: 'c' })] }))).status).toBe(400);
    expect((await server.post(JSON.stringify({ streams: [stream({ a: 5, b: true })] }))).status).toBe(204);
    expect(server.rows().map(({ labels }) => labels)).toEqual([{ a: '5', b: 'true', service_name: 'unknown_service' }]);
  });

  it('survives nesting of 10,000 levels', async () => {
    const server = await startLoki();
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
    const server = await startLoki();
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
    const server = await startLoki();
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
    const server = await startLoki();
    expect(await server.post(Buffer.from(body), headers as Record<string, string>)).toEqual({ status, text });
  });

  it('a gzip bomb and a body over the limit are 413', async () => {
    const server = await startLoki();
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const headers = { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' };
    expect((await server.post(bomb, headers)).status).toBe(413);
    expect((await server.post(Buffer.alloc(4_194_305, 0x20))).status).toBe(413);
    expect((await server.post(body)).status).toBe(204);
  });
});

describe('repeats', () => {
  it('equal neighbours and a repeated body are stored once; a body that failed may come again', async () => {
    const server = await startLoki();
    const body = push({ a: 'b' }, [`${NS}`, 'x'], [`${NS}`, 'x'], [`${NS}`, 'x', { m: '1' }], [`${NS}`, 'y']);
    server.writer.failure = new QuartetError('unavailable', 'the store is away', { retryAfter: 2.5 });
    expect(await server.post(body)).toEqual({ status: 503, text: 'the store is away\n' });
    server.writer.failure = undefined;
    expect((await server.post(body)).status).toBe(204);
    expect((await server.post(body)).status).toBe(204);
    expect(server.lines()).toEqual(['x', 'x', 'y']);
  });
});

it.each(['json', 'protobuf'])('large bodies give way to others and arrive whole: %s', async (format) => {
  const server = await startLoki();
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
    const server = await startLoki();
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
