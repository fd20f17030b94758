import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { GridItem } from '../../model/layout';
import { COLUMNS, GAP_PX, placeItem, ROW_PX } from '../operations/grid';
import type { LayoutPath } from '../operations/layouts';
import { type Drop, DropTracker } from './drop-target';

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

interface DragOptions {
  readonly grid: RefObject<HTMLElement | null>;
  readonly path: LayoutPath;
  readonly items: readonly GridItem[];
  readonly onPlaced: (panel: string, items: readonly GridItem[]) => void;
  /** It was let go over another row, tab or grid. */
  readonly onDropped: (panel: string, drop: Drop) => void;
}

/** Moving and resizing with the pointer: the places follow it, and are handed over when it is let go. */
export function useDrag({ grid, path, items, onPlaced, onDropped }: DragOptions): DragState {
  const drag = useRef<Drag>(undefined);
  const [drops] = useState(() => new DropTracker());
  const [draft, setDraft] = useState<readonly GridItem[]>();
  const end = () => {
    drag.current = undefined;
    drops.end();
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
      if (drag.current.kind === 'move' && drops.over(event, path) !== undefined) {
        setDraft(items);
        return;
      }
      const { top, width } = grid.current.getBoundingClientRect();
      const columns = Math.round(((event.clientX - drag.current.x) * COLUMNS) / (width + GAP_PX));
      const rows = Math.round((event.clientY - top - drag.current.y) / ROW_PX);
      setDraft(placeItem(items, drag.current.item.panel, dragged(drag.current, columns, rows)));
    },
    onPointerUp: () => {
      const { current } = drag;
      const drop = drops.found;
      if (current !== undefined && drop !== undefined) onDropped(current.item.panel, drop);
      else if (current !== undefined && draft !== undefined) onPlaced(current.item.panel, draft);
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
