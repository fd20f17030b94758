import { describe, expect, it } from 'vitest';
import { NumberColumn } from '../../native/block-reader-columns.js';
import { PackedNumbers } from '../../native/packed-numbers.js';
import { SegmentPool } from './sample-segments.js';

const floats = (...values: number[]): NumberColumn => new NumberColumn('Float64', Float64Array.of(...values));

/** A staleness marker: a NaN whose bits count. */
const STALE = 0x7ff0_0000_0000_0002n;

function packed(...values: bigint[]): NumberColumn {
  const bytes = new Uint8Array(values.length * 8 + 3);
  bytes.set(new Uint8Array(BigUint64Array.from(values).buffer), 3);
  return new NumberColumn('Float64', new PackedNumbers(bytes.subarray(3), Float64Array));
}

describe('Segment', () => {
  it('copies rows of columns bit for bit, whether or not their bytes are aligned', () => {
    const segment = new SegmentPool().take(4, 0);
    segment.append(floats(1, 2, 3), packed(7n, STALE, 9n), 1, 3);
    segment.append(packed(4n, 5n), floats(0.5, 1.5), 0, 1);
    expect([...segment.ts.subarray(0, 2)]).toEqual([2, 3]);
    expect([...new BigUint64Array(segment.values.buffer, 0, 2)]).toEqual([STALE, 9n]);
    expect(segment.values[2]).toBe(0.5);
    expect([segment.used, segment.left]).toEqual([3, 1]);
  });
});

describe('SegmentPool', () => {
  it('has small segments for few rows, larger ones for who has some already, and gives out whole ones again', () => {
    const pool = new SegmentPool();
    expect(pool.take(100, 0).rows).toBe(100);
    expect(pool.take(100, 4_000).rows).toBe(8_000);
    const small = pool.take(5, 0);
    const whole = pool.take(1e6, 0);
    expect(whole.rows).toBeLessThan(1e6);
    whole.append(floats(1), floats(1), 0, 1);
    pool.give([small, whole]);
    expect(pool.take(5, 0)).toBe(whole);
    expect(whole.used).toBe(0);
    expect(pool.take(5, 0)).not.toBe(small);
  });
});
