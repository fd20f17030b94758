// @vitest-environment happy-dom
import { createDataFrame, createTheme, DataFrameType, FieldType } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { colorScale } from './cell-color';
import { type Cells, cellsOf } from './cells';
import { SCHEMES } from './color-schemes';
import type { HeatmapOptions } from './options';
import { yPlace } from './y-scale';

const theme = createTheme();
const range = { from: 0, to: 120_000 };

function found(frames: Parameters<typeof cellsOf>[0], options: HeatmapOptions = {}): Cells {
  const cells = cellsOf(frames, options, range);
  if (typeof cells === 'string') throw new Error(cells);
  return cells;
}

const rows = createDataFrame({
  fields: [
    { name: 'Time', type: FieldType.time, values: [60_000, 120_000] },
    { name: '+Inf', type: FieldType.number, values: [0, 1] },
    { name: '0.5', type: FieldType.number, values: [2, 3] },
    { name: '0.1', type: FieldType.number, values: [4, 5] },
  ],
});

describe('cellsOf', () => {
  it('orders rows by their bounds and leaves empty cells out', () => {
    const { names, layout, cells } = found([rows]);
    expect(names).toEqual(['0.1', '0.5', '+Inf']);
    expect(layout).toBe('le');
    expect(cells).toHaveLength(5);
    expect(cells[0]).toMatchObject({ x0: 0, x1: 60_000, y0: -0.5, y1: 0.5, count: 4 });
    const { frame, field, row } = cells[0]!.of!;
    expect([frame.fields.indexOf(field), field.values[row]]).toEqual([3, 4]);
  });

  it('filters by the bounds of the options', () => {
    expect(found([rows], { filterValues: { le: 2, ge: 5 } }).cells.map(({ count }) => count)).toEqual([4, 3]);
  });

  it('counts series in buckets', () => {
    const series = createDataFrame({
      fields: [
        { name: 'Time', type: FieldType.time, values: [0, 10_000, 70_000] },
        { name: 'v', type: FieldType.number, values: [1, 4, 12] },
      ],
    });
    const calculation = {
      xBuckets: { mode: 'size' as const, value: '1m' },
      yBuckets: { mode: 'size' as const, value: '5' },
    };
    expect(found([series], { calculate: true, calculation }).cells).toEqual([
      { x0: 0, x1: 60_000, y0: 0, y1: 5, count: 2 },
      { x0: 60_000, x1: 120_000, y0: 10, y1: 15, count: 1 },
    ]);
    const log = { ...calculation, yBuckets: { value: '1', scale: { type: 'log' as const, log: 10 } } };
    const [first] = found([series], { calculate: true, calculation: log }).cells;
    expect([first!.y0, first!.y1]).toEqual([1, 10]);
  });

  it('takes cells as native histograms have them', () => {
    const cells = createDataFrame({
      meta: { type: DataFrameType.HeatmapCells },
      fields: [
        { name: 'xMax', type: FieldType.time, values: [60_000, 120_000] },
        { name: 'yMin', type: FieldType.number, values: [1, 2] },
        { name: 'yMax', type: FieldType.number, values: [2, 4] },
        { name: 'count', type: FieldType.number, values: [7, 8] },
      ],
    });
    const { cells: taken, log } = found([cells]);
    expect(taken[0]).toMatchObject({ x0: 0, x1: 60_000, y0: 1, y1: 2, count: 7 });
    expect(log).toBe(2);
  });

  it('says why there is none', () => {
    expect(cellsOf([], {}, range)).toBe('No data');
  });
});

describe('yPlace', () => {
  it('names buckets from bound to bound, and finds the row of a value', () => {
    const cells = found([rows]);
    const place = yPlace(cells, { yAxis: { unit: 's' } }, theme);
    expect(cells.cells.map(place.nameOf)).toContain('100 ms – 500 ms');
    expect(place.nameOf(cells.cells[0]!)).toBe('0 – 100 ms');
    expect([0.05, 0.3, 9].map(place.at)).toEqual([0, 1, 2]);
  });
});

describe('colorScale', () => {
  it('goes from the least to the greatest colour of the scheme, turned over in the dark', () => {
    const light = createTheme({ colors: { mode: 'light' } });
    const scale = colorScale({ scheme: 'Blues', steps: 5 }, 0, 100, light);
    expect(scale.of(0)).toBe('rgb(247, 251, 255)');
    expect(scale.of(100)).toBe('rgb(8, 48, 107)');
    expect(colorScale({ scheme: 'Blues', steps: 5 }, 0, 100, theme).of(0)).toBe('rgb(8, 48, 107)');
    expect(colorScale({ scheme: 'Blues', steps: 5, reverse: true }, 0, 100, theme).of(100)).toBe('rgb(8, 48, 107)');
  });

  it('knows every scheme, and takes the usual one for others', () => {
    for (const scheme of [...Object.keys(SCHEMES), 'no-such']) {
      expect(colorScale({ scheme }, 0, 1, theme).colors).toHaveLength(64);
    }
  });

  it('is ever less transparent in the mode of opacity', () => {
    const { colors } = colorScale({ mode: 'opacity', fill: 'blue', steps: 4, scale: 'linear' }, 0, 1, theme);
    expect(colors.map((color) => Number.parseInt(color.slice(-2), 16))).toEqual([64, 128, 191, 255]);
  });
});
