import { describe, expect, it } from 'vitest';
import { callRangeFunction, nativeHistogram, samplesEvery } from '../../../../test/support/range-function.js';
import { CHANGES_FUNCTIONS } from './changes.js';

const NaN_ = Number.NaN;
const at = (count: number) => nativeHistogram(count, count, [count]);

describe('changes, resets', () => {
  it.each([
    ['changes', [1, 1, 2, 2, 1], 2],
    ['changes', [NaN_, NaN_, 1, NaN_], 2],
    ['changes', [0, -0], 0],
    ['changes', [5], 0],
    ['changes', [at(1), at(1), at(2), 2, 2], 2],
    ['resets', [1, 2, 1, 0, 5], 2],
    ['resets', [1, NaN_, 0], 0],
    ['resets', [at(2), at(1), at(3)], 1],
    ['resets', [1, at(1), 1], 2],
  ] as const)('%s of %j', (name, values, expected) => {
    const samples = samplesEvery(10, values);
    expect(callRangeFunction(name, CHANGES_FUNCTIONS[name], { samples, range: 1000 }).values).toEqual([expected]);
  });

  it('does not count what happened on the way into the window', () => {
    const samples = samplesEvery(10, [1, 2, 2, 3]);
    const how = { samples, range: 20, at: [10, 20, 30] };
    expect(callRangeFunction('changes', CHANGES_FUNCTIONS.changes, how).values).toEqual([1, 0, 1]);
  });
});
