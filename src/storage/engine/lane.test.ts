import { describe, expect, it } from 'vitest';
import { Lane } from './lane.js';

const PATIENCE = { timeoutMs: 10_000 };
const LARGE = { ...PATIENCE, isLarge: true };

describe('Lane', () => {
  it('gives large callers half of what it has, and others all', async () => {
    const lane = new Lane(['a', 'b', 'c', 'd'], 10);
    const first = await lane.acquire(LARGE);
    await lane.acquire(LARGE);
    const third = lane.acquire(LARGE);
    const others = await Promise.all([lane.acquire(PATIENCE), lane.acquire(PATIENCE)]);
    const waiting = lane.acquire(PATIENCE);
    lane.release(others[0]!);
    expect(await waiting).toBe(others[0]);
    lane.release(others[0]!);
    lane.release(first);
    expect(await third).toBe(first);
  });

  it('passes over a large caller for whom there is no room', async () => {
    const lane = new Lane(['a', 'b'], 10);
    const first = await lane.acquire(LARGE);
    const small = await lane.acquire(PATIENCE);
    const order: string[] = [];
    const large = lane.acquire(LARGE).then(() => order.push('large'));
    void lane.acquire(PATIENCE).then(() => order.push('small'));
    lane.release(small);
    await Promise.resolve();
    expect(order).toEqual(['small']);
    lane.release(first);
    await large;
    expect(order).toEqual(['small', 'large']);
  });

  it('gives a thing that is the only one to large callers too', async () => {
    expect(await new Lane(['a'], 10).acquire(LARGE)).toBe('a');
  });

  it('refuses those who need not wait any more', async () => {
    const lane = new Lane<string>([], 1);
    await expect(lane.acquire({ timeoutMs: 1 })).rejects.toMatchObject({ code: 'timeout' });
    await expect(lane.acquire({ ...PATIENCE, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'canceled',
    });
    const waiting = lane.acquire(PATIENCE);
    await expect(lane.acquire(PATIENCE)).rejects.toMatchObject({ code: 'resource_exhausted' });
    lane.close(new Error('closed') as never);
    await expect(waiting).rejects.toThrow('closed');
  });
});
