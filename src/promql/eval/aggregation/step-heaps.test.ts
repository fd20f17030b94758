import { describe, expect, it } from 'vitest';
import { GridSeries } from '../../../vector/grid-series.js';
import { StepHeaps } from './step-heaps.js';

/** The values that a heap keeps of these, best first. */
function kept(values: readonly number[], limit: number, direction: 1 | -1): number[] {
  const heaps = new StepHeaps(Float64Array.of(limit), Math.min(limit, values.length), direction);
  for (const [member, value] of values.entries()) {
    const series = new GridSeries([], 1);
    series.setFloat(0, value);
    heaps.offer(series, member);
  }
  return heaps.orderedMembersAt(0).map((member) => values[member]!);
}

describe('StepHeaps', () => {
  it.each([
    [[3, 1, 2], 2, 1, [3, 2]],
    [[3, 1, 2], 2, -1, [1, 2]],
    [[3, 1, 2], 9, 1, [3, 2, 1]],
    [[3, 1, 2], 0, 1, []],
    [[Number.NaN, 1, Number.NaN], 2, 1, [1, Number.NaN]],
    [[Number.NaN, 1, 2, 3], 2, -1, [1, 2]],
    [[Infinity, -Infinity, 0], 1, 1, [Infinity]],
    [[Infinity, -Infinity, 0], 1, -1, [-Infinity]],
  ] as const)('of %j the first %i in direction %i are %j', (values, limit, direction, expected) => {
    expect(kept(values, limit, direction)).toEqual(expected);
  });

  it('keeps what sorting would put first', () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed % 1000;
    };
    for (let round = 0; round < 50; round++) {
      const values = Array.from({ length: 60 }, random);
      const sorted = [...values].sort((a, b) => b - a);
      expect(kept(values, 7, 1)).toEqual(sorted.slice(0, 7));
      expect(kept(values, 60, -1)).toEqual(sorted.reverse());
    }
  });
});
