// @vitest-environment happy-dom
import { createDataFrame, createTheme, dateTime, type FieldConfig, FieldType } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { drawnData } from './drawn-data';
import { type TimeSeries, timeSeriesOf } from './time-series';

const theme = createTheme();
const range = { from: dateTime(0), to: dateTime(100), raw: { from: dateTime(0), to: dateTime(100) } };

const frame = (
  name: string,
  values: (number | null)[],
  config: FieldConfig = {},
  times = values.map((_, i) => i * 10),
) =>
  createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: times },
      { name, type: FieldType.number, values, config },
    ],
  });

function seriesOf(...frames: ReturnType<typeof frame>[]): TimeSeries {
  const found = timeSeriesOf(frames, theme, range, 100);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

describe('timeSeriesOf', () => {
  it('says why there is no chart', () => {
    expect(timeSeriesOf([], theme, range, 10)).toBe('no-data');
    const text = createDataFrame({ fields: [{ name: 'a', type: FieldType.string, values: ['x'] }] });
    expect(timeSeriesOf([text], theme, range, 10)).toBe('no-time');
    const time = createDataFrame({ fields: [{ name: 't', type: FieldType.time, values: [1] }] });
    expect(timeSeriesOf([time], theme, range, 10)).toBe('no-number');
  });

  it('takes as many as the limit, and counts all', () => {
    const found = timeSeriesOf([frame('a', [1]), frame('b', [1]), frame('c', [1])], theme, range, 2);
    expect(found).toMatchObject({ total: 3, series: [{ name: 'a' }, { name: 'b' }] });
  });

  it('has a scale for each unit, and tells equal names apart', () => {
    const { scales, series } = seriesOf(
      frame('a', [1], { unit: 's' }),
      frame('a', [2], { unit: 'bytes' }),
      frame('b', [3], { unit: 's' }),
    );
    expect(scales.map(({ unit }) => unit)).toEqual(['s', 'bytes']);
    expect(series.map(({ name }) => name)).toEqual(['a', 'a 2', 'b']);
    expect(series[0]!.scale).toBe(series[2]!.scale);
  });

  it('fills null with a number as "no value", and bridges gaps under the threshold', () => {
    expect(seriesOf(frame('a', [1, null, 3], { noValue: '0' })).series[0]!.values).toEqual([1, 0, 3]);
    const spanned = seriesOf(frame('a', [1, null, 3], { custom: { spanNulls: 20 } }));
    expect(spanned.series[0]!.values).toEqual([1, undefined, 3]);
  });

  it('moves series of the time before onto the range', () => {
    const now = { ...frame('a', [1, 2]), refId: 'A' };
    const before = {
      ...frame('a', [5, 6], {}, [-100, -90]),
      refId: 'A-compare',
      meta: { timeCompare: { diffMs: 100, isTimeShiftQuery: true } },
    };
    const { times, series } = seriesOf(now, before);
    expect(times).toEqual([0, 10]);
    expect(series[1]!.values).toEqual([5, 6]);
  });
});

describe('drawnData', () => {
  const stacked = { custom: { stacking: { mode: 'normal', group: 'A' } } };

  it('stacks, with a band from each series to the one below', () => {
    const { data, bands } = drawnData(seriesOf(frame('a', [1, 2], stacked), frame('b', [10, 20], stacked)), []);
    expect(data.slice(1)).toEqual([
      [1, 2],
      [11, 22],
    ]);
    expect(bands).toEqual([{ series: [2, 1], dir: -1 }]);
  });

  it('closes the stack over a hidden series', () => {
    const model = seriesOf(frame('a', [1], stacked), frame('b', [10], stacked), frame('c', [100], stacked));
    expect(drawnData(model, [false, true, false]).data[3]).toEqual([101]);
  });

  it('turns values over and draws constants', () => {
    const model = seriesOf(
      frame('a', [1, null], { custom: { transform: 'negative-Y' } }),
      frame('b', [null, 7], { custom: { transform: 'constant' } }),
    );
    expect(drawnData(model, []).data.slice(1)).toEqual([
      [-1, null],
      [7, 7],
    ]);
    expect(model.series[0]!.values).toEqual([1, null]);
  });

  it('fills down to the series of a name', () => {
    const model = seriesOf(frame('max', [3], { custom: { fillBelowTo: 'min' } }), frame('min', [1]));
    expect(drawnData(model, []).bands).toMatchObject([{ series: [1, 2] }]);
    expect(drawnData(model, [false, true]).bands).toEqual([]);
  });
});
