import { numberOf } from '../../json';
import { type Draft, draftsOf } from './step';

/** Of a row of 12 spans whose height is not given, px. */
const ROW_HEIGHT_PX = 250;
const CELL_PX = 30;
const CELL_GAP_PX = 8;
const COLUMNS = 24;
const LEAST_HEIGHT = 3;

const cellsOf = (height: unknown): number => {
  const px = numberOf(typeof height === 'string' ? height.replace('px', '') : height) ?? ROW_HEIGHT_PX;
  return Math.max(LEAST_HEIGHT, Math.ceil(Math.max(px, 100) / (CELL_PX + CELL_GAP_PX)));
};

/**
 * `rows` with panels of 1 to 12 spans, before version 16 of the schema, as places in the grid. Rows get a panel of their own
 * where one of them can be seen to be a row: collapsed, repeated, or with a title that is shown.
 */
export function rowsToGrid(dashboard: Draft): void {
  const rows = draftsOf(dashboard.rows);
  delete dashboard.rows;
  if (rows.length === 0) return;
  const showsRows = rows.some((row) => row.collapse === true || row.showTitle === true || Boolean(row.repeat));
  let nextId = 1 + Math.max(0, ...rows.flatMap((row) => draftsOf(row.panels).map(({ id }) => numberOf(id) ?? 0)));
  const panels: Draft[] = [...draftsOf(dashboard.panels)];
  let y = 0;
  for (const row of rows) {
    const isCollapsed = row.collapse === true;
    const head: Draft = {
      id: nextId,
      type: 'row',
      title: row.title ?? '',
      collapsed: isCollapsed,
      panels: [],
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
      ...(row.repeat ? { repeat: row.repeat } : {}),
    };
    if (showsRows) {
      nextId++;
      y++;
      panels.push(head);
    }
    const { placed, height } = placedIn(row, y);
    if (showsRows && isCollapsed) head.panels = placed;
    else {
      panels.push(...placed);
      y += height;
    }
  }
  dashboard.panels = panels;
}

function placedIn(row: Draft, top: number): { placed: Draft[]; height: number } {
  const rowHeight = cellsOf(row.height);
  let [x, y, lineHeight] = [0, top, 0];
  const placed = draftsOf(row.panels).map((panel): Draft => {
    const { span, ...rest } = panel;
    const width = Math.min(COLUMNS, Math.max(1, Math.round((numberOf(span) ?? 4) * 2)));
    const height = panel.height === undefined ? rowHeight : cellsOf(panel.height);
    if (x + width > COLUMNS) {
      [x, y, lineHeight] = [0, y + lineHeight, 0];
    }
    const gridPos = { x, y, w: width, h: height };
    x += width;
    lineHeight = Math.max(lineHeight, height);
    return { ...rest, gridPos };
  });
  return { placed, height: y + lineHeight - top };
}
