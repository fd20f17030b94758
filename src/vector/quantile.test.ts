import { describe, expect, it } from 'vitest';
import { quantile } from './quantile.js';

describe('quantile', () => {
  it.each([
    [0.5, [], Number.NaN],
    [Number.NaN, [1], Number.NaN],
    [-0.1, [1], -Infinity],
    [1.1, [1], Infinity],
    [0, [2, 1], 1],
    [1, [2, 1], 2],
    [0.5, [4, 1, 3, 2], 2.5],
    [0.75, [10, 0], 7.5],
    [0.5, [Number.NaN, 2, 1], 1],
    [0, [1, Number.NaN], Number.NaN],
    [0.5, [-Infinity, 0, Infinity], Number.NaN],
  ])('%d of %j is %d', (q, values, expected) => {
    expect(quantile(q, Float64Array.from(values))).toBe(expected);
  });
});
