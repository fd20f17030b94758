import { describe, expect, it } from 'vitest';
import { connectShortGaps, insertGaps, usualStep } from './gaps';

describe('connectShortGaps', () => {
  const times = [0, 10, 20, 30, 40, 50];

  it('bridges gaps up to the threshold and leaves longer ones', () => {
    expect(connectShortGaps(times, [1, null, 2, null, null, 3], 20)).toEqual([1, undefined, 2, null, null, 3]);
  });

  it('keeps what stands before the first value and after the last', () => {
    const values = [null, 1, 2, null, null, null];
    expect(connectShortGaps(times, values, 100)).toBe(values);
  });
});

describe('insertGaps', () => {
  it('puts one row of nulls into each long step', () => {
    expect(insertGaps([0, 10, 50], [[1, 2, 3]], 20)).toEqual({ times: [0, 10, 11, 50], columns: [[1, 2, null, 3]] });
  });
  it('puts it where the missing value would be', () => {
    expect(insertGaps([0, 10, 50], [[1, 2, 3]], 15, 10).times).toEqual([0, 10, 20, 50]);
  });
});

describe('usualStep', () => {
  it('is the most frequent distance', () => expect(usualStep([0, 10, 20, 25, 35])).toBe(10));
  it('needs two times', () => expect(usualStep([1])).toBeUndefined());
});
