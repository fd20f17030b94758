import type { TooltipOptions } from './options/viz-options';

export interface TooltipRow {
  readonly name: string;
  readonly color: string;
  readonly text: string;
  /** What rows are sorted by; NaN: no number. */
  readonly numeric: number;
  /** The one under the pointer. */
  readonly isNear: boolean;
}

/** More rows at one time are counted, not shown. */
const MOST_ROWS = 100;

export interface ShownRows {
  readonly rows: readonly TooltipRow[];
  readonly hiddenCount: number;
}

/** The rows that the options of the tooltip leave, in their order. `single` has only the one under the pointer. */
export function shownRows(rows: readonly TooltipRow[], options: TooltipOptions): ShownRows {
  const { mode = 'single', sort = 'none', hideZeros = false } = options;
  if (mode === 'none') return { rows: [], hiddenCount: 0 };
  if (mode === 'single') return { rows: rows.filter(({ isNear }) => isNear), hiddenCount: 0 };
  const kept = hideZeros ? rows.filter(({ numeric }) => numeric !== 0) : rows;
  const sign = sort === 'desc' ? -1 : 1;
  const value = ({ numeric }: TooltipRow) => (Number.isNaN(numeric) ? Number.NEGATIVE_INFINITY : numeric);
  const sorted = sort === 'none' ? kept : kept.toSorted((a, b) => sign * (value(a) - value(b)));
  return { rows: sorted.slice(0, MOST_ROWS), hiddenCount: Math.max(0, sorted.length - MOST_ROWS) };
}

/** Where a box of a size stands beside a point: at its lower right, else where the window has room. CSS px. */
export function placed(
  point: { readonly x: number; readonly y: number },
  box: { readonly width: number; readonly height: number },
  room: { readonly width: number; readonly height: number },
): { left: number; top: number } {
  const gap = 12;
  const right = point.x + gap;
  const left = right + box.width <= room.width - 4 ? right : point.x - gap - box.width;
  const below = point.y + gap;
  const top = below + box.height <= room.height - 4 ? below : room.height - 4 - box.height;
  return { left: Math.max(4, left), top: Math.max(4, top) };
}
