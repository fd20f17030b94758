// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written so
import { describe, expect, it } from 'vitest';
import type { Json } from '../json';
import { migrated, SCHEMA_VERSION } from './migrate';

/** The panels of an older dashboard as they are now. */
const panels = (schemaVersion: number, list: readonly Json[]): readonly Json[] =>
  migrated({ schemaVersion, panels: list }).panels as readonly Json[];

const override = (id: string, value: unknown): Json => ({
  fieldConfig: { defaults: {}, overrides: [{ matcher: { id: 'byName' }, properties: [{ id, value }] }] },
});

describe('older versions of the schema', () => {
  it('leaves the current one, and what it was given', () => {
    const given = { schemaVersion: SCHEMA_VERSION, panels: [{ minSpan: 3 }], refresh: false };
    expect(migrated(given)).toEqual(given);
    const older = { schemaVersion: 1, panels: [{ minSpan: 3 }] };
    migrated(older);
    expect(older.panels).toEqual([{ minSpan: 3 }]);
  });

  it('6, 7, 14, 40, 41: settings', () => {
    expect(
      migrated({
        services: { filter: { time: { from: 'a', to: 'b' }, list: [{ name: 'v' }] } },
        nav: [{ refresh_intervals: ['1m'], time_options: ['5m'] }],
        sharedCrosshair: true,
        refresh: false,
      }),
    ).toEqual({
      time: { from: 'a', to: 'b' },
      templating: { list: [{ name: 'v' }] },
      timepicker: { refresh_intervals: ['1m'] },
      graphTooltip: 1,
      refresh: '',
      schemaVersion: SCHEMA_VERSION,
    });
  });

  it('12: axes; 13: thresholds of graphs', () => {
    const [graph] = panels(11, [
      {
        type: 'graph',
        y_formats: ['ms', 'bytes'],
        leftYAxisLabel: 'time',
        grid: { leftMin: 0, rightLogBase: 10, threshold1: 5, threshold1Color: 'red', thresholdLine: true },
      },
    ]);
    expect(graph).toMatchObject({
      yaxes: [
        { format: 'ms', label: 'time', min: 0, logBase: 1 },
        { format: 'bytes', logBase: 10, min: null },
      ],
      thresholds: [{ value: 5, op: 'gt', line: true, lineColor: 'red', fill: false }],
    });
    expect(graph).not.toHaveProperty('grid');
  });

  it('12: variables', () => {
    const { templating } = migrated({
      schemaVersion: 11,
      templating: { list: [{ type: 'query', refresh: true, hideVariable: true }] },
    });
    expect(templating).toEqual({ list: [{ type: 'query', refresh: 1, hide: 2 }] });
  });

  it('16: rows of spans', () => {
    const list = migrated({
      schemaVersion: 15,
      rows: [
        {
          title: 'Open',
          showTitle: true,
          height: '250px',
          panels: [
            { id: 1, span: 8 },
            { id: 2, span: 4 },
            { id: 3, span: 12 },
          ],
        },
        { title: 'Closed', collapse: true, repeat: 'job', height: 100, panels: [{ id: 4, span: 6 }] },
      ],
    }).panels;
    expect(list).toEqual([
      { id: 5, type: 'row', title: 'Open', collapsed: false, panels: [], gridPos: { x: 0, y: 0, w: 24, h: 1 } },
      { id: 1, gridPos: { x: 0, y: 1, w: 16, h: 7 } },
      { id: 2, gridPos: { x: 16, y: 1, w: 8, h: 7 } },
      { id: 3, gridPos: { x: 0, y: 8, w: 24, h: 7 } },
      {
        id: 6,
        type: 'row',
        title: 'Closed',
        collapsed: true,
        repeat: 'job',
        gridPos: { x: 0, y: 15, w: 24, h: 1 },
        panels: [{ id: 4, gridPos: { x: 0, y: 16, w: 12, h: 3 } }],
      },
    ]);
  });

  it('17: the least width of repeated panels', () => {
    expect(panels(16, [{ minSpan: 12 }, { minSpan: 5 }, {}])).toEqual([{ maxPerRow: 2 }, { maxPerRow: 6 }, {}]);
  });

  it('19 to 21: links', () => {
    const [panel] = panels(18, [
      {
        links: [{ dashboard: 'My Board', title: 'x', keepTime: true, params: 'a=b' }, { url: '/y' }],
        fieldConfig: { defaults: { links: [{ url: '/x?$__series_name&${__series.labels.job}' }] }, overrides: [] },
      },
    ]);
    expect(panel).toMatchObject({
      links: [
        { url: '/dashboard/db/my-board?$__url_time_range&a=b', title: 'x' },
        { url: '/y', title: '' },
      ],
      fieldConfig: { defaults: { links: [{ url: '/x?${__series.name}&${__field.labels.job}' }] } },
    });
  });

  it('27: copies of repeated panels go, visible constants become text boxes', () => {
    const now = migrated({
      schemaVersion: 26,
      panels: [{ id: 1 }, { id: 2, repeatPanelId: 1 }, { id: 3, type: 'row', panels: [{ id: 4, repeatPanelId: 1 }] }],
      templating: {
        list: [
          { type: 'constant', query: 'a', hide: 0 },
          { type: 'constant', query: 'b', hide: 2 },
        ],
      },
    });
    expect(now.panels).toEqual([{ id: 1 }, { id: 3, type: 'row', panels: [] }]);
    expect(now.templating).toMatchObject({ list: [{ type: 'textbox', query: 'a' }, { type: 'constant' }] });
  });

  it('29: query variables are asked again', () => {
    const { templating } = migrated({
      schemaVersion: 28,
      templating: {
        list: [
          { type: 'query', refresh: 0, options: [{}] },
          { type: 'query', refresh: 2 },
        ],
      },
    });
    expect(templating).toEqual({
      list: [
        { type: 'query', refresh: 1, options: [] },
        { type: 'query', refresh: 2 },
      ],
    });
  });

  it('30: value mappings and tooltips', () => {
    const mappings = [
      { type: 1, value: '1', text: 'up' },
      { type: 1, value: 'null', text: 'none' },
      { type: 2, from: '2', to: '5', text: 'many' },
    ];
    const now = [
      { type: 'value', options: { 1: { text: 'up', index: 0 } } },
      { type: 'special', options: { match: 'null', result: { text: 'none' } } },
      { type: 'range', options: { from: 2, to: 5, result: { text: 'many' } } },
    ];
    expect(
      panels(29, [{ fieldConfig: { defaults: { mappings } }, options: { tooltipOptions: { mode: 'multi' } } }]),
    ).toEqual([{ fieldConfig: { defaults: { mappings: now } }, options: { tooltip: { mode: 'multi' } } }]);
    expect(panels(29, [override('mappings', mappings)])).toEqual([override('mappings', now)]);
  });

  it('31, 37, 38, 39, 42: transformations, legends, cells, trends, hidden series', () => {
    expect(panels(30, [{ transformations: [{ id: 'labelsToFields' }] }])).toEqual([
      { transformations: [{ id: 'labelsToFields' }, { id: 'merge', options: {} }] },
    ]);
    expect(panels(36, [{ options: { legend: { displayMode: 'hidden' } } }])).toEqual([
      { options: { legend: { displayMode: 'list', showLegend: false } } },
    ]);
    expect(panels(37, [{ type: 'table', ...override('custom.displayMode', 'lcd-gauge') }])).toEqual([
      { type: 'table', ...override('custom.cellOptions', { type: 'gauge', mode: 'lcd' }) },
    ]);
    expect(
      panels(38, [{ transformations: [{ id: 'timeSeriesTable', options: { refIdToStat: { A: 'max' } } }] }]),
    ).toEqual([{ transformations: [{ id: 'timeSeriesTable', options: { A: { stat: 'max' } } }] }]);
    expect(panels(41, [override('custom.hideFrom', { viz: true })])).toEqual([
      override('custom.hideFrom', { viz: true, tooltip: true }),
    ]);
  });
});
