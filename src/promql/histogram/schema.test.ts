import { expect, test } from 'vitest';
import { upperBound } from './schema.js';

test.each([
  [0, 0, 1],
  [1, 0, 2],
  [-1, 0, 0.5],
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: the bound is the double below √2.
  [1, 1, 1.414213562373095],
  [-1, 1, 0.7071067811865475],
  [3, 2, 1.6817928305074288],
  [-3, 3, 0.7711054127039704],
  [1, 8, 1.0027112750502025],
  [3, -2, 4096],
  [1024, 0, Number.MAX_VALUE],
  [1025, 0, Infinity],
  [-1074, 0, 5e-324],
])('bucket %d of schema %d ends at %d', (index, schema, bound) => {
  expect(upperBound(index, schema, [])).toBe(bound);
});

test('custom bounds are listed, and the last bucket has none', () => {
  expect([-1, 0, 1, 2].map((index) => upperBound(index, -53, [1, 5]))).toEqual([-Infinity, 1, 5, Infinity]);
});
