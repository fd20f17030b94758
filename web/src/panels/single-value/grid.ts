export type Direction = 'auto' | 'horizontal' | 'vertical';

export interface GridRoom {
  readonly count: number;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  /** `horizontal`: one below the other; `vertical`: side by side; `auto`: rows and columns. */
  readonly direction: Direction;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly maxHeight?: number | undefined;
  readonly gap: number;
  /** Width to height that a cell would like to have. */
  readonly aspect: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** CSS px. */
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** As many columns as leave each cell the most room; where that is too little, cells of the least size that scroll. */
export function gridOf(room: GridRoom): Grid {
  const { count, width, height, direction, gap, minWidth, minHeight, maxHeight } = room;
  const columns = direction === 'horizontal' ? 1 : direction === 'vertical' ? Math.max(1, count) : bestColumns(room);
  const rows = Math.max(1, Math.ceil(count / columns));
  const fit = (space: number, cells: number) => Math.floor((space - gap * (cells - 1)) / cells);
  return {
    columns,
    rows,
    cellWidth: Math.max(minWidth, fit(width, columns)),
    cellHeight: Math.min(maxHeight ?? Number.POSITIVE_INFINITY, Math.max(minHeight, fit(height, rows))),
  };
}

function bestColumns({ count, width, height, gap, aspect, minWidth, minHeight }: GridRoom): number {
  const most = Math.max(1, Math.min(count, Math.floor((width + gap) / (minWidth + gap))));
  let best = { columns: most, size: 0 };
  for (let columns = 1; columns <= most; columns++) {
    const rows = Math.ceil(count / columns);
    const cellHeight = (height - gap * (rows - 1)) / rows;
    if (cellHeight < minHeight) continue;
    const size = Math.min((width - gap * (columns - 1)) / columns / aspect, cellHeight);
    if (size > best.size) best = { columns, size };
  }
  return best.columns;
}

/** From the first to before the last cell along one side that is in sight, with one more at each end. */
export function inSight(
  scrolled: number,
  room: number,
  cell: number,
  gap: number,
  count: number,
): readonly [number, number] {
  const step = Math.max(1, cell + gap);
  const first = Math.max(0, Math.floor(scrolled / step) - 1);
  return [Math.min(first, count), Math.min(count, Math.ceil((scrolled + room) / step) + 1)];
}
