import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { compressAnswers } from './compression.js';

const LONG = 'a sample and another one, '.repeat(10_000);

describe('compressAnswers', () => {
  let app: FastifyInstance;
  const sources: Readable[] = [];

  beforeAll(async () => {
    app = Fastify();
    compressAnswers(app);
    app.get('/long', async (_request, reply) => reply.type('application/json').send(LONG));
    app.get('/short', async (_request, reply) => reply.type('application/json').send('{}'));
    app.get('/stream', async (_request, reply) => {
      const source = Readable.from(LONG.match(/.{1,1000}/g)!, { objectMode: false });
      sources.push(source);
      return reply.type('text/plain; version=0.0.4').header('vary', 'Origin').send(source);
    });
    app.get('/failing', async (_request, reply) => {
      async function* pieces() {
        yield LONG;
        throw new Error('the store went away');
      }
      return reply.type('application/json').send(Readable.from(pieces(), { objectMode: false }));
    });
    app.get('/failing-late', async (_request, reply) => {
      async function* pieces() {
        for (let i = 0; i < 10; i++) yield randomBytes(100_000);
        throw new Error('the store went away');
      }
      return reply.type('application/json').send(Readable.from(pieces(), { objectMode: false }));
    });
    app.get('/endless', async (_request, reply) => {
      async function* pieces() {
        for (;;) yield randomBytes(100_000);
      }
      const source = Readable.from(pieces(), { objectMode: false });
      sources.push(source);
      return reply.type('application/json').send(source);
    });
    app.get('/packed', async (_request, reply) =>
      reply.type('application/x-protobuf').header('content-encoding', 'snappy').send(Buffer.from(LONG)),
    );
    app.get('/events', async (_request, reply) => reply.type('text/event-stream').send(LONG));
    await app.listen({ port: 0, host: '127.0.0.1' });
    return () => app.close();
  });

  const ask = (url: string, accept?: string) =>
    app.inject({ url, headers: accept === undefined ? {} : { 'accept-encoding': accept } });

  it.each(['gzip', 'gzip, deflate', 'br;q=1.0, GZIP;q=0.5', '*', 'deflate, *;q=0.1'])(
    'compresses for %j',
    async (accept) => {
      const answer = await ask('/long', accept);
      expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
      expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
      expect(gunzipSync(answer.rawPayload).toString()).toBe(LONG);
    },
  );

  it.each([undefined, '', 'identity', 'deflate, br', 'gzip;q=0', '*;q=0.000', '*, gzip; q=0'])(
    'does not for %j',
    async (accept) => {
      const answer = await ask('/long', accept);
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect([answer.headers.vary, answer.payload]).toEqual(['Accept-Encoding', LONG]);
    },
  );

  it('compresses a stream as it goes', async () => {
    const answer = await ask('/stream', 'gzip');
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Origin, Accept-Encoding' });
    expect(gunzipSync(answer.rawPayload).toString()).toBe(LONG);
  });

  it('leaves alone what is short, packed already or must go at once', async () => {
    expect((await ask('/short', 'gzip')).headers['content-encoding']).toBeUndefined();
    expect((await ask('/events', 'gzip')).headers['content-encoding']).toBeUndefined();
    expect((await ask('/packed', 'gzip')).headers['content-encoding']).toBe('snappy');
  });

  it('answers with the error of a source that fails at once, and is cut off where it fails later', async () => {
    const early = await ask('/failing', 'gzip');
    expect(early.headers['content-encoding']).toBeUndefined();
    expect([early.statusCode, early.json().message]).toEqual([500, 'the store went away']);
    await expect(fetch(`${app.listeningOrigin}/failing-late`).then((answer) => answer.text())).rejects.toThrow();
  });

  it('ends the source when the client goes away', async () => {
    const asking = request(`${app.listeningOrigin}/endless`, { agent: false, headers: { 'accept-encoding': 'gzip' } });
    const gone = new Promise((resolve) => asking.once('close', resolve));
    asking.once('response', (answer) => answer.once('error', () => {}).once('data', () => asking.destroy()));
    asking.end();
    await gone;
    await expect.poll(() => sources.at(-1)!.destroyed).toBe(true);
  });
});
