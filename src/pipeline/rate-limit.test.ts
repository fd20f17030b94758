import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.js';

test('a burst passes at once, then tokens flow in at the rate', () => {
  const limit = new RateLimit(100, 300, 0);
  expect(limit.allows(300, 0)).toBe(true);
  expect(limit.allows(1, 0)).toBe(false);
  expect(limit.secondsUntil(50)).toBeCloseTo(0.5);
  expect(limit.allows(50, 499)).toBe(false);
  expect(limit.allows(50, 500)).toBe(true);
  expect(limit.allows(301, 1e9)).toBe(false);
  expect(limit.allows(300, 1e9)).toBe(true);
});

test('a clock that steps back gives nothing and takes nothing', () => {
  const limit = new RateLimit(100, 100, 10_000);
  expect(limit.allows(100, 10_000)).toBe(true);
  expect(limit.allows(1, 0)).toBe(false);
  expect(limit.allows(100, 11_000)).toBe(true);
});

test('an infinite rate limits nothing', () => {
  expect(new RateLimit(Number.POSITIVE_INFINITY, 1, 0).allows(1e12, 0)).toBe(true);
});
