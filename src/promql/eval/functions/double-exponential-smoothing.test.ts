import { describe, expect, it } from 'vitest';
import { callRangeFunction, samplesEvery } from '../../../../test/support/range-function.js';
import { DOUBLE_EXPONENTIAL_SMOOTHING_FUNCTIONS } from './double-exponential-smoothing.js';

const call = (values: readonly number[], smoothing: number, trend: number) =>
  callRangeFunction(
    'double_exponential_smoothing',
    DOUBLE_EXPONENTIAL_SMOOTHING_FUNCTIONS.double_exponential_smoothing,
    { samples: samplesEvery(10, values), range: 1000, scalars: { 1: smoothing, 2: trend } },
  ).values[0];

describe('double_exponential_smoothing', () => {
  it.each([
    ['follows a line', [0, 10, 20, 30], 30],
    ['leans on the trend', [0, 10, 10], 17.5],
    ['has none of one sample', [5], undefined],
  ])('%s', (_, values, expected) => {
    expect(call(values, 0.25, 0.5)).toBe(expected);
  });

  it.each([
    [0, 0.5, 'invalid smoothing factor. Expected: 0 < sf < 1, got: 0.000000'],
    [1, 0.5, 'invalid smoothing factor. Expected: 0 < sf < 1, got: 1.000000'],
    [0.5, -1, 'invalid trend factor. Expected: 0 < tf < 1, got: -1.000000'],
    [0.5, Infinity, 'invalid trend factor. Expected: 0 < tf < 1, got: +Inf'],
    [1e22, 0.5, 'invalid smoothing factor. Expected: 0 < sf < 1, got: 10000000000000000000000.000000'],
  ])('refuses the factors %d and %d', (smoothing, trend, message) => {
    expect(() => call([1], smoothing, trend)).toThrow(message);
  });

  it('is NaN by a factor that is', () => {
    expect(call([1, 2], Number.NaN, 0.5)).toBeNaN();
  });
});
