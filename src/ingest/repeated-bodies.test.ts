import { describe, expect, it } from 'vitest';
import { RepeatedBodies } from './repeated-bodies.js';

const body = (text: string): Uint8Array => Buffer.from(text);

describe('RepeatedBodies', () => {
  it('stores a body once per tenant and path, and repeats the answer', async () => {
    const bodies = new RepeatedBodies<number>({ now: () => 0 });
    let stored = 0;
    const store = async (): Promise<number> => ++stored;
    expect(await bodies.once('a', '/v1/traces', body('x'), store)).toBe(1);
    expect(await bodies.once('a', '/v1/traces', body('x'), store)).toBe(1);
    expect(await bodies.once('b', '/v1/traces', body('x'), store)).toBe(2);
    expect(await bodies.once('a', '/v1/logs', body('x'), store)).toBe(3);
    expect(await bodies.once('a', '/v1/traces', body('y'), store)).toBe(4);
  });

  it('joins a body that is still in flight', async () => {
    const bodies = new RepeatedBodies<string>({ now: () => 0 });
    let calls = 0;
    let finish = (_answer: string): void => {};
    const store = (): Promise<string> => {
      calls++;
      return new Promise((resolve) => {
        finish = resolve;
      });
    };
    const first = bodies.once('a', '/', body('x'), store);
    const second = bodies.once('a', '/', body('x'), store);
    await Promise.resolve();
    finish('stored');
    expect(await Promise.all([first, second])).toEqual(['stored', 'stored']);
    expect(calls).toBe(1);
  });

  it('does not remember failures', async () => {
    const bodies = new RepeatedBodies<string>({ now: () => 0 });
    await expect(bodies.once('a', '/', body('x'), () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(await bodies.once('a', '/', body('x'), async () => 'stored')).toBe('stored');
  });

  it('forgets by age and by number', async () => {
    let now = 0;
    const bodies = new RepeatedBodies<number>({ now: () => now, maxAgeMs: 1000, maxEntries: 2 });
    let stored = 0;
    const send = (text: string): Promise<number> => bodies.once('a', '/', body(text), async () => ++stored);
    expect(await send('x')).toBe(1);
    now = 999;
    expect(await send('x')).toBe(1);
    now = 1000;
    expect(await send('x')).toBe(2);
    await send('y');
    await send('z');
    expect(await send('w')).toBe(5);
    expect(await send('x')).toBe(6);
  });

  it('forgets by the length of its answers', async () => {
    const bodies = new RepeatedBodies<string>({ now: () => 0, maxAnswers: 100 });
    let stored = 0;
    const send = (text: string) => bodies.once('a', '/', body(text), async () => `${++stored}`.padEnd(40));
    for (const text of ['x', 'y', 'z', 'z']) await send(text);
    expect(stored).toBe(3);
    expect((await send('y')).trim()).toBe('2');
    expect((await send('x')).trim()).toBe('4');
  });
});
