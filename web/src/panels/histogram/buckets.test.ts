// @vitest-environment happy-dom
import { createDataFrame, createTheme, FieldType } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { type Buckets, bucketRects, bucketsOf } from './buckets';
import type { HistogramOptions } from './options';

const theme = createTheme();
const values = (name: string, numbers: number[], custom = {}) =>
  createDataFrame({ fields: [{ name, type: FieldType.number, values: numbers, config: { custom, unit: 'ms' } }] });

function bucketed(frames: ReturnType<typeof values>[], options: HistogramOptions = {}): Buckets {
  const found = bucketsOf(frames, options, theme);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

describe('bucketsOf', () => {
  it('counts values in buckets of the size asked for', () => {
    const found = bucketed([values('a', [1, 2, 11, 12, 13, 25])], { bucketSize: 10 });
    expect(found.from).toEqual([0, 10, 20]);
    expect(found.to).toEqual([10, 20, 30]);
    expect(found.series[0]!.counts).toEqual([2, 3, 1]);
    expect(found.valueField.config.unit).toBe('ms');
  });

  it('combines series when asked to', () => {
    const frames = [values('a', [1, 2]), values('b', [3])];
    expect(bucketed(frames, { bucketSize: 10 }).series).toHaveLength(2);
    expect(bucketed(frames, { bucketSize: 10, combine: true }).series[0]!.counts).toEqual([3]);
  });

  it('calls counts as their series are called', () => {
    const labelled = (service: string) =>
      createDataFrame({ fields: [{ name: 'Value', type: FieldType.number, values: [1], labels: { service } }] });
    const names = (options: HistogramOptions) =>
      bucketed([labelled('api'), labelled('web')], options).series.map(({ name }) => name);
    expect(names({ bucketSize: 1 })).toEqual(['api', 'web']);
    expect(names({ bucketSize: 1, combine: true })).toEqual(['Count']);
  });

  it('takes no notice of what is not finite', () => {
    expect(
      bucketed([values('a', [1, Number.NaN, Number.POSITIVE_INFINITY])], { bucketSize: 1 }).series[0]!.counts,
    ).toEqual([1]);
  });

  it('says why there is none', () => expect(bucketsOf([], {}, theme)).toBe('No data'));
});

describe('bucketRects', () => {
  it('stacks series of a group', () => {
    const stacking = { stacking: { mode: 'normal', group: 'A' } };
    const found = bucketed([values('a', [1, 2], stacking), values('b', [3], stacking)], { bucketSize: 10 });
    const { rects, most } = bucketRects(found, []);
    expect(rects.map(({ y0, y1 }) => [y0, y1])).toEqual([
      [0, 2],
      [2, 3],
    ]);
    expect(most).toBe(3);
  });
});
