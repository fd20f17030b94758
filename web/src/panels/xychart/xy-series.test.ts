import { createDataFrame, createTheme, FieldType } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { migrateXyChart } from './migrate-xychart';
import type { XyChartOptions } from './options';
import { type XySeries, xySeries } from './xy-series';

const theme = createTheme();
const frame = createDataFrame({
  fields: [
    { name: 'cpu', type: FieldType.number, values: [1, 2, null] },
    { name: 'latency', type: FieldType.number, values: [10, 20, 30] },
    { name: 'size', type: FieldType.number, values: [0, 100, 50] },
  ],
});
const byName = (options: string) => ({ matcher: { id: 'byName', options } });

function seriesOf(options: XyChartOptions): XySeries[] {
  const found = xySeries([frame], options, theme);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

describe('xySeries', () => {
  it('has every other number against the first by itself; rows without a place are left out', () => {
    const found = seriesOf({ mapping: 'auto', series: [] });
    expect(found.map(({ x, y }) => [x.name, y.name])).toEqual([
      ['cpu', 'latency'],
      ['cpu', 'size'],
    ]);
    expect(found[0]!.rows).toEqual([0, 1]);
  });

  it('maps by hand, with sizes by area', () => {
    const [one] = seriesOf({
      mapping: 'manual',
      series: [{ name: { fixed: 'mine' }, x: byName('cpu'), y: byName('latency'), size: byName('size') }],
    });
    expect(one).toMatchObject({ name: 'mine', y: { name: 'latency' } });
    expect([one!.sizes(0), one!.sizes(1)]).toEqual([1, 100]);
  });

  it('says why there is none', () => {
    expect(xySeries([], {}, theme)).toBe('No data');
    expect(xySeries([frame], { mapping: 'manual', series: [{ x: byName('no-such') }] }, theme)).toMatch(/two fields/);
  });
});

describe('migrateXyChart', () => {
  it('turns names into matchers', () => {
    expect(
      migrateXyChart({
        seriesMapping: 'manual',
        series: [{ name: 'a', x: 'cpu', y: 'latency', pointSize: { field: 'size' } }],
      }),
    ).toEqual({
      mapping: 'manual',
      series: [{ name: { fixed: 'a' }, x: byName('cpu'), y: byName('latency'), size: byName('size') }],
    });
    expect(migrateXyChart({ seriesMapping: 'auto', dims: { frame: 1, x: 'cpu' } })).toEqual({
      mapping: 'auto',
      series: [{ frame: { matcher: { id: 'byIndex', options: 1 } }, x: byName('cpu') }],
    });
  });

  it('keeps options that are new already', () => {
    const options: XyChartOptions = { mapping: 'auto', series: [] };
    expect(migrateXyChart(options)).toBe(options);
  });
});
