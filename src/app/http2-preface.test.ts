import { connect, type Socket } from 'node:net';
import { Client, credentials } from '@grpc/grpc-js';
import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GrpcServer } from '../ingest/grpc-server.js';
import { streamingService } from '../ingest/grpc-streaming.js';
import { HttpPort } from './http-port.js';

const bytes = (message: Buffer): Buffer => message;
const PATH = '/test.Count/Up';

/** Answers with as many messages as the request says. */
function counting(): GrpcServer {
  return new GrpcServer({
    services: [
      streamingService({
        path: PATH,
        answers: async function* (request) {
          for (let i = 0; i < request.readUInt32LE(); i++) yield Buffer.from([i & 255]);
        },
        failure: (thrown) => ({ details: String(thrown) }),
      }),
    ],
    maxMessageBytes: 1 << 20,
    hint: 'this port counts',
  });
}

describe('a port of HTTP/1 and gRPC', () => {
  let port: HttpPort;
  let number: number;

  beforeEach(async () => {
    port = new HttpPort(() => 'starting');
    number = await port.listen(0, '127.0.0.1');
    const app = Fastify({ bodyLimit: 1 << 22 });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.post('/length', async (request) => String((request.body as Buffer).length));
    app.addHttpMethod('PROPFIND');
    app.route({ method: 'PROPFIND', url: '/', handler: async () => 'found' });
    await port.serve(app, counting());
  });
  afterEach(() => port.close());

  it('answers both', async () => {
    const client = new Client(`127.0.0.1:${number}`, credentials.createInsecure());
    const call = client.makeServerStreamRequest(PATH, bytes, bytes, Buffer.from([44, 1, 0, 0]));
    const answers: number[] = [];
    for await (const [answer] of call as AsyncIterable<Buffer>) answers.push(answer!);
    client.close();
    expect(answers).toEqual(Array.from({ length: 300 }, (_, i) => i & 255));
    const url = `http://127.0.0.1:${number}/length`;
    const answer = await fetch(url, { method: 'POST', body: Buffer.alloc(1 << 21) });
    expect(await answer.text()).toBe(String(1 << 21));
  });

  it.each([
    [
      'a method that begins like the preface, byte by byte',
      [...'PROPFIND / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
    ],
    ['one that begins so after a part of it', ['PR', 'OPFIND / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n']],
  ])('knows %s', async (_name, parts) => {
    const socket = connect(number, '127.0.0.1');
    socket.setNoDelay(true);
    for (const part of parts) await new Promise<void>((resolve) => socket.write(part, () => setImmediate(resolve)));
    expect(await all(socket)).toContain('HTTP/1.1 200 OK');
  });

  it('closes while somebody is connected and silent', async () => {
    const socket = connect(number, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.resume();
    await port.close();
    await closed;
  });
});

async function all(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += chunk;
  return text;
}
