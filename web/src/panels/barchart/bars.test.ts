// @vitest-environment happy-dom
import { createDataFrame, createTheme, FieldType } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { isHorizontal } from './bar-chart-panel';
import { type BarData, barData, barRects } from './bars';
import type { BarChartOptions } from './options';

const theme = createTheme();
const frame = createDataFrame({
  fields: [
    { name: 'n', type: FieldType.number, values: [7, 8] },
    { name: 'service', type: FieldType.string, values: ['api', 'web'] },
    { name: 'ok', type: FieldType.number, values: [3, 1] },
    { name: 'bad', type: FieldType.number, values: [1, null] },
  ],
});

function dataOf(options: BarChartOptions = {}): BarData {
  const found = barData([frame], options, theme);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

describe('barData', () => {
  it('names bars by the first text, or by the field chosen', () => {
    expect(dataOf()).toMatchObject({
      categories: ['api', 'web'],
      series: [{ name: 'n' }, { name: 'ok' }, { name: 'bad' }],
    });
    expect(dataOf({ xField: 'n' })).toMatchObject({
      categories: ['7', '8'],
      series: [{ name: 'ok' }, { name: 'bad' }],
    });
  });

  it('says why there are no bars', () => {
    expect(barData([], {}, theme)).toBe('No data');
    const numbers = createDataFrame({ fields: [{ name: 'n', type: FieldType.number, values: [1] }] });
    expect(barData([numbers], {}, theme)).toMatch(/text or time/);
  });
});

describe('barRects', () => {
  it('puts the bars of a name beside each other', () => {
    const { rects, most } = barRects(dataOf(), { groupWidth: 0.9, barWidth: 1 }, [true, false, false], theme);
    expect(rects.map(({ x0, x1, y1, row }) => [row, x0.toFixed(2), x1.toFixed(2), y1])).toEqual([
      [0, '-0.45', '0.00', 3],
      [1, '0.55', '1.00', 1],
      [0, '0.00', '0.45', 1],
    ]);
    expect(most).toBe(3);
  });

  it('stacks them, also as shares', () => {
    const hidden = [true, false, false];
    const normal = barRects(dataOf(), { stacking: 'normal' }, hidden, theme).rects;
    expect(normal.map(({ y0, y1 }) => [y0, y1])).toEqual([
      [0, 3],
      [0, 1],
      [3, 4],
    ]);
    const percent = barRects(dataOf(), { stacking: 'percent' }, hidden, theme);
    expect(percent.rects.map(({ y1 }) => y1)).toEqual([0.75, 1, 1]);
  });
});

describe('isHorizontal', () => {
  it('is as chosen, else across where names do not fit', () => {
    expect(isHorizontal({ orientation: 'horizontal' }, 1000, 100, [])).toBe(true);
    expect(isHorizontal({}, 1000, 300, ['a', 'b'])).toBe(false);
    expect(isHorizontal({}, 100, 300, ['a-long-name', 'another-name'])).toBe(true);
  });
});
