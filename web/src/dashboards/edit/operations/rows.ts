import type { Dashboard } from '../../model/dashboard';
import type { Layout, Row } from '../../model/layout';
import { panelsOf } from '../../model/layout';
import { tidy } from './grid';
import { changeLayoutAt, type LayoutPath, leavesOf } from './layouts';

const rowOf = (title: string, layout: Layout, hidesHeader = false): Row => ({
  title,
  isCollapsed: false,
  hidesHeader,
  fillScreen: false,
  layout,
});

const EMPTY: Layout = { kind: 'grid', items: [] };

/** A row at the end. Panels that stood without rows keep their place above it; of tabs the first gets it. */
export function addRow(dashboard: Dashboard, title = 'New row'): Dashboard {
  return { ...dashboard, layout: withRow(dashboard.layout, rowOf(title, EMPTY)) };
}

function withRow(layout: Layout, row: Row): Layout {
  if (layout.kind === 'rows') return { ...layout, rows: [...layout.rows, row] };
  if (layout.kind === 'tabs') {
    return {
      ...layout,
      tabs: layout.tabs.map((tab, i) => (i === 0 ? { ...tab, layout: withRow(tab.layout, row) } : tab)),
    };
  }
  return { kind: 'rows', rows: layout.items.length === 0 ? [row] : [rowOf('', layout, true), row] };
}

/** `path` ends with the index of the row. */
function changeRows(
  dashboard: Dashboard,
  path: LayoutPath,
  change: (rows: readonly Row[], at: number) => readonly Row[],
) {
  const layout = changeLayoutAt(dashboard.layout, path.slice(0, -1), (outer) =>
    outer.kind === 'rows' ? { ...outer, rows: change(outer.rows, path.at(-1)!) } : outer,
  );
  return { ...dashboard, layout };
}

export const changeRow = (dashboard: Dashboard, path: LayoutPath, change: Partial<Row>): Dashboard =>
  changeRows(dashboard, path, (rows, at) =>
    rows.map((row, i) => (i === at ? withoutUndefined({ ...row, ...change }) : row)),
  );

const withoutUndefined = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as unknown as Row;

/** A row one place up or down. */
export const moveRow = (dashboard: Dashboard, path: LayoutPath, by: -1 | 1): Dashboard =>
  changeRows(dashboard, path, (rows, at) => {
    const other = rows[at + by];
    return other === undefined || other.hidesHeader ? rows : rows.with(at, other).with(at + by, rows[at]!);
  });

/** Without the row; its panels go with it, or to the end of the row above (a new one without a header where there is none). */
export function removeRow(dashboard: Dashboard, path: LayoutPath, keepsPanels: boolean): Dashboard {
  let gone: readonly string[] = [];
  const next = changeRows(dashboard, path, (rows, at) => {
    const row = rows[at]!;
    const rest = rows.filter((_, i) => i !== at);
    if (!keepsPanels) {
      gone = panelsOf(row.layout);
      return rest;
    }
    const above = rows[at - 1];
    if (above?.layout.kind !== 'grid' || row.layout.kind !== 'grid') {
      return rows.map((one, i) => (i === at ? { ...one, title: '', hidesHeader: true, isCollapsed: false } : one));
    }
    return rest.map((one, i) => (i === at - 1 ? { ...one, layout: joined(above.layout, row.layout) } : one));
  });
  const panels = Object.fromEntries(Object.entries(next.panels).filter(([name]) => !gone.includes(name)));
  return { ...next, panels, layout: plain(next.layout) };
}

function joined(above: Layout, below: Layout): Layout {
  if (above.kind !== 'grid' || below.kind !== 'grid') return above;
  const bottom = Math.max(0, ...above.items.map(({ y, height }) => y + height));
  return { ...above, items: tidy([...above.items, ...below.items.map((item) => ({ ...item, y: item.y + bottom }))]) };
}

/** Rows of which only one without a header is left are no rows. */
function plain(layout: Layout): Layout {
  if (layout.kind !== 'rows') return layout;
  const only = layout.rows.length === 1 ? layout.rows[0] : undefined;
  if (layout.rows.length === 0) return EMPTY;
  return only?.hidesHeader && only.layout.kind === 'grid' ? only.layout : layout;
}

/** The rows and tabs that a panel can be moved into, with their titles. */
export const placesFor = (layout: Layout): readonly { readonly path: LayoutPath; readonly title: string }[] =>
  leavesOf(layout).map(({ path, titles }) => ({
    path,
    title: titles.filter((title) => title !== '').join(' / ') || 'Above all rows',
  }));
