import { describe, expect, it } from 'vitest';
import { align, ascending, drawable } from './align';

describe('align', () => {
  it('shares columns of tables with the same times', () => {
    const [a, b] = [
      [1, 2],
      [3, null],
    ];
    const joined = align([
      { times: [10, 20], columns: [a!] },
      { times: [10, 20], columns: [b!] },
    ]);
    expect(joined.times).toEqual([10, 20]);
    expect(joined.columns[0]).toBe(a);
    expect(joined.columns[1]).toBe(b);
  });

  it('joins others: a time that a series has not is undefined, unless it lies in a gap of the series', () => {
    const joined = align([
      { times: [10, 30], columns: [[1, null]] },
      { times: [20, 30], columns: [[5, 6]] },
    ]);
    expect(joined.times).toEqual([10, 20, 30]);
    expect(joined.columns).toEqual([
      [1, null, null],
      [undefined, 5, 6],
    ]);
  });

  it('is empty for nothing', () => expect(align([])).toEqual({ times: [], columns: [] }));
});

describe('drawable', () => {
  it('keeps arrays of numbers and nulls', () => {
    const values = [1, null, -2.5];
    expect(drawable(values)).toBe(values);
  });

  it('makes gaps of what is not finite, and numbers of booleans and texts', () => {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, true, false, '3', '', undefined];
    expect(drawable(values)).toEqual([null, null, 1, 0, 3, null, undefined]);
  });
});

describe('ascending', () => {
  it('sorts rows by time and keeps the last of several', () => {
    expect(ascending([30, 10, 30], [[1, 2, 3]])).toEqual({ times: [10, 30], columns: [[2, 3]] });
  });
});

it('keeps a gap open until the next value of its series', () => {
  const sparse = { times: [0, 10, 50], columns: [[1, null, 2]] };
  const dense = { times: [0, 10, 20, 30, 40, 50], columns: [[1, 1, 1, 1, 1, 1]] };
  expect(align([sparse, dense]).columns[0]).toEqual([1, null, null, null, null, 2]);
});
