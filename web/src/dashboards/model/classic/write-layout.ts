import type { Panel } from '../dashboard';
import type { Json } from '../json';
import type { AutoGridLayout, GridItem, GridLayout, Layout, Repeat, Row } from '../layout';

type Panels = Readonly<Record<string, Panel>>;

const COLUMNS = 24;
/** A row of the grid with its gap, px. */
const CELL_PX = 38;

/** The list of panels of a classic dashboard. Rows get ids that no panel has. */
export function writeLayout(panels: Panels, layout: Layout): Json[] {
  const ids = new RowIds(panels, layout);
  if (layout.kind === 'grid') return layout.items.map((item) => placed(panels, item, 0));
  if (layout.kind === 'auto-grid') return gridOf(layout).items.map((item) => placed(panels, item, 0));
  const list: Json[] = [];
  let top = 0;
  for (const row of rowsOf(layout)) {
    const grid = flat(row.layout);
    const inside = row.hidesHeader ? top : top + 1;
    const written = grid.items.map((item) => placed(panels, item, inside));
    const height = Math.max(0, ...grid.items.map((item) => item.y + item.height));
    if (row.hidesHeader) list.push(...written);
    else {
      list.push({
        id: ids.next(row),
        ...row.rest,
        type: 'row',
        title: row.title,
        collapsed: row.isCollapsed,
        panels: row.isCollapsed ? written : [],
        gridPos: { x: 0, y: top, w: COLUMNS, h: 1 },
        ...(row.repeat && { repeat: row.repeat.variable, ...directionOf(row.repeat) }),
      });
      if (!row.isCollapsed) list.push(...written);
    }
    top = inside + (row.isCollapsed && !row.hidesHeader ? 0 : height);
  }
  return list;
}

function placed(panels: Panels, { panel, x, y, width, height, repeat, rest }: GridItem, top: number): Json {
  return {
    ...panels[panel],
    gridPos: { ...rest, x, y: y + top, w: width, h: height },
    ...(repeat && { repeat: repeat.variable, ...directionOf(repeat) }),
  };
}

const directionOf = ({ direction, maxPerRow }: Repeat): Json => ({
  ...(direction && { repeatDirection: direction }),
  ...(maxPerRow !== undefined && { maxPerRow }),
});

/** Rows of a layout; the tabs of one are rows with their titles. */
function rowsOf(layout: Exclude<Layout, GridLayout | AutoGridLayout>): readonly Row[] {
  if (layout.kind === 'rows') return layout.rows;
  return layout.tabs.map(({ title, repeat, layout: inside }) => ({
    title,
    isCollapsed: false,
    hidesHeader: false,
    fillScreen: false,
    ...(repeat && { repeat }),
    layout: inside,
  }));
}

/** One grid of all that is in a layout, one below the other. */
function flat(layout: Layout): GridLayout {
  if (layout.kind === 'grid') return layout;
  if (layout.kind === 'auto-grid') return gridOf(layout);
  let top = 0;
  const items = rowsOf(layout).flatMap((row) => {
    const inside = flat(row.layout).items.map((item) => ({ ...item, y: item.y + top }));
    top = Math.max(top, ...inside.map((item) => item.y + item.height));
    return inside;
  });
  return { kind: 'grid', items };
}

/** Places in the grid for a layout of equal columns. */
function gridOf({ items, maxColumns, rowHeight }: AutoGridLayout): GridLayout {
  const width = Math.max(1, Math.floor(COLUMNS / maxColumns));
  const height = Math.max(3, Math.round(rowHeight / CELL_PX));
  return {
    kind: 'grid',
    items: items.map(({ panel, repeat }, i) => ({
      panel,
      x: (i % maxColumns) * width,
      y: Math.floor(i / maxColumns) * height,
      width,
      height,
      ...(repeat && { repeat }),
    })),
  };
}

class RowIds {
  private last: number;

  constructor(panels: Panels, layout: Layout) {
    const ofRows = layout.kind === 'rows' ? layout.rows.map(({ rest }) => Number(rest?.id ?? 0)) : [];
    this.last = Math.max(0, ...Object.values(panels).map(({ id }) => id), ...ofRows);
  }

  next({ rest }: Row): number {
    return typeof rest?.id === 'number' ? rest.id : ++this.last;
  }
}
