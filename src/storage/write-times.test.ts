import { describe, expect, it } from 'vitest';
import { fc } from '../../test/support/property.js';
import { EarliestWrites } from './write-times.js';

describe('EarliestWrites', () => {
  it('tells the earliest time written since a moment, of each tenant', () => {
    const writes = new EarliestWrites();
    const before = writes.sequence;
    writes.note('a', 100);
    const between = writes.sequence;
    writes.note('b', 1);
    writes.note('a', 300);
    writes.note('a', 200);
    expect(writes.earliestSince('a', before)).toBe(100);
    expect(writes.earliestSince('a', between)).toBe(200);
    expect(writes.earliestSince('a', writes.sequence)).toBe(Number.POSITIVE_INFINITY);
    expect(writes.earliestSince('c', before)).toBe(Number.POSITIVE_INFINITY);
  });

  it('counts as written what it forgot', () => {
    const writes = new EarliestWrites();
    writes.noteAll();
    expect(writes.earliestSince('a', 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(writes.earliestSince('a', writes.sequence)).toBe(Number.POSITIVE_INFINITY);
  });

  it('never tells a later time than the true one, however many writes there were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 3000 }), fc.nat(3000), (times, seed) => {
        const writes = new EarliestWrites();
        // Rising on the whole, as time does, so that entries pile up.
        const written = times.map((time, i) => i * 100 + time);
        for (const time of written) writes.note('a', time);
        const since = seed % times.length;
        expect(writes.earliestSince('a', since)).toBeLessThanOrEqual(Math.min(...written.slice(since)));
        expect(writes.earliestSince('a', times.length - 1)).toBe(written.at(-1));
      }),
    );
  });
});
