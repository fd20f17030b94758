import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property.js';
import { Pace } from '../../vector/pace.js';
import { pacedSort } from './paced-sort.js';

describe('pacedSort', () => {
  it('gives the order of a stable sort', async () => {
    const items = fc.array(fc.record({ key: fc.integer({ min: 0, max: 50 }), at: fc.integer() }), {
      maxLength: 5_000,
      size: 'max',
    });
    const byKey = (a: { key: number }, b: { key: number }): number => a.key - b.key;
    await fc.assert(
      fc.asyncProperty(items, async (all) => {
        expect(await pacedSort(all, byKey, new Pace(60_000, undefined))).toEqual([...all].sort(byKey));
      }),
      { numRuns: 20 },
    );
  });

  it('ends when nobody waits for it', async () => {
    const gone = AbortSignal.abort();
    const slow = (a: number, b: number): number => {
      for (const until = performance.now() + 0.1; performance.now() < until; );
      return a - b;
    };
    const items = Array.from({ length: 5_000 }, (_, i) => -i);
    await expect(pacedSort(items, slow, new Pace(60_000, gone))).rejects.toMatchObject({ code: 'canceled' });
  });
});
