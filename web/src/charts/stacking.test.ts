import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property';
import { type StackedSeries, stack } from './stacking';

const series = (values: (number | null)[], more: Partial<StackedSeries> = {}): StackedSeries => ({
  values,
  group: 'A',
  mode: 'normal',
  isHidden: false,
  ...more,
});

describe('stack', () => {
  it('adds values; a gap adds nothing', () => {
    const { edges, below } = stack(3, [series([1, 2, 3]), series([10, null, 30])]);
    expect(edges).toEqual([
      [1, 2, 3],
      [11, 2, 33],
    ]);
    expect(below).toEqual([undefined, 0]);
  });

  it('has no edge before the first and after the last value of a series', () => {
    const { edges } = stack(4, [series([1, 1, 1, 1]), series([null, 5, null, null])]);
    expect(edges[1]).toEqual([null, 6, null, null]);
  });

  it('leaves out hidden series and keeps groups apart', () => {
    const { edges, below } = stack(1, [
      series([1], { isHidden: true }),
      series([2]),
      series([3], { group: 'B' }),
      series([4]),
    ]);
    expect(edges).toEqual([[1], [2], [3], [6]]);
    expect(below).toEqual([undefined, undefined, undefined, 1]);
  });

  it('gives shares that end at 1, or at 0 where there is nothing', () => {
    const { edges } = stack(2, [series([1, 0], { mode: 'percent' }), series([3, 0], { mode: 'percent' })]);
    expect(edges).toEqual([
      [0.25, 0],
      [1, 0],
    ]);
  });

  it('is the running sum for any values', () => {
    const table = fc.array(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, (rows) => {
        const { edges } = stack(
          5,
          rows.map((values) => series(values)),
        );
        rows.forEach((_, i) => {
          for (let x = 0; x < 5; x++) {
            const sum = rows.slice(0, i + 1).reduce((total, values) => total + values[x]!, 0);
            expect(edges[i]![x]).toBe(sum);
          }
        });
      }),
    );
  });
});
