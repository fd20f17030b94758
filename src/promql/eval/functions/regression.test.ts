import { describe, expect, it } from 'vitest';
import { callRangeFunction, nativeHistogram, samplesEvery } from '../../../../test/support/range-function.js';
import { REGRESSION_FUNCTIONS } from './regression.js';

const call = (name: string, how: Parameters<typeof callRangeFunction>[2]) =>
  callRangeFunction(name, REGRESSION_FUNCTIONS[name], how);

describe('deriv, predict_linear', () => {
  it.each([
    ['a straight line', [0, 10, 20, 30], 1],
    ['the best line', [0, 20, 10, 30], 0.8],
    ['a constant', [7, 7, 7], 0],
    ['constant infinity', [Infinity, Infinity], Number.NaN],
    ['infinity', [1, Infinity], Number.NaN],
    ['one sample', [1], undefined],
  ] as const)('deriv of %s', (_, values, slope) => {
    const [value] = call('deriv', { samples: samplesEvery(10, values), range: 1000 }).values;
    if (slope === undefined) expect(value).toBeUndefined();
    else if (Number.isNaN(slope)) expect(value).toBeNaN();
    else expect(value).toBeCloseTo(slope, 12);
  });

  it('keeps its digits far from 1970', () => {
    const samples = [0, 15, 30, 45].map((t) => [1.7e9 + t, 1000 + t * 0.001] as const);
    expect(call('deriv', { samples, range: 1000 }).values[0]).toBeCloseTo(0.001, 9);
  });

  it.each([
    [0, 0, 30],
    [60, 0, 90],
    [-30, 0, 0],
    [0, 100, 130],
  ])('predict_linear by %d s, offset %d s', (ahead, offset, expected) => {
    const samples = samplesEvery(10, [0, 10, 20, 30]);
    const { values } = call('predict_linear', { samples, range: 1000, scalars: { 1: ahead }, offset });
    expect(values[0]).toBeCloseTo(expected, 9);
  });

  it.each([
    ['floats and a histogram', [1, nativeHistogram(1, 1, [1]), 21], 1],
    ['one float and a histogram', [1, nativeHistogram(1, 1, [1])], undefined],
  ])('says that it left out histograms: %s', (_, values, expected) => {
    const answer = call('deriv', { samples: samplesEvery(10, values), range: 1000 });
    expect(answer.values).toEqual([expected]);
    expect(answer.infos).toEqual([
      'PromQL info: ignored histograms in a range containing both floats and histograms for metric name "m" (1:7)',
    ]);
  });

  it('says nothing of histograms alone', () => {
    const samples = samplesEvery(10, [nativeHistogram(1, 1, [1]), nativeHistogram(2, 2, [2])]);
    expect(call('deriv', { samples, range: 1000 })).toEqual({ values: [undefined], warnings: [], infos: [] });
  });
});
