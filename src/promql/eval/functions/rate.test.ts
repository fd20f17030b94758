import { describe, expect, it } from 'vitest';
import { callRangeFunction, nativeHistogram, samplesEvery } from '../../../../test/support/range-function.js';
import { RATE_FUNCTIONS } from './rate.js';

const call = (name: string, how: Parameters<typeof callRangeFunction>[2]) =>
  callRangeFunction(name, RATE_FUNCTIONS[name], how);

const every10 = (...values: (number | undefined)[]) => samplesEvery(10, values);

describe('rate, increase, delta of floats', () => {
  // [function, samples 10 s apart from 0 on, range, at, expected]
  it.each([
    ['a sample on each bound: the start is exclusive', 'increase', [0, 1, 2, 3], 30, 30, 3],
    ['the mean distance is filled up to the bounds', 'increase', [5, 6, 7, 8], 40, 35, 4],
    ['at a far bound half a distance is added', 'increase', [100, 110, 120], 200, 100, 30],
    ['a counter goes back to its zero at most', 'increase', [1, 11, 21], 200, 100, 26],
    ['a counter that starts at zero is not extended back', 'increase', [0, 10, 20], 200, 100, 25],
    ['a gauge is', 'delta', [0, 10, 20], 200, 100, 30],
    ['a fall is a reset', 'increase', [0, 10, 4, 6], 40, 30, 16],
    ['two resets', 'increase', [10, 20, 5, 3], 30, 30, 12],
    ['of a gauge it is a fall', 'delta', [0, 10, 4, 6], 30, 30, -6],
    ['per second', 'rate', [0, 1, 2, 3], 30, 30, 0.1],
    ['one sample', 'rate', [undefined, undefined, undefined, 3], 30, 30, undefined],
    ['NaN', 'increase', [1, Number.NaN, 3], 20, 20, undefined],
  ] as const)('%s', (title, name, values, range, at, expected) => {
    const [value] = call(name, { samples: every10(...values), range, at: [at], metric: 'm_total' }).values;
    if (title === 'NaN') expect(value).toBeNaN();
    else if (expected === undefined) expect(value).toBeUndefined();
    else expect(value).toBeCloseTo(expected, 12);
  });

  it('drops the reset before the window, and keeps the one within', () => {
    const samples = every10(8, 2, 4, 1, 3);
    const { values } = call('increase', { samples, range: 20, at: [20, 30, 40], metric: 'm_total' });
    expect(values).toEqual([4, 2, 3]);
  });

  it.each([
    [
      'rate',
      'memory',
      ['PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "memory" (1:6)'],
    ],
    ['delta', 'memory', []],
    ['rate', 'requests_total', []],
    ['rate', '', []],
  ])('%s of "%s" says whether the name is a counter\'s, once', (name, metric, infos) => {
    expect(call(name, { samples: every10(1, 2, 3, 4), range: 20, at: [20, 30], metric }).infos).toEqual(infos);
  });

  it('says nothing of a name without a value', () => {
    expect(call('rate', { samples: every10(1), range: 20 }).infos).toEqual([]);
  });
});

describe('rate, increase, delta of native histograms', () => {
  const at = (count: number, ...buckets: number[]) => nativeHistogram(count, count * 2, buckets);

  it('is that of each bucket', () => {
    const samples = samplesEvery(10, [at(0, 0, 0), at(3, 1, 2), at(8, 2, 6)]);
    const { values, warnings } = call('increase', { samples, range: 20, at: [20] });
    // Only the samples at 10 and 20 s are within: extended back by 10 s, where the count would be 0 at 4 s.
    expect(values[0]).toMatchObject({ count: 8, sum: 16, resetHint: 3 });
    expect(warnings).toEqual([]);
  });

  it('adds what stood before a reset', () => {
    const samples = samplesEvery(10, [at(9, 9), at(10, 10), at(4, 4), at(5, 5)]);
    expect(call('increase', { samples, range: 30, at: [30] }).values[0]).toMatchObject({ count: 7.5 });
  });

  it('does not look at the first histogram when the second begins anew', () => {
    const custom = nativeHistogram(2, 2, [2], { schema: -53, customValues: [5] });
    const samples = samplesEvery(10, [custom, at(1, 1), at(3, 3)]);
    const { values, warnings } = call('increase', { samples, range: 30, at: [20] });
    expect(values[0]).toMatchObject({ schema: 0 });
    expect(warnings).toEqual([]);
  });

  it('has the lowest resolution of all', () => {
    const fine = nativeHistogram(1, 1, [1, 0, 0, 0], { schema: 2 });
    const samples = samplesEvery(10, [fine, at(2, 2), nativeHistogram(3, 3, [3], { resetHint: 2 })]);
    expect(call('rate', { samples, range: 30, at: [20] }).values[0]).toMatchObject({ schema: 0 });
  });

  it.each([
    [
      'floats and histograms',
      'rate',
      [1, at(1, 1)],
      'encountered a mix of histograms and floats for metric name "m" (1:6)',
    ],
    [
      'exponential and custom buckets',
      'rate',
      [at(1, 1), nativeHistogram(2, 2, [2], { schema: -53, customValues: [5], resetHint: 2 })],
      'vector contains a mix of histograms with exponential and custom buckets schemas for metric name "m" (1:6)',
    ],
    ['a counter as gauge', 'delta', [at(1, 1), at(2, 2)], 'this native histogram metric is not a gauge: "m" (1:7)'],
    [
      'a gauge as counter',
      'rate',
      [at(1, 1), nativeHistogram(2, 2, [2], { resetHint: 3 })],
      'this native histogram metric is not a counter: "m" (1:6)',
    ],
  ] as const)('warns of %s', (_, name, values, warning) => {
    const { warnings } = call(name, { samples: samplesEvery(10, values), range: 30, at: [10] });
    expect(warnings).toEqual([`PromQL warning: ${warning}`]);
  });
});
