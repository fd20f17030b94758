import { gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { compressSync } from 'snappy';
import { expect, test } from 'vitest';
import { hangUpInBody } from '../../../test/support/broken-client.js';
import { FUZZ_CASES, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { logRows } from '../../../test/support/log-rows.js';
import { pushProtobuf } from '../../../test/support/loki-messages.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { DEFAULT_LOKI_LIMITS } from '../../model/loki-limits.js';
import { LokiPush } from './push.js';
import { lokiReceiver } from './receiver.js';

const NS = 1_800_000_000_000_000_000n;

const PROTOBUF = pushProtobuf(
  ['{app="a", env="prod"}', '{app="b"}'].map((labels) => ({
    labels,
    entries: Array.from({ length: 4 }, (_, i) => ({
      ns: NS + BigInt(i),
      line: `level=info n=${i} żółć`,
      metadata: [['trace_id', `t${i}`] as const],
    })),
  })),
);
const JSON_BODY = Buffer.from(
  JSON.stringify({
    streams: [
      {
        stream: { app: 'a' },
        values: [
          [`${NS}`, 'a "b" \\ \u0007 😀', { k: 'v', 'a.b': '\n' }],
          [`${NS}`, 'x'],
        ],
      },
    ],
  }),
);

const KINDS = {
  protobuf: {
    good: compressSync(PROTOBUF) as Buffer,
    type: 'application/x-protobuf',
    encoding: '',
    wrap: compressSync,
  },
  snappy: {
    good: compressSync(PROTOBUF) as Buffer,
    type: 'application/x-protobuf',
    encoding: 'snappy',
    wrap: undefined,
  },
  json: { good: JSON_BODY, type: 'application/json', encoding: '', wrap: undefined },
  gzip: { good: gzipSync(JSON_BODY), type: 'application/json', encoding: 'gzip', wrap: undefined },
} as const;

test.each(Object.entries(KINDS))('broken bodies are answered in the dialect: %s', async (name, kind) => {
  const { context, writer } = testReceiver();
  const app = Fastify();
  await app.register(lokiReceiver(new LokiPush(context, () => DEFAULT_LOKI_LIMITS)));
  const random = seededRandom(20261121);
  const headers = { 'content-type': kind.type, ...(kind.encoding === '' ? {} : { 'content-encoding': kind.encoding }) };
  const post = (payload: Buffer) => app.inject({ method: 'POST', url: '/loki/api/v1/push', headers, payload });
  for (let i = 0; i < FUZZ_CASES; i++) {
    const broken = name === 'protobuf' ? mutate(PROTOBUF, random) : mutate(kind.good, random);
    const answer = await post(kind.wrap === undefined ? broken : (kind.wrap(broken) as Buffer));
    expect([204, 400, 413, 422]).toContain(answer.statusCode);
    if (answer.statusCode !== 204) expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    for (const { logs } of writer.batches) expect(logRows(logs!, writer.indexes.streams.refs)).toHaveLength(logs!.rows);
    writer.batches.length = 0;
  }
  expect((await post(kind.good)).statusCode).toBe(204);
  await app.close();
});

test('a client that stops in mid-body leaves nothing behind; the next one is served', async () => {
  const { context, writer } = testReceiver();
  const app = Fastify();
  await app.register(lokiReceiver(new LokiPush(context, () => DEFAULT_LOKI_LIMITS)));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  await hangUpInBody(Number(new URL(url).port), '/loki/api/v1/push', 'application/json', JSON_BODY.subarray(0, 20));
  expect(writer.batches).toEqual([]);
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${url}/loki/api/v1/push`, { method: 'POST', headers, body: JSON_BODY })).status).toBe(204);
  await app.close();
});
