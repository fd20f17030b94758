import { expect, it } from 'vitest';
import { scalarOf } from '../../../../test/support/promql-call.js';
import { EXTREMES_FUNCTIONS } from './extremes.js';

const INFINITY = Number.POSITIVE_INFINITY;
const { NaN: NAN } = Number;

it.each([
  ['max_of', [1, -0, NAN, NAN], [2, 0, 1, INFINITY], [2, 0, NAN, INFINITY]],
  ['min_of', [1, -0, NAN, NAN], [2, 0, 1, -INFINITY], [1, -0, NAN, -INFINITY]],
])('%s', async (name, left, right, expected) => {
  const args = [Float64Array.from(left), Float64Array.from(right)];
  expect(await scalarOf(EXTREMES_FUNCTIONS, name, args)).toEqual(expected);
});
