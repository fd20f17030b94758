import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestServer } from '../support/server.js';
import { GrpcSender } from '../support/server-grpc.js';
import { post, RECEIVERS } from '../support/server-requests.js';
import { SENDERS } from './senders.js';

let server: TestServer;

beforeEach(async () => {
  server = await TestServer.start();
});

afterEach(() => server.remove());

/** A POST of which the last byte of the body is not sent yet. */
class HeldRequest {
  private answer = '';

  private constructor(
    private readonly socket: Socket,
    private readonly rest: Buffer,
  ) {
    socket.on('data', (chunk) => {
      this.answer += chunk;
    });
  }

  static async begin(batch: number, sender = SENDERS[0]!): Promise<HeldRequest> {
    const { dialect, path, type } = RECEIVERS[sender.receiver];
    const body = sender.body(batch);
    const socket = connect(server.port(dialect), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`);
    await new Promise((written) => socket.write(body.subarray(0, -1), written));
    return new HeldRequest(socket, body.subarray(-1));
  }

  /** Sends the last byte; resolves with the answer when the server has closed the connection. */
  async finish(): Promise<string> {
    const closed = once(this.socket, 'close');
    this.socket.write(this.rest);
    await closed;
    return this.answer;
  }
}

/** Resolves when the server has said that it stops. */
async function stopping(): Promise<void> {
  const { stderr } = server.process.child;
  while (!server.process.stderr.includes('SIGTERM: stopping')) await once(stderr!, 'data');
}

describe('SIGTERM', () => {
  it('answers what is under way, keeps what it acknowledged and exits with 0', async () => {
    const [logs, , metrics, traces] = SENDERS;
    const held = await Promise.all(Array.from({ length: 8 }, (_, batch) => HeldRequest.begin(batch, logs)));
    // One request that is answered shows that those before it on other connections have arrived.
    expect((await post(server, metrics!.receiver, metrics!.body(0))).status).toBe(204);
    const grpc = new GrpcSender(server);
    await grpc.connected();
    const calls = Array.from({ length: 8 }, (_, batch) => grpc.send(traces!.body(batch)));
    const started = performance.now();
    const ended = server.stop();
    await stopping();
    const answers = await Promise.all(held.map((request) => request.finish()));
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 204 /);
    const outcomes = await Promise.all(calls);
    grpc.close();
    expect(await ended).toMatchObject({ code: 0 });
    expect(performance.now() - started).toBeLessThan(10_000);
    await expect(post(server, logs!.receiver, logs!.body(100))).rejects.toThrow(/ECONNREFUSED/);

    await server.restart();
    expect((await logs!.read(server, 8)).sort()).toEqual(answers.flatMap((_, batch) => logs!.rowKeys(batch)).sort());
    expect((await metrics!.read(server, 1)).sort()).toEqual(metrics!.rowKeys(0).sort());
    const stored = new Set(await traces!.read(server, 8));
    for (const [batch, error] of outcomes.entries()) {
      if (error === undefined) for (const key of traces!.rowKeys(batch)) expect(stored).toContain(key);
      else expect(error.code).toBe(status.UNAVAILABLE);
    }
  });

  it('cuts off who does not go on with a body, and exits with 0 within 10 s', async () => {
    await HeldRequest.begin(0);
    expect((await post(server, 'lokiProtobuf', SENDERS[0]!.body(1))).status).toBe(204);
    const started = performance.now();
    expect(await server.stop()).toMatchObject({ code: 0 });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('given twice exits at once', async () => {
    await HeldRequest.begin(0);
    expect((await post(server, 'lokiProtobuf', SENDERS[0]!.body(1))).status).toBe(204);
    const ended = server.stop();
    await stopping();
    const again = performance.now();
    void server.stop();
    expect(await ended).toMatchObject({ code: 143 });
    expect(performance.now() - again).toBeLessThan(2_000);
    await server.restart();
    expect((await SENDERS[0]!.read(server, 2)).sort()).toEqual(SENDERS[0]!.rowKeys(1).sort());
  });
});
