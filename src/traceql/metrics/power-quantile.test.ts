import { expect, it } from 'vitest';
import { powerQuantile } from './power-quantile.js';

const buckets = (counts: Readonly<Record<number, number>>) =>
  Object.entries(counts).map(([power, count]) => ({ power: Number(power), count }));

it.each([
  [0.5, {}, 0],
  [0.5, { 3: 0 }, 0],
  // Half of a bucket from 2^2 to 2^3.
  [0.5, { 3: 2 }, 2 ** 2.5],
  [1, { 3: 2 }, 8],
  // The bucket below with values is where the interpolation begins.
  [1, { 1: 1, 4: 1 }, 16],
  [0.75, { 1: 2, 4: 2 }, 2 ** 2.5],
  [0.5, { 1: 2, 4: 2 }, 2],
  [0.01, { 1: 100, 4: 2 }, 2 ** 0.02],
])('%s of %o', (p, counts, value) => {
  expect(powerQuantile(p, buckets(counts))).toBeCloseTo(value, 9);
});
