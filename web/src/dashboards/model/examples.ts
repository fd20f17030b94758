// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written so
import type { Json } from './json';

/** A classic dashboard with everything that has a place in the model, and with what has none. */
export const CLASSIC: Json = {
  uid: 'all',
  title: 'All of it',
  description: 'for tests',
  tags: ['a', 'b'],
  editable: false,
  id: 7,
  version: 3,
  style: 'dark',
  unknownMember: { kept: true },
  time: { from: 'now-3h', to: 'now' },
  timezone: 'utc',
  refresh: '30s',
  timepicker: { refresh_intervals: ['10s', '1m'], hidden: true, nowDelay: '1m', quick_ranges: [{ display: 'x' }] },
  weekStart: 'monday',
  fiscalYearStartMonth: 3,
  graphTooltip: 2,
  liveNow: true,
  links: [{ type: 'dashboards', title: 'Others', tags: ['a'], includeVars: true, keepTime: true, asDropdown: true }],
  annotations: {
    list: [
      { builtIn: 1, datasource: { type: 'grafana', uid: '-- Grafana --' }, enable: true, hide: true, name: 'Own' },
      {
        name: 'Deploys',
        enable: true,
        iconColor: 'blue',
        datasource: { type: 'prometheus', uid: 'prometheus' },
        expr: 'changes(build_info[1m])',
        titleFormat: '{{version}}',
        filter: { exclude: true, ids: [2] },
      },
    ],
  },
  templating: {
    list: [
      { type: 'datasource', name: 'ds', query: 'prometheus', regex: '/prom/', current: { text: 'p', value: 'p' } },
      {
        type: 'query',
        name: 'job',
        label: 'Job',
        datasource: { type: 'prometheus', uid: '${ds}' },
        query: { query: 'label_values(up, job)', refId: 'x' },
        definition: 'label_values(up, job)',
        refresh: 2,
        sort: 5,
        multi: true,
        includeAll: true,
        allValue: '.*',
        hide: 1,
        regex: '/(?<text>.*)/',
        current: { text: ['All'], value: ['$__all'] },
        options: [],
      },
      { type: 'custom', name: 'env', query: 'prod : p, dev : d', current: { text: 'prod', value: 'p' } },
      { type: 'constant', name: 'c', query: '5', hide: 2 },
      { type: 'interval', name: 'i', query: '1m,5m', auto: true, auto_count: 30, auto_min: '10s', refresh: 2 },
      { type: 'textbox', name: 't', query: 'x', current: { text: 'x', value: 'x' } },
      { type: 'adhoc', name: 'f', filters: [{ key: 'a', operator: '=', value: 'b' }], skipUrlSync: true },
      { type: 'groupby', name: 'g', current: { text: [], value: [] } },
      { type: 'switch', name: 's', current: { value: 'true', text: 'true' } },
    ],
  },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Before rows',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      datasource: { type: 'prometheus', uid: '${ds}' },
      targets: [{ refId: 'A', expr: 'up', hide: true }],
      options: { legend: { showLegend: false } },
      fieldConfig: { defaults: { unit: 's' }, overrides: [] },
      links: [{ title: 'x', url: '/d/x', targetBlank: true }],
      timeFrom: '1h',
      timeShift: '1d',
      hideTimeOverride: true,
      interval: '30s',
      maxDataPoints: 200,
      transparent: true,
      repeat: 'job',
      repeatDirection: 'h',
      maxPerRow: 4,
      alert: { name: 'old' },
    },
    { id: 2, type: 'row', title: 'Open', collapsed: false, panels: [], gridPos: { x: 0, y: 8, w: 24, h: 1 } },
    {
      id: 3,
      type: 'stat',
      title: 'Library',
      gridPos: { x: 0, y: 9, w: 6, h: 4, static: true },
      libraryPanel: { uid: 'lib', name: 'Shared' },
    },
    {
      id: 4,
      type: 'row',
      title: 'Closed $job',
      collapsed: true,
      repeat: 'job',
      gridPos: { x: 0, y: 13, w: 24, h: 1 },
      panels: [{ id: 5, type: 'text', title: '', gridPos: { x: 0, y: 14, w: 24, h: 3 }, options: { content: 'hi' } }],
    },
  ],
  schemaVersion: 42,
};

const query = (expr: string): Json => ({
  kind: 'DataQuery',
  group: 'prometheus',
  version: 'v0',
  datasource: { name: 'prometheus' },
  spec: { expr },
});

