import { describe, expect, it } from 'vitest';
import { Nanoseconds } from './nanoseconds.js';

const value = (ns: Nanoseconds): bigint => (BigInt(ns.high) << 32n) | BigInt(ns.low);
const words = (n: bigint): [number, number] => [Number(n & 0xffffffffn), Number((n >> 32n) & 0xffffffffn)];

describe('Nanoseconds', () => {
  it.each([0n, 1n, 999n, 4294967n, 4294968n, 1_700_000_000_123_456n, 9_223_372_036_854_775n])('has µs %d', (micros) => {
    expect(value(new Nanoseconds('t').fromMicros(...words(micros)))).toBe(micros * 1000n);
    if (micros < 2n ** 53n) expect(value(new Nanoseconds('t').fromMicrosNumber(Number(micros)))).toBe(micros * 1000n);
  });

  it.each([
    [0n, 0],
    [1_700_000_000n, 123_456_789],
    [9_223_372_035n, 999_999_999],
  ])('has %d s and %d ns', (seconds, nanos) => {
    const ns = new Nanoseconds('t').fromSeconds(...words(seconds), nanos);
    expect(value(ns)).toBe(seconds * 1_000_000_000n + BigInt(nanos));
  });

  it('adds with a carry', () => {
    const ns = new Nanoseconds('t').fromMicros(...words(4_294_967n)).add(...words(5_000_000_000n));
    expect(value(ns)).toBe(4_294_967_000n + 5_000_000_000n);
  });

  it.each([
    ['µs below 0', (t: Nanoseconds) => t.fromMicros(...words(-1n))],
    ['µs after 2262', (t: Nanoseconds) => t.fromMicros(...words(9_223_372_036_854_776n))],
    ['seconds after 2262', (t: Nanoseconds) => t.fromSeconds(...words(9_223_372_037n), 0)],
    ['negative nanoseconds', (t: Nanoseconds) => t.fromSeconds(1, 0, -1)],
    ['a sum after 2262', (t: Nanoseconds) => t.fromSeconds(...words(9_223_372_036n), 0).add(...words(10n ** 9n))],
    ['NaN', (t: Nanoseconds) => t.fromMicrosNumber(Number.NaN)],
    ['a fraction', (t: Nanoseconds) => t.fromMicrosNumber(1.5)],
  ])('refuses %s', (_what, make) => {
    expect(() => make(new Nanoseconds('startTime'))).toThrow('startTime is not between');
  });
});
