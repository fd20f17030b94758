import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { GridItem } from '../../model/layout';
import { COLUMNS, placeItem } from '../operations/grid';

/** Height of a row of the grid and the gap below it, px; as in the grid that is looked at. */
const ROW = 38;
const GAP = 8;

type Kind = 'move' | 'resize';

interface Drag {
  readonly kind: Kind;
  readonly item: GridItem;
  readonly x: number;
  /** From the top of the grid, which may scroll in the meantime. */
  readonly y: number;
}

export interface DragState {
  /** The places while something is dragged. */
  readonly draft: readonly GridItem[] | undefined;
  readonly dragged: string | undefined;
  /** Props of a handle. */
  readonly handle: (kind: Kind, item: GridItem) => object;
}

/** Moving and resizing with the pointer: the places follow it, and are handed over when it is let go. Escape ends it. */
export function useDrag(
  grid: RefObject<HTMLElement | null>,
  items: readonly GridItem[],
  onPlaced: (panel: string, items: readonly GridItem[]) => void,
): DragState {
  const drag = useRef<Drag>(undefined);
  const [draft, setDraft] = useState<readonly GridItem[]>();
  const end = () => {
    drag.current = undefined;
    setDraft(undefined);
  };
  const handle = (kind: Kind, item: GridItem) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || grid.current === null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { kind, item, x: event.clientX, y: event.clientY - grid.current.getBoundingClientRect().top };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag.current === undefined || grid.current === null) return;
      const { top, width } = grid.current.getBoundingClientRect();
      const columns = Math.round(((event.clientX - drag.current.x) * COLUMNS) / (width + GAP));
      const rows = Math.round((event.clientY - top - drag.current.y) / ROW);
      setDraft(placeItem(items, drag.current.item.panel, dragged(drag.current, columns, rows)));
    },
    onPointerUp: () => {
      if (drag.current !== undefined && draft !== undefined) onPlaced(drag.current.item.panel, draft);
      end();
    },
    onPointerCancel: end,
  });
  return { draft, dragged: draft === undefined ? undefined : drag.current?.item.panel, handle };
}

function dragged({ kind, item }: Drag, columns: number, rows: number) {
  return kind === 'move'
    ? { ...item, x: item.x + columns, y: item.y + rows }
    : { ...item, width: Math.min(COLUMNS - item.x, item.width + columns), height: item.height + rows };
}
