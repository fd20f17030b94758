import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../support/server.js';
import { GrpcSender } from '../support/server-grpc.js';
import type { Answer } from '../support/server-requests.js';
import { expectAcknowledged, report } from './read-back.js';
import { SENDERS } from './senders.js';
import { Writers } from './writers.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({ args: ['--limits-ingest-queue-bytes', '8KiB'] });
});

afterAll(() => server.remove());

describe('a queue of 8 KiB before many senders', () => {
  it('answers 429 with Retry-After over HTTP and RESOURCE_EXHAUSTED over gRPC, and keeps what it acknowledged', async () => {
    const refused: Answer[] = [];
    const other: Answer[] = [];
    const onAnswer = (answer: Answer) => {
      if (answer.status === 429) refused.push(answer);
      else if (answer.status >= 300) other.push(answer);
    };
    const writers = new Writers(server, SENDERS, { concurrency: 8, onAnswer });
    const grpc = new GrpcSender(server);
    await grpc.connected();
    const [, , , traces] = SENDERS;
    const calls = Array.from({ length: 100 }, (_, i) => grpc.send(traces!.body(1_000_000 + i)));
    await writers.acknowledged(100);
    const failures = (await Promise.all(calls)).flatMap((error) => error ?? []);
    grpc.close();
    await writers.stop();

    expect(other.map(({ status: code, body }) => `${code} ${body}`)).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, body } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(String(body)).toContain('the write queue is full');
    }
    expect(failures.length).toBeGreaterThan(0);
    for (const { code, details } of failures) {
      expect(code).toBe(status.RESOURCE_EXHAUSTED);
      expect(details).toContain('the write queue is full');
    }

    const results = await expectAcknowledged(server, writers);
    for (const { acknowledged } of results) expect(acknowledged).toBeGreaterThan(0);
    report(`full queue: ${refused.length} answers 429, ${failures.length} RESOURCE_EXHAUSTED`, results);
  });
});
