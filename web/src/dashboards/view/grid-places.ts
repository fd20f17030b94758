import type { GridItem } from '../model/layout';
import { type Clone, clonesOf, type RepeatValues } from './repeats';

const COLUMNS = 24;
/** Panels repeated side by side, unless the panel says. */
const MAX_PER_ROW = 4;

/** One panel as it stands, with what it is repeated for. */
export interface Place {
  /** Of the panel; of copies with the number of the copy. */
  readonly key: string;
  readonly panel: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly clone: Clone | undefined;
}

/**
 * Where the panels of a grid stand: repeated ones once for each value, what is below them moved down, and all moved up as far
 * as they go without overlap.
 */
export function placesOf(items: readonly GridItem[], values: RepeatValues): readonly Place[] {
  let moved = 0;
  const sorted = [...items].sort(inReadingOrder);
  const shifts: { below: number; by: number }[] = [];
  const places = sorted.flatMap((item) => {
    moved = shifts.reduce((sum, { below, by }) => (item.y >= below ? sum + by : sum), 0);
    const copies = copiesOf(item, values);
    const bottom = Math.max(...copies.map(({ y, height }) => y + height));
    const extra = bottom - (item.y + item.height);
    if (extra > 0) shifts.push({ below: item.y + item.height, by: extra });
    return copies.map((copy) => ({ ...copy, y: copy.y + moved }));
  });
  return compacted(places);
}

function copiesOf(item: GridItem, values: RepeatValues): Place[] {
  const { panel, repeat } = item;
  const clones = clonesOf(repeat, values);
  const width = Math.min(COLUMNS, item.width);
  const x = Math.min(item.x, COLUMNS - width);
  const place = { panel, x, y: item.y, width, height: item.height };
  if (clones === undefined || repeat === undefined) return [{ ...place, key: panel, clone: undefined }];
  const perRow = Math.min(clones.length, repeat.maxPerRow ?? MAX_PER_ROW);
  const isVertical = repeat.direction === 'v';
  const share = Math.max(1, Math.floor(COLUMNS / perRow));
  return clones.map((clone, i) => {
    const key = clone.suffix === '' ? panel : `${panel}${clone.suffix}`;
    if (isVertical) return { ...place, key, clone, y: item.y + i * item.height };
    const line = Math.floor(i / perRow);
    return { ...place, key, clone, x: (i % perRow) * share, width: share, y: item.y + line * item.height };
  });
}

/** Each as far up as it goes; in the order in which they then stand, which is that of the keyboard and of narrow screens. */
export function compacted<T extends Pick<Place, 'x' | 'y' | 'width' | 'height'>>(places: readonly T[]): readonly T[] {
  const heights = new Array<number>(COLUMNS).fill(0);
  return [...places]
    .sort(inReadingOrder)
    .map((place) => {
      const columns = heights.slice(place.x, place.x + place.width);
      const y = Math.max(0, ...columns);
      heights.fill(y + place.height, place.x, place.x + place.width);
      return { ...place, y };
    })
    .sort(inReadingOrder);
}

const inReadingOrder = (a: Pick<Place, 'x' | 'y'>, b: Pick<Place, 'x' | 'y'>): number => a.y - b.y || a.x - b.x;
