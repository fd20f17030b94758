import { expect, test } from 'vitest';
import { classicFraction, classicQuantile } from './classic.js';
import { fixMonotonicity } from './monotonicity.js';

const about = (value: number) => (Number.isFinite(value) ? expect.closeTo(value, 12) : value);

const POSITIVE = { bounds: [1, 2, 4, Infinity], counts: [2, 4, 8, 10] };
const BELOW_ZERO = { bounds: [-4, 0, Infinity], counts: [2, 4, 4] };
const INCOMPLETE = { bounds: [1, 2], counts: [1, 2] };
const ONLY_ALL = { bounds: [Infinity], counts: [2] };
const EMPTY = { bounds: [1, Infinity], counts: [0, 0] };
const NANS = { bounds: [1, 2, Infinity], counts: [Number.NaN, Number.NaN, Number.NaN] };

test.each([
  ['below 0', -1, POSITIVE, -Infinity],
  ['above 1', 2, POSITIVE, Infinity],
  ['no number', Number.NaN, POSITIVE, Number.NaN],
  ['the lowest bucket begins at 0', 0.1, POSITIVE, 0.5],
  ['linear', 0.6, POSITIVE, 3],
  ['at a bound', 0.4, POSITIVE, 2],
  ['the highest bucket', 0.95, POSITIVE, 4],
  ['a lowest bucket below 0', 0.1, BELOW_ZERO, -4],
  ['below 0', 0.75, BELOW_ZERO, -2],
  ['without +Inf', 0.5, INCOMPLETE, Number.NaN],
  ['+Inf alone', 0.5, ONLY_ALL, Number.NaN],
  ['no observations', 0.5, EMPTY, Number.NaN],
  ['counts that are no numbers', 0.5, NANS, 2],
])('quantile, %s: %d', (_, q, histogram, quantile) => {
  expect(classicQuantile(q, histogram)).toEqual(about(quantile));
});

test.each([
  ['all', -Infinity, Infinity, POSITIVE, 1],
  ['linear', 0.5, 3, POSITIVE, 0.5],
  ['the lowest bucket begins at 0', -5, 1, POSITIVE, 0.2],
  ['the highest bucket', 5, Infinity, POSITIVE, 0.2],
  ['a lowest bucket below 0', -Infinity, -10, BELOW_ZERO, 0.5],
  ['upside down', 2, 1, POSITIVE, 0],
  ['no number', 0, Number.NaN, POSITIVE, Number.NaN],
  ['without +Inf', 0, 1, INCOMPLETE, Number.NaN],
  ['+Inf alone', 0, 1, ONLY_ALL, 0],
  ['no observations', 0, 1, EMPTY, Number.NaN],
])('fraction, %s: %d to %d', (_, lower, upper, histogram, fraction) => {
  expect(classicFraction(lower, upper, histogram)).toEqual(about(fraction));
});

test('counts that ascend or differ by rounding are no matter', () => {
  const counts = [1, 100, 99.99999999999999, 150];
  expect(fixMonotonicity([1, 2, 3, Infinity], counts, 0)).toBeUndefined();
  expect(counts).toEqual([1, 100, 100, 150]);
});

test('counts that descend are lifted, and told of once for all samples', () => {
  const counts = [10, 8, 12, 11];
  const fix = fixMonotonicity([0.1, 0.5, 1, Infinity], counts, 60_000)!;
  expect(counts).toEqual([10, 10, 12, 12]);
  fix.include(fixMonotonicity([0.1, 0.2], [200, 80.4], 0)!);
  expect(fix.text).toBe(
    ', from buckets 0.2 to +Inf, with a max diff of 1.2e+02, over 2 samples from 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z',
  );
});

test('times that no calendar has', () => {
  expect(fixMonotonicity([1, 2], [2, 1], 1e30)!.text).toContain('from 1e+30 to 1e+30');
});