const panel = (id: number, title: string): Json => ({
  kind: 'Panel',
  spec: {
    id,
    title,
    description: '',
    subtitle: 'kept',
    links: [],
    data: {
      kind: 'QueryGroup',
      spec: {
        queries: [{ kind: 'PanelQuery', spec: { refId: 'A', hidden: false, query: query('up') } }],
        transformations: [{ kind: 'Transformation', group: 'reduce', spec: { options: { reducers: ['max'] } } }],
        queryOptions: { timeShift: '1h', timeCompare: '1d' },
      },
    },
    vizConfig: {
      kind: 'VizConfig',
      group: 'timeseries',
      version: '12.0.0',
      spec: { options: { a: 1 }, fieldConfig: { defaults: {}, overrides: [] }, more: 1 },
    },
  },
});

const element = (name: string): Json => ({ kind: 'ElementReference', name });

/** A dashboard of version 2 of the schema with all kinds of layouts. */
export const V2: Json = {
  title: 'Tabs',
  tags: [],
  editable: true,
  preload: false,
  unknownMember: 1,
  cursorSync: 'Crosshair',
  liveNow: false,
  links: [],
  timeSettings: {
    timezone: 'browser',
    from: 'now-1h',
    to: 'now',
    autoRefresh: '',
    autoRefreshIntervals: ['5s'],
    hideTimepicker: false,
    fiscalYearStartMonth: 0,
    quickRanges: [],
  },
  annotations: [
    {
      kind: 'AnnotationQuery',
      spec: {
        name: 'Own',
        enable: true,
        hide: true,
        iconColor: 'red',
        builtIn: true,
        legacyOptions: { type: 'dashboard' },
        query: { ...query(''), group: 'grafana', spec: {} },
      },
    },
  ],
  variables: [
    {
      kind: 'QueryVariable',
      spec: {
        name: 'job',
        current: { text: 'All', value: '$__all' },
        hide: 'hideLabel',
        refresh: 'onTimeRangeChanged',
        skipUrlSync: false,
        query: { ...query(''), spec: { __legacyStringValue: 'label_values(job)' } },
        regex: '',
        sort: 'naturalDesc',
        options: [],
        multi: true,
        includeAll: true,
        allowCustomValue: true,
      },
    },
    {
      kind: 'DatasourceVariable',
      spec: { name: 'ds', pluginId: 'loki', refresh: 'onDashboardLoad', hide: 'dontHide', skipUrlSync: true },
    },
    {
      kind: 'SwitchVariable',
      spec: {
        name: 's',
        current: 'on',
        enabledValue: 'on',
        disabledValue: 'off',
        hide: 'dontHide',
        skipUrlSync: false,
      },
    },
    {
      kind: 'AdhocVariable',
      group: 'prometheus',
      labels: { kept: 'yes' },
      datasource: { name: 'prometheus' },
      spec: { name: 'f', baseFilters: [], filters: [], defaultKeys: [], hide: 'dontHide', skipUrlSync: false },
    },
  ],
  elements: {
    first: panel(1, 'First'),
    second: panel(2, 'Second'),
    shared: { kind: 'LibraryPanel', spec: { id: 3, title: 'Shared', libraryPanel: { uid: 'lib', name: 'Shared' } } },
  },
  layout: {
    kind: 'TabsLayout',
    spec: {
      tabs: [
        {
          kind: 'TabsLayoutTab',
          spec: {
            title: 'One',
            slug: 'kept',
            layout: {
              kind: 'RowsLayout',
              spec: {
                rows: [
                  {
                    kind: 'RowsLayoutRow',
                    spec: {
                      title: 'Row',
                      collapse: true,
                      repeat: { mode: 'variable', value: 'job' },
                      conditionalRendering: {
                        kind: 'ConditionalRenderingGroup',
                        spec: {
                          visibility: 'hide',
                          condition: 'or',
                          items: [
                            {
                              kind: 'ConditionalRenderingVariable',
                              spec: { variable: 's', operator: 'equals', value: 'off' },
                            },
                            { kind: 'ConditionalRenderingTimeRangeSize', spec: { value: '7d' } },
                            { kind: 'ConditionalRenderingData', spec: { value: true } },
                          ],
                        },
                      },
                      layout: {
                        kind: 'GridLayout',
                        spec: {
                          items: [
                            {
                              kind: 'GridLayoutItem',
                              spec: {
                                x: 0,
                                y: 0,
                                width: 12,
                                height: 6,
                                element: element('first'),
                                repeat: { mode: 'variable', value: 'job', direction: 'v', maxPerRow: 2 },
                              },
                            },
                          ],
                        },
                      },
                    },
                  },
                ],
              },
            },
          },
        },
        {
          kind: 'TabsLayoutTab',
          spec: {
            title: 'Two',
            layout: {
              kind: 'AutoGridLayout',
              spec: {
                maxColumnCount: 4,
                columnWidthMode: 'custom',
                columnWidth: 300,
                rowHeightMode: 'short',
                fillScreen: true,
                items: ['second', 'shared'].map((name) => ({
                  kind: 'AutoGridLayoutItem',
                  spec: { element: element(name) },
                })),
              },
            },
          },
        },
      ],
    },
  },
};
