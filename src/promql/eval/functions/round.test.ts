import { describe, expect, it } from 'vitest';
import { pointsOf, seriesOf, vectorOf } from '../../../../test/support/promql-call.js';
import { ROUND_FUNCTIONS } from './round.js';

describe('round', () => {
  it.each([
    [undefined, [2.5, -2.5, 0.5, -0.5, 1e300], [3, -2, 1, 0, 1e300]],
    [0.1, [1234.5678], [1234.6]],
    [2, [1, 3, -3, 7], [2, 4, -2, 8]],
    [-2, [1, 2, -3, 7], [-0, 2, -4, 6]],
    [0, [1, 0], [Number.NaN, Number.NaN]],
    [Number.NaN, [1], [Number.NaN]],
    [Number.POSITIVE_INFINITY, [1], [Number.NaN]],
  ])('to %s', async (multiple, values, expected) => {
    const scalar = multiple === undefined ? [] : [new Float64Array(values.length).fill(multiple)];
    const [series] = await vectorOf(ROUND_FUNCTIONS, 'round', [[seriesOf({}, ...values)], ...scalar]);
    expect(pointsOf(series!)).toEqual(expected);
  });
});
