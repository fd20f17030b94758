import { withRefIds } from '../../panels/ref-ids';
import type { Dashboard, DashboardFormat, Panel } from './dashboard';
import { type Json, objectOf, without } from './json';
import type { AutoGridLayout, GridLayout, Layout } from './layout';

/** Members that only the classic JSON has, or only what surrounds an exported one. */
const OF_CLASSIC = ['schemaVersion', 'style', 'gnetId', 'iteration', '__inputs', '__requires', '__elements'];
/** Members that readers of version 2 keep in panels, queries, variables and annotations to write them back. */
const OF_V2 = ['restOfV2'];

/**
 * The dashboard in another of Grafana's shapes. What the shape has no words for is left out: of classic dashboards tabs
 * become rows, columns of equal width places in the grid, and conditions and variables of rows and tabs are lost; see
 * `lossesOf`.
 */
export function convertedTo(dashboard: Dashboard, format: DashboardFormat): Dashboard {
  const isClassic = dashboard.format === 'classic';
  if (isClassic === (format === 'classic')) return { ...dashboard, format };
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (value === null || typeof value !== 'object') return value;
    const members = without(value as Json, OF_V2);
    return Object.fromEntries(Object.entries(members).map(([name, one]) => [name, plain(one)]));
  };
  return {
    ...dashboard,
    format,
    time: { ...dashboard.time, rest: {} },
    annotations: plain(dashboard.annotations) as Dashboard['annotations'],
    variables: plain(dashboard.variables) as Dashboard['variables'],
    panels: numbered(plain(dashboard.panels) as Dashboard['panels']),
    layout: withoutRest(dashboard.layout),
    rest: isClassic ? without(dashboard.rest, OF_CLASSIC) : without(dashboard.rest, ['preload', 'revision']),
  };
}

/** Panels of the classic JSON are known by their ids, queries of version 2 by theirs: each has one of its own. */
function numbered(panels: Dashboard['panels']): Dashboard['panels'] {
  const taken = new Set<number>();
  let last = Math.max(0, ...Object.values(panels).map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(panels).map(([name, panel]): [string, Panel] => {
      const id = panel.id > 0 && !taken.has(panel.id) ? panel.id : ++last;
      taken.add(id);
      return [name, { ...panel, id, ...(panel.targets && { targets: withRefIds(panel.targets) }) } as Panel];
    }),
  );
}

/** Without what was not known of the parts: the shapes share none of it. */
function withoutRest(layout: Layout): Layout {
  const { rest: _, ...own } = layout;
  if (own.kind === 'rows') {
    return { ...own, rows: own.rows.map(({ rest: __, ...row }) => ({ ...row, layout: withoutRest(row.layout) })) };
  }
  if (own.kind === 'tabs') {
    return { ...own, tabs: own.tabs.map(({ rest: __, ...tab }) => ({ ...tab, layout: withoutRest(tab.layout) })) };
  }
  const items = (own.items as readonly { readonly rest?: Json }[]).map(({ rest: __, ...item }) => item);
  return { ...own, items } as unknown as GridLayout | AutoGridLayout;
}

/** What the classic JSON cannot say of a dashboard, in words. */
export function lossesOf({ layout }: Dashboard): readonly string[] {
  const found = new Set<string>();
  const look = (one: Layout, depth: number): void => {
    if (one.kind === 'tabs') found.add('tabs become rows');
    if (one.kind === 'auto-grid') found.add('columns of equal width become places in the grid');
    if (one.kind === 'auto-grid' && one.items.some(({ condition }) => condition)) found.add(CONDITIONS);
    if (one.kind === 'grid' || one.kind === 'auto-grid') return;
    if (depth > 0) found.add('rows and tabs within others are joined');
    for (const part of one.kind === 'rows' ? one.rows : one.tabs) {
      if (part.condition) found.add(CONDITIONS);
      if (objectOf(part).variables !== undefined) found.add('variables of rows and tabs are lost');
      look(part.layout, depth + 1);
    }
  };
  look(layout, 0);
  return [...found];
}

const CONDITIONS = 'conditions of panels, rows and tabs are lost';
