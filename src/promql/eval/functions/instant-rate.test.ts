import { describe, expect, it } from 'vitest';
import { callRangeFunction, nativeHistogram, samplesEvery } from '../../../../test/support/range-function.js';
import { INSTANT_RATE_FUNCTIONS } from './instant-rate.js';

const call = (name: string, values: Parameters<typeof samplesEvery>[1]) =>
  callRangeFunction(name, INSTANT_RATE_FUNCTIONS[name], { samples: samplesEvery(10, values), range: 1000 });

const at = (count: number, resetHint = 0) => nativeHistogram(count, count, [count], { resetHint });

describe('irate, idelta', () => {
  it.each([
    ['irate', [0, 5, 25], 2],
    ['irate', [0, 25, 5], 0.5],
    ['irate', [7], undefined],
    ['irate', [1, Number.NaN], Number.NaN],
    ['idelta', [0, 25, 5], -20],
    ['idelta', [Infinity, Infinity], Number.NaN],
  ] as const)('%s of %j is %s', (name, values, expected) => {
    expect(call(name, values).values).toEqual([expected]);
  });

  it.each([
    ['irate', [1, at(10), at(40)], 3, []],
    ['irate', [at(40), at(10)], 1, []],
    ['idelta', [at(40, 3), at(10, 3)], -30, []],
    ['idelta', [at(10), at(40)], 30, ['PromQL warning: this native histogram metric is not a gauge: "m" (1:8)']],
    ['irate', [at(10, 3), at(40, 3)], 3, ['PromQL warning: this native histogram metric is not a counter: "m" (1:7)']],
  ] as const)('%s of histograms, case %#', (name, values, count, warnings) => {
    const answer = call(name, values);
    expect(answer.values[0]).toMatchObject({ count, resetHint: 3 });
    expect(answer.warnings).toEqual(warnings);
  });

  it('gives a warning where one of the two is a float', () => {
    const { values, warnings } = call('irate', [at(1), 1]);
    expect(values).toEqual([undefined]);
    expect(warnings).toEqual(['PromQL warning: encountered a mix of histograms and floats for metric name "m" (1:7)']);
  });
});
