import { expect, test } from 'vitest';
import { fc } from '../../../test/support/property.js';
import { rfc3339, setDecimalNanoseconds, setNanoseconds } from './timestamp.js';

const read = ({ nsLow, nsHigh }: { nsLow: number; nsHigh: number }): bigint =>
  BigInt.asIntN(64, (BigInt(nsHigh >>> 0) << 32n) | BigInt(nsLow));

test('seconds and nanoseconds become words exactly', () => {
  const target = { nsLow: 0, nsHigh: 0 };
  fc.assert(
    fc.property(fc.integer({ min: -9_223_372_035, max: 9_223_372_035 }), fc.nat(999_999_999), (seconds, nanos) => {
      setNanoseconds(target, seconds, nanos);
      expect(read(target)).toBe(BigInt(seconds) * 1_000_000_000n + BigInt(nanos));
    }),
  );
});

test('decimal texts become words exactly', () => {
  const target = { nsLow: 0, nsHigh: 0 };
  const most = 9_223_372_035_000_000_000n;
  fc.assert(
    fc.property(fc.bigInt({ min: -most, max: most }), (ns) => {
      const text = Buffer.from(`x${ns}x`);
      expect(setDecimalNanoseconds(target, text, 1, text.length - 1)).toBe(true);
      expect(read(target)).toBe(ns);
    }),
  );
  for (const wrong of ['', '-', '+', '1.5', '1e9', 'NaN', ' 1', '9223372036854775808', '1'.repeat(30)]) {
    const text = Buffer.from(wrong);
    expect(setDecimalNanoseconds(target, text, 0, text.length), wrong).toBe(false);
  }
});

test('RFC 3339', () => {
  expect(rfc3339(0, 0)).toBe('1970-01-01T00:00:00Z');
});
