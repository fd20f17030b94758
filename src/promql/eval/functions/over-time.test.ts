import { describe, expect, it } from 'vitest';
import { callRangeFunction, nativeHistogram, samplesEvery } from '../../../../test/support/range-function.js';
import { OVER_TIME_FUNCTIONS } from './over-time.js';

const call = (name: string, values: Parameters<typeof samplesEvery>[1], q?: number) =>
  callRangeFunction(name, OVER_TIME_FUNCTIONS[name], {
    samples: samplesEvery(10, values),
    range: 1000,
    ...(q === undefined ? {} : { scalars: { 0: q } }),
  });

const NaN_ = Number.NaN;
const at = (count: number, resetHint = 0) => nativeHistogram(count, count * 2, [count], { resetHint });

describe('…_over_time of floats', () => {
  it.each([
    ['sum_over_time', [1, 2, 3.5], 6.5],
    ['sum_over_time', [1e100, 1, -1e100], 1],
    ['sum_over_time', [Infinity, 1], Infinity],
    ['sum_over_time', [Infinity, -Infinity], NaN_],
    ['sum_over_time', [1.7e308, 1.7e308], Infinity],
    ['avg_over_time', [1, 2, 4.5], 2.5],
    ['avg_over_time', [1e100, 1, -1e100], 1 / 3],
    ['avg_over_time', [1.7e308, 1.7e308, 1.7e308], 1.7e308],
    ['avg_over_time', [-Infinity, 1], -Infinity],
    ['avg_over_time', [Infinity, -Infinity], NaN_],
    ['avg_over_time', [1, NaN_], NaN_],
    ['min_over_time', [3, NaN_, 1, 2], 1],
    ['min_over_time', [NaN_, NaN_], NaN_],
    ['min_over_time', [0, -0], 0],
    ['max_over_time', [NaN_, 1, 3, 2], 3],
    ['max_over_time', [-0, 0], -0],
    ['max_over_time', [-Infinity, NaN_], -Infinity],
    ['ts_of_min_over_time', [1, 0, 2, 0, 3], 30],
    ['ts_of_max_over_time', [1, 3, 3, 0], 20],
    ['ts_of_max_over_time', [NaN_, NaN_], 10],
    ['ts_of_max_over_time', [NaN_, 1, NaN_], 10],
    ['ts_of_first_over_time', [undefined, 3, 4], 10],
    ['ts_of_last_over_time', [undefined, 3, 4], 20],
    ['count_over_time', [1, NaN_, 3], 3],
    ['present_over_time', [NaN_], 1],
    ['first_over_time', [4, 5], 4],
    ['last_over_time', [4, NaN_], NaN_],
    ['stdvar_over_time', [1, 2, 3, 4], 1.25],
    ['stddev_over_time', [2, 4], 1],
    ['stdvar_over_time', [1e9 + 1, 1e9 + 2, 1e9 + 3], 2 / 3],
    ['stdvar_over_time', [5], 0],
    ['stddev_over_time', [1, Infinity], NaN_],
    ['mad_over_time', [1, 2, 3, 4, 100], 1],
    ['mad_over_time', [7], 0],
    ['mad_over_time', [1, 9, 2, 4], 1.5],
    ['mad_over_time', [1, Infinity, 2, 4], 1.5],
    ['mad_over_time', [Infinity, Infinity, 1], NaN_],
    ['mad_over_time', [NaN_, 1, 2, 4, 8], 1],
  ] as const)('%s of %j', (name, values, expected) => {
    const [value] = call(name, values).values;
    if (Number.isInteger(expected) || !Number.isFinite(expected)) expect(value).toBe(expected);
    else expect(value).toBeCloseTo(expected, 12);
  });

  it.each([
    [0, [3, 1, 2], 1],
    [0.5, [3, 1, 2, 4], 2.5],
    [0.9, [1, 2], 1.9],
    [1, [3, 1, 2], 3],
    [0.25, [NaN_, 1, 2, 3, 4], 1],
    [0, [1, NaN_], NaN_],
  ])('quantile_over_time(%d, %j)', (q, values, expected) => {
    const answer = call('quantile_over_time', values, q);
    expect(answer.values).toEqual([expected]);
    expect(answer.warnings).toEqual([]);
  });

  it.each([
    [-0.5, -Infinity, '-0.5'],
    [2, Infinity, '2'],
    [NaN_, NaN_, 'NaN'],
  ])('warns of the quantile %d', (q, expected, shown) => {
    const answer = call('quantile_over_time', [1, 2], q);
    expect(answer.values).toEqual([expected]);
    expect(answer.warnings).toEqual([`PromQL warning: quantile value should be between 0 and 1, got ${shown} (1:20)`]);
  });

  it('has the name of the sample where it gives a sample', () => {
    const kept = Object.entries(OVER_TIME_FUNCTIONS).filter(([, how]) => how.kind === 'range' && how.keepsName);
    expect(kept.map(([name]) => name)).toEqual(['first_over_time', 'last_over_time']);
  });
});

describe('…_over_time of native histograms', () => {
  it.each([
    ['sum_over_time', [at(1), at(2), at(6)], { count: 9, sum: 18 }],
    ['avg_over_time', [at(1), at(2), at(6)], { count: 3, sum: 6 }],
    ['first_over_time', [at(1), at(2)], { count: 1 }],
    ['last_over_time', [1, at(2)], { count: 2 }],
  ] as const)('%s, case %#', (name, values, expected) => {
    expect(call(name, values).values[0]).toMatchObject(expected);
  });

  it.each(['count_over_time', 'present_over_time'])('%s counts both kinds', (name) => {
    expect(call(name, [1, at(2)])).toMatchObject({
      values: [name === 'count_over_time' ? 2 : 1],
      warnings: [],
      infos: [],
    });
  });

  it.each(['sum_over_time', 'avg_over_time'])('%s warns of a mix', (name) => {
    const { values, warnings } = call(name, [1, at(2)]);
    expect(values).toEqual([undefined]);
    expect(warnings).toEqual(['PromQL warning: encountered a mix of histograms and floats for metric name "m" (1:15)']);
  });

  it.each(['min_over_time', 'max_over_time', 'stddev_over_time', 'mad_over_time', 'ts_of_min_over_time'])(
    '%s leaves them out, and says so only beside floats',
    (name) => {
      expect(call(name, [at(1), at(2)])).toEqual({ values: [undefined], warnings: [], infos: [] });
      const { values, infos } = call(name, [4, at(2)]);
      expect(values[0]).toBeTypeOf('number');
      expect(infos).toHaveLength(1);
    },
  );

  it('warns of sums across a reset', () => {
    const warning = `PromQL warning: conflicting counter resets during histogram aggregation (1:15)`;
    expect(call('sum_over_time', [at(1), at(2), at(1)]).warnings).toEqual([warning]);
    expect(call('sum_over_time', [at(2, 3), at(1, 3)]).warnings).toEqual([]);
  });

  it('warns of exponential and custom buckets', () => {
    const custom = nativeHistogram(2, 2, [2], { schema: -53, customValues: [5] });
    expect(call('avg_over_time', [at(1), custom]).warnings).toEqual([
      'PromQL warning: vector contains a mix of histograms with exponential and custom buckets schemas for metric name "m" (1:15)',
    ]);
  });

  it('says where custom bounds were reconciled', () => {
    const custom = (...customValues: number[]) => nativeHistogram(2, 2, [2], { schema: -53, customValues });
    expect(call('sum_over_time', [custom(5), custom(5, 10)]).infos).toEqual([
      'PromQL info: mismatched custom buckets were reconciled during aggregation (1:15)',
    ]);
  });
});
