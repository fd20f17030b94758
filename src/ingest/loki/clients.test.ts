import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger, format } from 'winston';
import LokiTransport from 'winston-loki';
import { logRows } from '../../../test/support/log-rows.js';
import { pushSnappy } from '../../../test/support/loki-messages.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { DEFAULT_LOKI_LIMITS } from '../../model/loki-limits.js';
import { LokiPush } from './push.js';
import { lokiReceiver } from './receiver.js';

const LINES = 2000;

const receiver = testReceiver();
// winston-loki sends the time of the call.
const context = { ...receiver.context, now: () => Date.now() };
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  app = Fastify();
  await app.register(lokiReceiver(new LokiPush(context, () => DEFAULT_LOKI_LIMITS)));
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
});

const stored = () =>
  receiver.writer.batches.flatMap(({ logs }) => logRows(logs!, receiver.writer.indexes.streams.refs));

test.each([
  ['JSON', true],
  ['snappy protobuf', false],
])('winston-loki delivers everything it sent: %s', async (form, json) => {
  receiver.writer.batches.length = 0;
  const failures: unknown[] = [];
  const transport = new LokiTransport({
    host: url,
    json,
    interval: 3600,
    labels: { app: 'shop', form },
    gracefulShutdown: false,
    format: format.printf(({ message }) => String(message)),
    onConnectionError: (error) => failures.push(error),
  });
  const logger = createLogger({ level: 'debug', transports: [transport] });
  const levels = ['info', 'warn', 'error', 'debug'];
  for (let i = 0; i < LINES; i++) logger.log(levels[i % 4]!, `order ${i} "paid" by Zoë 🚀 \\ in ${i * 3} ms`);
  // `flush` waits for the next interval; `close` sends what is left at once.
  await transport.close();
  const rows = stored();
  expect(failures).toEqual([]);
  expect(rows).toHaveLength(LINES);
  expect(new Set(rows.map(({ line }) => line)).size).toBe(LINES);
  for (const row of rows) {
    const i = Number(/\d+/.exec(row.line)![0]);
    expect(row.line).toContain(`order ${i} "paid" by Zoë 🚀 \\ in ${i * 3} ms`);
    expect(row.labels).toEqual({ app: 'shop', form, level: levels[i % 4], service_name: 'shop' });
    expect(row.level).toBe(levels[i % 4]);
  }
});

test('a protobuf push of many streams, encoded by protobufjs, arrives value by value', async () => {
  receiver.writer.batches.length = 0;
  const start = BigInt(Date.now()) * 1_000_000n;
  const streams = Array.from({ length: 20 }, (_, s) => ({
    labels: `{app="shop", pod="pod-${s}"}`,
    entries: Array.from({ length: 100 }, (_, i) => ({
      ns: start + BigInt(s * 1000 + i),
      line: `${'łine '.repeat(i)}${s}/${i}`,
      metadata: i % 2 === 0 ? [['trace_id', `${s}-${i}`] as const, ['user.id', `u${i}`] as const] : [],
    })),
  }));
  for (let attempt = 0; attempt < 2; attempt++) {
    const answer = await fetch(`${url}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-protobuf' },
      body: pushSnappy(streams),
    });
    expect(answer.status).toBe(204);
  }
  expect(stored()).toEqual(
    streams.flatMap(({ entries }, s) =>
      entries.map(({ ns, line, metadata }, i) => ({
        labels: { app: 'shop', pod: `pod-${s}`, service_name: 'shop' },
        ns,
        line,
        level: 'unknown',
        metadata: metadata.length === 0 ? {} : { trace_id: `${s}-${i}`, user_id: `u${i}` },
      })),
    ),
  );
});
