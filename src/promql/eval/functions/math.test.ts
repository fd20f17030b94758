import { describe, expect, it } from 'vitest';
import { HISTOGRAM_OF_ONE, pointsOf, seriesOf, vectorOf } from '../../../../test/support/promql-call.js';
import { MATH_FUNCTIONS } from './math.js';

describe('functions of single values', () => {
  it.each([
    ['abs', [-1.5, -0, Number.NEGATIVE_INFINITY, Number.NaN], [1.5, 0, Number.POSITIVE_INFINITY, Number.NaN]],
    ['ceil', [-0.5, 0.1, 5e-324], [-0, 1, 1]],
    ['floor', [-0.5, 2.5, 2 ** 53], [-1, 2, 2 ** 53]],
    ['exp', [0, 1, 709.8, Number.NEGATIVE_INFINITY], [1, Math.E, Number.POSITIVE_INFINITY, 0]],
    ['ln', [1, 0, -0, -1], [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]],
    ['log2', [8, 5e-324, 2 ** 53], [3, -1074, 53]],
    ['log10', [1000, 0.01], [3, -2]],
    ['sqrt', [16, -0, -1], [4, -0, Number.NaN]],
    ['sgn', [-7, -0, 0, 3, Number.NaN], [-1, -0, 0, 1, Number.NaN]],
  ])('%s', async (name, values, expected) => {
    const [series] = await vectorOf(MATH_FUNCTIONS, name, [[seriesOf({}, ...values)]]);
    expect(pointsOf(series!)).toEqual(expected);
  });

  it('leave gaps as they are, and histograms out', async () => {
    const [series] = await vectorOf(MATH_FUNCTIONS, 'abs', [[seriesOf({}, undefined, HISTOGRAM_OF_ONE, -3)]]);
    expect(pointsOf(series!)).toEqual([undefined, undefined, 3]);
  });
});
