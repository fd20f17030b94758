import type { PanelPlugin } from '@grafana/data';

/** A kind of panel. Its code lies in `panels/<folder>/plugin.ts` and is fetched when the first of it is drawn. */
export interface PanelKind {
  readonly title: string;
  readonly folder: string;
  /** Draws without queries of its own. */
  readonly skipsQueries?: boolean;
  /** Known from Grafana and not drawn here: stands as a notice in its place. */
  readonly isUnsupported?: boolean;
}

const unsupported = (title: string): PanelKind => ({
  title,
  folder: 'unsupported',
  skipsQueries: true,
  isUnsupported: true,
});

/** The panel types by the names that dashboards have for them. */
export const PANELS: Readonly<Record<string, PanelKind>> = {
  timeseries: { title: 'Time series', folder: 'timeseries' },
  stat: { title: 'Stat', folder: 'stat' },
  gauge: { title: 'Gauge', folder: 'gauge' },
  bargauge: { title: 'Bar gauge', folder: 'bargauge' },
  table: { title: 'Table', folder: 'table' },
  barchart: { title: 'Bar chart', folder: 'barchart' },
  piechart: { title: 'Pie chart', folder: 'piechart' },
  histogram: { title: 'Histogram', folder: 'histogram' },
  heatmap: { title: 'Heatmap', folder: 'heatmap' },
  'state-timeline': { title: 'State timeline', folder: 'state-timeline' },
  'status-history': { title: 'Status history', folder: 'status-history' },
  xychart: { title: 'XY chart', folder: 'xychart' },
  logs: { title: 'Logs', folder: 'logs' },
  traces: { title: 'Traces', folder: 'traces' },
  nodeGraph: { title: 'Node graph', folder: 'node-graph' },
  text: { title: 'Text', folder: 'text', skipsQueries: true },
  alertlist: { title: 'Alert list', folder: 'alertlist', skipsQueries: true },
  dashlist: { title: 'Dashboard list', folder: 'dashlist', skipsQueries: true },
  annolist: { title: 'Annotations list', folder: 'annolist', skipsQueries: true },
  geomap: unsupported('Geomap'),
  canvas: unsupported('Canvas'),
  candlestick: unsupported('Candlestick'),
  trend: unsupported('Trend'),
  flamegraph: unsupported('Flame graph'),
  datagrid: unsupported('Datagrid'),
  news: unsupported('News'),
  gettingstarted: unsupported('Getting started'),
  welcome: unsupported('Welcome'),
};

/** What panels of old dashboards are called and what draws them now. */
const FORMER_TYPES: Readonly<Record<string, string>> = {
  graph: 'timeseries',
  singlestat: 'stat',
  'grafana-singlestat-panel': 'stat',
  'table-old': 'table',
  'heatmap-new': 'heatmap',
  'grafana-piechart-panel': 'piechart',
  'grafana-worldmap-panel': 'geomap',
  'flant-statusmap-panel': 'status-history',
  'xychart-new': 'xychart',
};

/** The type that draws panels of `type`: its own, or that which took its place. */
export const currentType = (type: string): string => FORMER_TYPES[type] ?? type;

/** The kind of `type`; of one that nobody knows the notice that says so. */
export function panelKind(type: string): PanelKind {
  const current = currentType(type);
  return Object.hasOwn(PANELS, current) ? PANELS[current]! : unsupported(type || 'unnamed');
}

const CODE = import.meta.glob<{ default: PanelPlugin }>('./*/plugin.ts');

/** The plugin of `type`, with its id and title. Throws where its code cannot be fetched. */
export async function loadPanel(type: string): Promise<PanelPlugin> {
  const kind = panelKind(type);
  const load = CODE[`./${kind.folder}/plugin.ts`];
  if (load === undefined) throw new Error(`panels of the type "${type}" cannot be drawn: "${kind.folder}" has no code`);
  const { default: plugin } = await load();
  const id = kind.isUnsupported ? type : currentType(type);
  plugin.meta = { ...plugin.meta, id: plugin.meta?.id ?? id, name: plugin.meta?.name ?? kind.title };
  return plugin;
}
