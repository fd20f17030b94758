import { Client, credentials, status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { GrpcServer } from './grpc-server.js';
import { unaryService } from './grpc-unary.js';

const bytes = (message: Buffer): Buffer => message;
const PATH = '/test.Echo/Say';

function echoServer(answer: (request: Buffer) => Promise<Buffer>): GrpcServer {
  const failure = (thrown: unknown) => ({ code: status.INTERNAL, details: String(thrown) });
  return new GrpcServer({
    services: [unaryService({ path: PATH, answer, failure })],
    maxMessageBytes: 1000,
    hint: 'this port echoes',
  });
}

describe('GrpcServer', () => {
  it('lets calls under way end before it stops', async () => {
    let arrived = (): void => {};
    let release = (): void => {};
    const underWay = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const server = echoServer((request) => {
      arrived();
      return new Promise((resolve) => {
        release = () => resolve(request);
      });
    });
    const client = new Client(`127.0.0.1:${await server.start('127.0.0.1', 0)}`, credentials.createInsecure());
    const answer = new Promise((resolve, reject) => {
      client.makeUnaryRequest(PATH, bytes, bytes, Buffer.from('hello'), (error, echo) => {
        if (error === null) resolve(String(echo));
        else reject(error);
      });
    });
    await underWay;
    const stopped = server.stop();
    release();
    expect(await answer).toBe('hello');
    client.close();
    await stopped;
  });

  it('rejects when the port is taken', async () => {
    const first = echoServer(async (request) => request);
    const second = echoServer(async (request) => request);
    const port = await first.start('127.0.0.1', 0);
    await expect(second.start('127.0.0.1', port)).rejects.toThrow(`${port}`);
    await second.stop();
    await first.stop();
  });
});
