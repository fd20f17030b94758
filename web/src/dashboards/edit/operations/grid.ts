import type { GridItem } from '../../model/layout';
import { compacted } from '../../view/grid-places';

export const COLUMNS = 24;
/** Height of a row of the grid and the gap below it, px; as in the grid that is looked at. */
export const ROW_PX = 38;
export const GAP_PX = 8;
/** Least size of a panel, in cells. */
const LEAST = { width: 2, height: 2 };

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The box within the columns, not above the top and not too small. */
function withinGrid({ x, y, width, height }: Box): Box {
  const wide = Math.min(COLUMNS, Math.max(LEAST.width, width));
  return {
    width: wide,
    height: Math.max(LEAST.height, height),
    x: Math.min(COLUMNS - wide, Math.max(0, x)),
    y: Math.max(0, y),
  };
}

/**
 * The items with one of them in another box: what is in its way goes down below it, as far as needed, and all go up again
 * as far as they can.
 */
export function placeItem(items: readonly GridItem[], panel: string, box: Box): readonly GridItem[] {
  const item = items.find((one) => one.panel === panel);
  if (item === undefined) return items;
  const moved = { ...item, ...withinGrid(box) };
  const placed: GridItem[] = [moved];
  for (const one of items.filter((other) => other !== item).sort((a, b) => a.y - b.y || a.x - b.x)) {
    let at = one;
    for (let hit = inWay(placed, at); hit !== undefined; hit = inWay(placed, at)) at = { ...at, y: hit.y + hit.height };
    placed.push(at);
  }
  return tidy(placed);
}

const inWay = (placed: readonly GridItem[], item: GridItem): GridItem | undefined =>
  placed.find((other) => overlaps(other, item));

/** Without holes above them, in reading order. */
export const tidy = (items: readonly GridItem[]): readonly GridItem[] =>
  [...compacted(items)].sort((a, b) => a.y - b.y || a.x - b.x);

/** The first place from the top that is free for a box of this size. */
export function freePlace(items: readonly GridItem[], width: number, height: number): Box {
  const bottom = Math.max(0, ...items.map((item) => item.y + item.height));
  for (let y = 0; y < bottom; y++) {
    for (let x = 0; x + width <= COLUMNS; x++) {
      const box = { x, y, width, height };
      // A hole above other panels is no place: what is added stands after them.
      if (!items.some((item) => overlaps(item, box) || item.y > y)) return box;
    }
  }
  return { x: 0, y: bottom, width, height };
}

export type Direction = 'left' | 'right' | 'up' | 'down';

const STEPS: Readonly<Record<Direction, (items: readonly GridItem[], item: GridItem) => Box>> = {
  left: (_, item) => ({ ...item, x: item.x - 1 }),
  right: (_, item) => ({ ...item, x: item.x + 1 }),
  // Panels have no room between them from above to below: one step is past the next panel.
  up: (items, item) => {
    const above = items.filter((one) => sharesColumns(one, item) && one.y < item.y);
    return { ...item, y: Math.max(0, ...above.map(({ y }) => y)) };
  },
  down: (items, item) => {
    const bottom = item.y + item.height;
    const below = items.filter((one) => sharesColumns(one, item) && one.y >= bottom);
    if (below.length === 0) return item;
    const next = below.reduce((a, b) => (b.y < a.y ? b : a));
    return { ...item, y: next.y + next.height };
  },
};

const sharesColumns = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width;

const SIZES: Readonly<Record<Direction, Pick<Box, 'width' | 'height'>>> = {
  left: { width: -1, height: 0 },
  right: { width: 1, height: 0 },
  up: { width: 0, height: -1 },
  down: { width: 0, height: 1 },
};

/** One step of a panel with an arrow key. */
export function stepItem(items: readonly GridItem[], panel: string, direction: Direction): readonly GridItem[] {
  const item = items.find((one) => one.panel === panel);
  return item === undefined ? items : placeItem(items, panel, STEPS[direction](items, item));
}

/** A panel one cell larger or smaller with an arrow key. */
export function resizeItem(items: readonly GridItem[], panel: string, direction: Direction): readonly GridItem[] {
  const item = items.find((one) => one.panel === panel);
  if (item === undefined) return items;
  const { width, height } = SIZES[direction];
  const box = {
    ...item,
    width: Math.min(COLUMNS - item.x, item.width + width),
    height: item.height + height,
  };
  return placeItem(items, panel, box);
}
