/** One panel of each kind, on the demo's data. */
export interface PanelKind {
  readonly type: string;
  readonly targets?: readonly Readonly<Record<string, unknown>>[];
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Requests a second by service: what most panels show. */
export const RATES = 'sum by (service) (rate(http_requests_total[1m]))';
/** What has a bucket in the heatmap. */
export const BUCKETS = 'sum by (le) (increase(http_request_duration_seconds_bucket[1m]))';
export const UP = 'min(up{job="api-gateway"})';
export const LINES = '{service_name="platform-services"}';

const prometheus = (expr: string, more: object) => [
  { refId: 'A', datasource: { type: 'prometheus', uid: 'prometheus' }, expr, ...more },
];
const over = (expr: string, legendFormat = '{{service}}') => prometheus(expr, { legendFormat });
const now = (expr: string) => prometheus(expr, { instant: true, range: false, legendFormat: '{{service}}' });
const table = (expr: string) => prometheus(expr, { instant: true, range: false, format: 'table' });
const tempo = (more: object) => [{ refId: 'A', datasource: { type: 'tempo', uid: 'tempo' }, ...more }];

const UP_OR_DOWN = [{ type: 'value', options: { 1: { text: 'Up' }, 0: { text: 'Down' } } }];

/** `traceId`: the trace that the panel of traces shows. `tag`: of the annotation in the list. */
export const panelKinds = (traceId: string, tag: string): readonly PanelKind[] => [
  { type: 'timeseries', targets: over(RATES) },
  { type: 'stat', targets: now(RATES) },
  { type: 'gauge', targets: now(RATES) },
  { type: 'bargauge', targets: now(RATES) },
  { type: 'piechart', targets: now(RATES) },
  { type: 'barchart', targets: table(RATES) },
  { type: 'table', targets: table(RATES), defaults: { decimals: 4 } },
  { type: 'histogram', targets: over(RATES), options: { combine: true } },
  { type: 'heatmap', targets: prometheus(BUCKETS, { format: 'heatmap', legendFormat: '{{le}}' }) },
  { type: 'state-timeline', targets: over(UP, 'api-gateway'), defaults: { mappings: UP_OR_DOWN } },
  { type: 'status-history', targets: over(UP, 'api-gateway'), defaults: { mappings: UP_OR_DOWN } },
  { type: 'xychart', targets: over(`sum(${RATES})`, 'all'), options: { mapping: 'auto', series: [] } },
  { type: 'logs', targets: [{ refId: 'A', datasource: { type: 'loki', uid: 'loki' }, expr: LINES, maxLines: 20 }] },
  { type: 'traces', targets: tempo({ queryType: 'traceql', query: traceId }) },
  { type: 'nodeGraph', targets: tempo({ queryType: 'serviceMap' }) },
  { type: 'text', options: { mode: 'markdown', content: 'Some **bold** words' } },
  { type: 'alertlist', options: { alertName: 'Watchdog' } },
  { type: 'dashlist', options: { showSearch: true, showStarred: false, query: 'Panel kinds', maxItems: 5 } },
  { type: 'annolist', options: { tags: [tag], limit: 5 } },
  ...['geomap', 'canvas', 'candlestick', 'news'].map((type) => ({ type })),
];

/** The dashboard of them all; the title of each panel is its type. */
export const panelKindsDashboard = (uid: string, kinds: readonly PanelKind[]) => ({
  uid,
  title: 'Panel kinds',
  schemaVersion: 39,
  refresh: '',
  panels: kinds.map(({ type, targets = [], defaults = {}, options = {} }, i) => ({
    id: i + 1,
    type,
    title: type,
    gridPos: { x: (i % 2) * 12, y: Math.floor(i / 2) * 8, w: 12, h: 8 },
    datasource: targets[0]?.datasource,
    targets,
    options,
    fieldConfig: { defaults, overrides: [] },
  })),
});
