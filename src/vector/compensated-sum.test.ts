import { describe, expect, it } from 'vitest';
import { CompensatedSum } from './compensated-sum.js';

describe('CompensatedSum', () => {
  it.each([
    [[], 0],
    [[1e100, 1, -1e100], 1],
    [[1, 1e100, 1, -1e100], 2],
    [Array(10).fill(0.1), 1],
    [[Infinity, 1], Infinity],
    [[1.7e308, 1.7e308], Infinity],
    [[Infinity, -Infinity], Number.NaN],
    [[1, Number.NaN], Number.NaN],
  ])('of %j is %d', (values: number[], expected) => {
    const sum = new CompensatedSum();
    for (const value of values) sum.add(value);
    expect(sum.total).toBe(expected);
    sum.clear();
    expect(sum.total).toBe(0);
  });
});
