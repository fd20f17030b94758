import { describe, expect, it } from 'vitest';
import { scalarOf, seriesOf, vectorOf } from '../../../../test/support/promql-call.js';
import { TRIGONOMETRY_FUNCTIONS } from './trigonometry.js';

describe('trigonometric functions', () => {
  it.each([
    ['acos', 0.5, 1.0471975511965979],
    ['acosh', 2, 1.3169578969248166],
    ['acosh', 0.5, Number.NaN],
    ['asin', -1, -1.5707963267948966],
    ['asinh', -2, -1.4436354751788103],
    ['atan', 1, 0.7853981633974483],
    ['atanh', 1, Number.POSITIVE_INFINITY],
    ['cos', Math.PI, -1],
    ['cosh', 2, 3.7621956910836314],
    ['sin', 1e6, -0.34999350217129294],
    ['sinh', -1, -1.1752011936438014],
    ['tan', 0.1, 0.10033467208545055],
    ['tanh', 0.5, 0.46211715726000974],
    ['deg', Math.PI, 180],
    ['deg', 1e6, 57295779.513082325],
    ['rad', 180, Math.PI],
    ['rad', Number.MAX_VALUE, Number.POSITIVE_INFINITY],
    ['rad', 5e-324, 0],
  ])('%s(%f) = %f', async (name, value, expected) => {
    const [series] = await vectorOf(TRIGONOMETRY_FUNCTIONS, name, [[seriesOf({}, value)]]);
    if (Number.isFinite(expected)) expect(series!.values[0]).toBeCloseTo(expected, 12);
    else expect(series!.values[0]).toBe(expected);
  });

  it('pi() is the same at each step', async () => {
    const grid = { start: 0, step: 1000, count: 2 };
    expect(await scalarOf(TRIGONOMETRY_FUNCTIONS, 'pi', [], { grid })).toEqual([Math.PI, Math.PI]);
  });
});
