import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hangUpInBody } from '../support/broken-client.js';
import { seededRandom } from '../support/fuzz.js';
import { exampleSpans, tracesBody } from '../support/otlp-traces.js';
import { TestServer } from '../support/server.js';
import { GrpcSender } from '../support/server-grpc.js';
import { expectServing } from './attack.js';
import { HTTP_RECEIVERS, type HttpReceiver, receiver } from './receivers.js';

const FULL = process.env.QUARTET_TEST_FULL === '1';
const CLIENTS = 150;
const MIB = 1 << 20;

let server: TestServer;
let restBytes: number;
let restFiles: number;

const openFiles = () => readdirSync(`/proc/${server.pid}/fd`).length;

beforeAll(async () => {
  server = await TestServer.start();
  for (const one of HTTP_RECEIVERS) await expectServing(server, one);
  restBytes = server.residentBytes;
  restFiles = openFiles();
});

afterAll(() => server.remove());

afterEach(() => {
  expect(server.isAlive, server.process.stderr.slice(-2000)).toBe(true);
  expect(server.residentBytes).toBeLessThan(restBytes + 300 * MIB);
});

async function open(one: HttpReceiver): Promise<Socket> {
  const socket = connect(server.port(one.dialect), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** All that the server says until it hangs up, in order or with a reset. */
function conversation(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  return new Promise((ended) => socket.once('close', () => ended(text)));
}

const distinct = [...new Map(HTTP_RECEIVERS.map((one) => [one.dialect, one])).values()];
const byDialect = distinct.map((one) => [one.dialect, one] as const);

describe('pipelining', () => {
  it.each(HTTP_RECEIVERS.map((one) => [one.name, one] as const))('%s answers in order', async (_, one) => {
    const socket = await open(one);
    const headers = Object.entries({ host: 'x', 'content-type': one.type, ...one.headers });
    const good = (i: number) => {
      const message = one.message(2_000_000 + i);
      return one.wrap?.(message) ?? message;
    };
    const requests = Array.from({ length: 12 }, (__, i) => {
      const bad = i % 3 === 1;
      const body = bad ? Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]) : good(i);
      const last = i === 11 ? 'connection: close\r\n' : '';
      const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      return Buffer.concat([
        Buffer.from(`POST ${one.path} HTTP/1.1\r\n${head}${last}content-length: ${body.length}\r\n\r\n`),
        body,
      ]);
    });
    const answers = conversation(socket);
    socket.write(Buffer.concat(requests));
    const statuses = [...(await answers).matchAll(/HTTP\/1\.1 (\d)\d\d /g)].map(([, kind]) => kind);
    expect(statuses).toEqual(requests.map((__, i) => (i % 3 === 1 ? '4' : '2')));
  });
});

describe('clients that go', () => {
  it.each(byDialect)(`in mid-body, ${CLIENTS} of them: %s`, async (_, one) => {
    const message = one.message(1);
    const part = (one.wrap?.(message) ?? message).subarray(0, 40);
    const port = server.port(one.dialect);
    await Promise.all(Array.from({ length: CLIENTS }, () => hangUpInBody(port, one.path, one.type, part)));
    await expectServing(server, one);
    await expect.poll(openFiles, { timeout: 10_000 }).toBeLessThan(restFiles + 20);
  });

  it('with a reset, before they have their answer', async () => {
    const one = receiver('Loki push, JSON');
    for (let i = 0; i < CLIENTS; i++) {
      const socket = await open(one);
      const body = one.message(3_000_000 + i);
      socket.write(
        `POST ${one.path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${one.type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
      socket.resetAndDestroy();
    }
    await expectServing(server, one);
  });
});

describe('clients that dawdle', () => {
  it(`over their headers, ${CLIENTS} of them, keep nobody waiting`, async () => {
    const slow = await Promise.all(
      distinct.flatMap((one) => Array.from({ length: Math.ceil(CLIENTS / distinct.length) }, () => open(one))),
    );
    const ended = slow.map((socket) => conversation(socket));
    for (const socket of slow) socket.write('POST /loki/api/v1/push HTTP/1.1\r\nhost: x\r\nx-slow: ');
    for (let i = 0; i < 5; i++) {
      for (const socket of slow) socket.write('a');
      for (const one of distinct) await expectServing(server, one);
    }
    // The server cuts them off after a minute, which is only waited for in the long run.
    if (!FULL) for (const socket of slow) socket.destroy();
    const answers = await Promise.all(ended);
    if (FULL) for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  }, 150_000);
});

describe('what is no HTTP', () => {
  const hello = Buffer.from('16030100c2010000be0303', 'hex');
  it.each<[string, Buffer]>([
    ['TLS', Buffer.concat([hello, Buffer.alloc(200, 7)])],
    ['zeros', Buffer.alloc(5000)],
    [
      'noise',
      Buffer.from(
        Array.from(
          { length: 5000 },
          (
            (random) => () =>
              Math.floor(random() * 256)
          )(seededRandom(3)),
        ),
      ),
    ],
    ['long headers without end', Buffer.from(`POST / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(17_000)}`)],
    ['two lengths', Buffer.from('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!')],
    [
      'length and chunks',
      Buffer.from('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
    ],
    ['a negative length', Buffer.from('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n')],
    [
      'a broken chunk',
      Buffer.from(
        'POST /v1/logs HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n',
      ),
    ],
  ])('%s is answered with 4xx', async (_, bytes) => {
    for (const one of distinct) {
      const socket = await open(one);
      const answer = conversation(socket);
      socket.end(bytes);
      expect(await answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      await expectServing(server, one);
    }
  });

  it('HTTP/2 without a word more ends, also where gRPC is taken beside HTTP', async () => {
    for (const one of distinct) {
      const socket = await open(one);
      const answer = conversation(socket);
      socket.end(Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'));
      await answer;
      await expectServing(server, one);
    }
  });

  it('at the gRPC ports is hung up on', async () => {
    for (const dialect of ['otlpGrpc', 'jaegerGrpc'] as const) {
      for (const bytes of [Buffer.alloc(5000), Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n'), hello]) {
        const socket = connect(server.port(dialect), '127.0.0.1');
        await once(socket, 'connect');
        const answer = conversation(socket);
        socket.end(bytes);
        await answer;
      }
    }
    const grpc = new GrpcSender(server);
    expect(await grpc.send(tracesBody(exampleSpans(3)))).toBeUndefined();
    grpc.close();
  });
});
