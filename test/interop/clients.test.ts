import { pushTimeseries } from 'prometheus-remote-write';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger, format } from 'winston';
import LokiTransport from 'winston-loki';
import { TestServer } from '../support/server.js';
import { readLogs, readSamples } from '../support/server-reads.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.remove());

const LINES = 1000;

/** The client would look for a package of that name. */
const post = (url: string, init?: object) => fetch(url, init as RequestInit);

it.each([
  ['json', true],
  ['protobuf', false],
])('winston-loki, %s: every line comes back once', async (form, json) => {
  const started = BigInt(Date.now() - 1000) * 1_000_000n;
  const failures: unknown[] = [];
  const transport = new LokiTransport({
    host: server.url('loki'),
    json,
    interval: 3600,
    labels: { app: `winston-${form}` },
    gracefulShutdown: false,
    format: format.printf(({ message }) => String(message)),
    onConnectionError: (error) => failures.push(error),
  });
  const logger = createLogger({ level: 'debug', transports: [transport] });
  const lineOf = (i: number) => `order ${i} "paid" by Zoë 🚀 \\ in ${i * 3} ms`;
  for (let i = 0; i < LINES; i++) logger.log(i % 2 === 0 ? 'info' : 'warn', lineOf(i));
  await transport.close();
  expect(failures).toEqual([]);
  const ended = BigInt(Date.now() + 1000) * 1_000_000n;
  const found = await readLogs(server, `{app="winston-${form}"}`, started, ended);
  expect(found.map(({ line }) => line).sort()).toEqual(Array.from({ length: LINES }, (_, i) => lineOf(i)).sort());
  for (const { line, labels } of found)
    expect(labels.level).toBe(Number(/\d+/.exec(line)![0]) % 2 === 0 ? 'info' : 'warn');
});

it('prometheus-remote-write: every sample comes back once', async () => {
  const start = Math.floor(Date.now() / 1000) * 1000 - 600_000;
  const series = 50;
  const samples = 100;
  const at = (k: number) => start + k * 1000;
  for (let first = 0; first < samples; first += 10) {
    const timeseries = Array.from({ length: series }, (_, i) => ({
      labels: { __name__: 'client_total', i: String(i), path: `/Zoë/${i}` },
      samples: Array.from({ length: 10 }, (__, k) => ({ value: i + (first + k) / 8, timestamp: at(first + k) })),
    }));
    const { status } = await pushTimeseries(timeseries, {
      url: server.url('prometheus', '/api/v1/write'),
      fetch: post,
    });
    expect(status).toBe(204);
  }
  const found = await readSamples(server, 'client_total', start, at(samples - 1), 1000);
  expect(found).toHaveLength(series);
  for (const { metric, values } of found) {
    const i = Number(metric.i);
    expect(metric).toEqual({ __name__: 'client_total', i: String(i), path: `/Zoë/${i}` });
    expect(values).toEqual(Array.from({ length: samples }, (_, k) => [at(k) / 1000, String(i + k / 8)]));
  }
});
