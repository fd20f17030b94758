import { describe, expect, it } from 'vitest';
import { HISTOGRAM_OF_ONE, type Point, pointsOf, seriesOf, vectorOf } from '../../../../test/support/promql-call.js';
import { CLAMP_FUNCTIONS } from './clamp.js';

const INFINITY = Number.POSITIVE_INFINITY;
const { NaN: NAN } = Number;

describe('clamp, clamp_min, clamp_max', () => {
  it.each<[string, number[], Point[], Point[]]>([
    ['clamp', [0, 2], [1, 3, -3, -0], [1, 2, 0, 0]],
    ['clamp', [-1, 1], [-0, NAN, INFINITY], [-0, NAN, 1]],
    ['clamp', [NAN, 2], [1], [NAN]],
    ['clamp', [3, 2], [1, undefined], [undefined, undefined]],
    ['clamp', [-INFINITY, INFINITY], [NAN, 7], [NAN, 7]],
    ['clamp', [0, 1], [HISTOGRAM_OF_ONE], [undefined]],
    ['clamp_min', [1], [-3, 2.5], [1, 2.5]],
    ['clamp_min', [INFINITY], [NAN], [INFINITY]],
    ['clamp_max', [1], [-3, 2.5], [-3, 1]],
    ['clamp_max', [-INFINITY], [NAN], [-INFINITY]],
  ])('%s within %j of %j', async (name, bounds, points, expected) => {
    const scalars = bounds.map((bound) => new Float64Array(points.length).fill(bound));
    const [series] = await vectorOf(CLAMP_FUNCTIONS, name, [[seriesOf({}, ...points)], ...scalars]);
    expect(pointsOf(series!)).toEqual(expected);
  });

  it('takes the bounds of each step', async () => {
    const [series] = await vectorOf(CLAMP_FUNCTIONS, 'clamp_max', [[seriesOf({}, 5, 5)], Float64Array.of(4, 6)]);
    expect(pointsOf(series!)).toEqual([4, 5]);
  });
});
