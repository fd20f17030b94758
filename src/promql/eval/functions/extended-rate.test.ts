import { describe, expect, it } from 'vitest';
import { callRangeFunction, nativeHistogram, samplesEvery } from '../../../../test/support/range-function.js';
import { CHANGES_FUNCTIONS } from './changes.js';
import { RATE_FUNCTIONS } from './rate.js';

const call = (name: string, how: Parameters<typeof callRangeFunction>[2]) =>
  callRangeFunction(name, { ...RATE_FUNCTIONS, ...CHANGES_FUNCTIONS }[name], { metric: 'm_total', ...how });

const every10 = (...values: (number | undefined)[]) => samplesEvery(10, values);

describe('anchored', () => {
  it.each([
    ['the last sample before the start counts', 'increase', [1, 2, 4, 8], 20, 35, 6],
    ['a sample on the start is that one', 'increase', [1, 2, 4, 8], 20, 30, 6],
    ['without one before, the first within', 'increase', [undefined, undefined, 4, 8], 20, 35, 4],
    ['one sample within is no change', 'increase', [undefined, undefined, undefined, 8], 20, 35, 0],
    ['a reset after the start', 'increase', [1, 9, 4, 8], 20, 35, 8],
    ['a gauge falls', 'delta', [1, 9, 4, 8], 20, 35, -1],
    ['per second of the range', 'rate', [1, 2, 4, 8], 20, 35, 0.3],
    ['nothing within', 'increase', [1, 2, undefined, undefined], 20, 35, undefined],
    ['changes', 'changes', [1, 2, 2, 3], 15, 30, 1],
    ['changes from the sample before', 'changes', [1, 2, 3, 3], 15, 30, 1],
    ['resets from the sample before', 'resets', [1, 5, 2, 3], 15, 30, 1],
    ['changes where nothing is within', 'changes', [1, 2, undefined, undefined], 15, 35, undefined],
  ] as const)('%s', (_, name, values, range, at, expected) => {
    const [value] = call(name, { samples: every10(...values), range, at: [at], extended: 'anchored' }).values;
    if (expected === undefined) expect(value).toBeUndefined();
    else expect(value).toBeCloseTo(expected, 12);
  });

  it('takes no sample from beyond the lookback', () => {
    const samples = [
      [0, 1],
      [400, 5],
      [410, 6],
    ] as const;
    expect(call('increase', { samples, range: 50, at: [410], extended: 'anchored' }).values).toEqual([1]);
  });
});

describe('smoothed', () => {
  it.each([
    ['both bounds lie on lines', 'increase', [0, 10, 30, 60, 100], 20, 35, 60],
    ['bounds on samples', 'increase', [0, 10, 30, 60], 20, 30, 50],
    ['after the last sample its value holds', 'increase', [0, 10, 30], 20, 25, 25],
    ['no sample within, one on each side', 'increase', [0, undefined, undefined, undefined, 40], 10, 25, 10],
    ['only before', 'increase', [1, 2], 10, 35, undefined],
    ['only after', 'increase', [undefined, undefined, undefined, undefined, 3, 4], 10, 25, undefined],
    ['a reset across the start begins at zero', 'increase', [100, 10, 20], 15, 20, 15],
    ['a reset across the end begins at zero', 'increase', [0, 100, 10], 10, 15, 55],
    ['a gauge falls on its line', 'delta', [100, 10, 20], 15, 20, -35],
  ] as const)('%s', (_, name, values, range, at, expected) => {
    const [value] = call(name, { samples: every10(...values), range, at: [at], extended: 'smoothed' }).values;
    if (expected === undefined) expect(value).toBeUndefined();
    else expect(value).toBeCloseTo(expected, 12);
  });
});

describe('extended ranges of native histograms', () => {
  const at = (count: number) => nativeHistogram(count, count * 2, [count]);
  const counts = (...values: number[]) => samplesEvery(10, values.map(at));

  it.each([
    ['anchored', 'increase', [1, 2, 4, 8], 20, 35, 6],
    ['anchored', 'increase', [1, 9, 4, 8], 20, 35, 8],
    ['anchored', 'rate', [1, 2, 4, 8], 20, 35, 0.3],
    ['smoothed', 'increase', [0, 10, 30, 60, 100], 20, 35, 60],
    ['smoothed', 'increase', [100, 10, 20], 15, 20, 15],
    ['smoothed', 'increase', [0, 100, 10], 10, 15, 55],
  ] as const)('%s %s of %j', (extended, name, values, range, time, count) => {
    const [value] = call(name, { samples: counts(...values), range, at: [time], extended }).values;
    expect(value).toMatchObject({ count: expect.closeTo(count, 9), resetHint: 3 });
  });

  it('warns of floats among them, within reach of the range', () => {
    const samples = samplesEvery(10, [1, at(1), at(2), at(3)]);
    const { values, warnings } = call('increase', { samples, range: 10, at: [30], extended: 'anchored' });
    expect(values).toEqual([undefined]);
    expect(warnings).toEqual([
      'PromQL warning: encountered a mix of histograms and floats for metric name "m_total" (1:10)',
    ]);
  });
});
