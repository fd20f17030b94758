import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { HttpPort } from './http-port.js';

describe('HttpPort', () => {
  it('answers 503 with the reason until there is something behind it', async () => {
    const port = new HttpPort(() => 'starting: the store is being opened');
    const url = `http://127.0.0.1:${await port.listen(0, '127.0.0.1')}/x`;
    const early = await fetch(url);
    expect([early.status, await early.text()]).toEqual([503, 'starting: the store is being opened\n']);
    const app = Fastify();
    app.get('/x', async () => 'here');
    await port.serve(app);
    expect(await (await fetch(url)).text()).toBe('here');
    await port.close();
    await expect(fetch(url)).rejects.toThrow();
  });

  it('lets requests under way finish while it closes', async () => {
    const port = new HttpPort(() => '');
    const url = `http://127.0.0.1:${await port.listen(0, '127.0.0.1')}/slow`;
    let finish = () => {};
    const arrived = new Promise<void>((reached) => {
      const app = Fastify();
      app.get('/slow', async () => {
        reached();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return 'done';
      });
      void port.serve(app);
    });
    const answer = fetch(url);
    await arrived;
    const closed = port.close();
    finish();
    expect(await (await answer).text()).toBe('done');
    await closed;
  });

  it('says why a port cannot be taken', async () => {
    const first = new HttpPort(() => '');
    const taken = await first.listen(0, '127.0.0.1');
    await expect(new HttpPort(() => '').listen(taken, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
  });
});
