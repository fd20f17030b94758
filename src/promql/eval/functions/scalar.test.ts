import { describe, expect, it } from 'vitest';
import { HISTOGRAM_OF_ONE, scalarOf, seriesOf, shown, vectorOf } from '../../../../test/support/promql-call.js';
import { SCALAR_FUNCTIONS } from './scalar.js';

describe('scalar', () => {
  const grid = { start: 0, step: 1000, count: 3 };

  it('is the one float of a step, else NaN', async () => {
    const vector = [seriesOf({ a: '1' }, 1, 2, undefined), seriesOf({ a: '2' }, undefined, 3, undefined)];
    expect(await scalarOf(SCALAR_FUNCTIONS, 'scalar', [vector], { grid })).toEqual([1, Number.NaN, Number.NaN]);
  });

  it('does not see histograms', async () => {
    const vector = [seriesOf({ a: '1' }, 1, HISTOGRAM_OF_ONE, 2), seriesOf({ a: '2' }, HISTOGRAM_OF_ONE, undefined, 3)];
    expect(await scalarOf(SCALAR_FUNCTIONS, 'scalar', [vector], { grid })).toEqual([1, Number.NaN, Number.NaN]);
  });
});

it('vector is a series without labels', async () => {
  expect(shown(await vectorOf(SCALAR_FUNCTIONS, 'vector', [Float64Array.of(1, Number.NaN)]))).toEqual([
    [{}, 1, Number.NaN],
  ]);
});
