import type { PanelModel } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { graphToTimeSeries, migrateGraph } from './migrate-graph';

describe('graphToTimeSeries', () => {
  it('takes over lines, fills, nulls and stacks', () => {
    const { fieldConfig } = graphToTimeSeries({
      ...{ lines: true, fill: 3, fillGradient: 2, linewidth: 2, steppedLine: true, points: true, pointradius: 3 },
      ...{ nullPointMode: 'connected', stack: true, percentage: true, dashes: true, dashLength: 4, spaceLength: 6 },
    });
    expect(fieldConfig.defaults.custom).toMatchObject({
      ...{ drawStyle: 'line', fillOpacity: 30, gradientMode: 'opacity', lineWidth: 2, lineInterpolation: 'stepAfter' },
      ...{ showPoints: 'always', pointSize: 6, spanNulls: true, stacking: { mode: 'percent', group: 'A' } },
      lineStyle: { fill: 'dash', dash: [4, 6] },
    });
  });

  it('takes over both axes: the second by overrides', () => {
    const { fieldConfig } = graphToTimeSeries({
      yaxes: [
        { format: 'bytes', min: '0', label: 'Memory', logBase: 2 },
        { format: 's', max: 5 },
      ],
      seriesOverrides: [{ alias: '/latency/', yaxis: 2, color: '#ff0000', fill: 0 }],
    });
    expect(fieldConfig.defaults).toMatchObject({ unit: 'bytes', min: 0 });
    expect(fieldConfig.defaults.custom).toMatchObject({
      axisLabel: 'Memory',
      scaleDistribution: { type: 'log', log: 2 },
    });
    expect(fieldConfig.overrides).toEqual([
      {
        matcher: { id: 'byRegexp', options: '/latency/' },
        properties: [
          { id: 'custom.axisPlacement', value: 'right' },
          { id: 'unit', value: 's' },
          { id: 'max', value: 5 },
          { id: 'color', value: { mode: 'fixed', fixedColor: '#ff0000' } },
          { id: 'custom.fillOpacity', value: 0 },
        ],
      },
    ]);
  });

  it('takes over thresholds above and below a value', () => {
    const above = graphToTimeSeries({
      thresholds: [{ value: 80, op: 'gt', colorMode: 'critical', fill: true, line: true }],
    });
    expect(above.fieldConfig.defaults.thresholds?.steps.map(({ color }) => color)).toEqual(['transparent', 'red']);
    expect(above.fieldConfig.defaults.custom?.thresholdsStyle).toEqual({ mode: 'line+area' });
    const below = graphToTimeSeries({ thresholds: [{ value: 5, op: 'lt', colorMode: 'warning', line: true }] });
    expect(below.fieldConfig.defaults.thresholds?.steps.map(({ color }) => color)).toEqual(['orange', 'transparent']);
    expect(below.fieldConfig.defaults.custom?.thresholdsStyle).toEqual({ mode: 'line' });
  });

  it('takes over the legend and the tooltip', () => {
    const { options } = graphToTimeSeries({
      legend: {
        show: true,
        values: true,
        current: true,
        max: true,
        alignAsTable: true,
        rightSide: true,
        sort: 'max',
        sortDesc: true,
        sideWidth: 300,
      },
      tooltip: { shared: true, sort: 2 },
    });
    expect(options.legend).toEqual({
      ...{ showLegend: true, displayMode: 'table', placement: 'right', calcs: ['max', 'lastNotNull'], width: 300 },
      ...{ sortBy: 'max', sortDesc: true },
    });
    expect(options.tooltip).toEqual({ mode: 'multi', sort: 'desc' });
  });

  it('gives series the colours of their aliases', () => {
    expect(graphToTimeSeries({ aliasColors: { ok: 'green' } }).fieldConfig.overrides).toEqual([
      {
        matcher: { id: 'byName', options: 'ok' },
        properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: 'green' } }],
      },
    ]);
  });
});

describe('migrateGraph', () => {
  it('changes old graphs only', () => {
    const panel = { id: 1, options: {}, fieldConfig: { defaults: {}, overrides: [] } } as unknown as PanelModel;
    expect(migrateGraph(panel, 'stat', {}, panel.fieldConfig)).toEqual({});
    migrateGraph(panel, 'graph', { angular: { bars: true } }, panel.fieldConfig);
    expect(panel.fieldConfig.defaults.custom).toMatchObject({ drawStyle: 'bars' });
  });
});
