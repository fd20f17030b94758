import { COLUMNS, GAP_PX, ROW_PX } from '../operations/grid';
import { isSamePath, type LayoutPath } from '../operations/layouts';
import type { Spot } from '../operations/panels';

/** On elements into which panels can be let go: the path of the leaf that takes them. */
const ZONE = 'data-drop';
/** On the places of panels, with their names. */
export const ITEM = 'data-item';
/** On the element that would take what is dragged. */
const OVER = 'data-over';

/** Where a panel was let go. */
export interface Drop {
  readonly path: LayoutPath;
  /** Undefined over the title of a row or tab: to its end. */
  readonly spot: Spot | undefined;
}

/** Attributes of what takes panels: a grid, or with `isTitle` the title of a row or tab. */
export const dropZone = (path: LayoutPath, isTitle = false) => ({
  [ZONE]: path.join(),
  ...(isTitle && { 'data-title': true }),
});

type Point = Pick<MouseEvent, 'clientX' | 'clientY'>;

/** Finds and marks what takes the panel under the pointer, other than the leaf in which it is. */
export class DropTracker {
  found: Drop | undefined;
  private marked: Element | undefined;

  over(point: Point, own: LayoutPath): Drop | undefined {
    const under = document.elementsFromPoint(point.clientX, point.clientY);
    const zone = under.find((element) => element.hasAttribute(ZONE));
    const text = zone?.getAttribute(ZONE) ?? own.join();
    const path = text === '' ? [] : text.split(',').map(Number);
    const isOther = zone !== undefined && !isSamePath(path, own);
    this.mark(isOther ? zone : undefined);
    this.found = isOther ? { path, spot: spotIn(zone, under, point) } : undefined;
    return this.found;
  }

  end(): void {
    this.mark(undefined);
    this.found = undefined;
  }

  private mark(element: Element | undefined): void {
    if (this.marked === element) return;
    this.marked?.removeAttribute(OVER);
    element?.setAttribute(OVER, '');
    this.marked = element;
  }
}

function spotIn(zone: Element, under: readonly Element[], { clientX, clientY }: Point): Spot | undefined {
  if (zone.hasAttribute('data-title')) return undefined;
  const { left, top, width } = zone.getBoundingClientRect();
  const item = under.find((element) => element.hasAttribute(ITEM) && zone.contains(element));
  return {
    x: Math.floor(((clientX - left) * COLUMNS) / (width + GAP_PX)),
    y: Math.floor((clientY - top) / ROW_PX),
    before: item?.getAttribute(ITEM) ?? undefined,
  };
}
