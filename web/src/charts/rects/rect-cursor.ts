import type { EventBus } from '@grafana/data';
import { type RefObject, useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import styles from '../chart.module.css';
import { useCursorSync } from '../cursor-sync';
import { HoverStore, NOT_HOVERED } from '../hover-store';
import { listenToPlot, steppedRow } from '../plot-events';
import { LEAST_DRAG_PX, zoomOut, zoomToSelection } from '../zoom';
import { boxOf } from './draw-rects';
import { rectAt } from './rect';
import type { RectChartProps } from './rect-chart';

interface RectCursorOptions {
  readonly chart: uPlot | undefined;
  readonly live: RefObject<RectChartProps>;
  readonly eventBus: EventBus;
  readonly isTime: boolean;
}

interface RectCursor {
  readonly store: HoverStore;
  readonly cursor: uPlot.Cursor;
  readonly hooks: Partial<uPlot.Hooks.Arrays>;
}

/** Hover, pin, keyboard and zoom of a chart of boxes. The row of a hover is the index of the rect. */
export function useRectCursor({ chart, live, eventBus, isTime }: RectCursorOptions): RectCursor {
  const store = useMemo(() => new HoverStore(), []);
  const state = useMemo(() => ({ isRemote: false, mark: undefined as HTMLElement | undefined }), []);

  const onRemote = useCallback(
    (time?: number) => {
      if (chart === undefined || !isTime || store.get().isPinned) return;
      const left = time === undefined ? -10 : chart.valToPos(time, 'x');
      const isInside = left >= 0 && left <= chart.rect.width;
      state.isRemote = true;
      chart.setCursor({ left: isInside ? left : -10, top: isInside ? 0 : -10 });
      state.isRemote = false;
    },
    [chart, isTime, store, state],
  );
  const { publish } = useCursorSync(eventBus, chart, onRemote);

  const show = (made: uPlot, index: number | undefined, x: number, y: number) => {
    const rect = index === undefined ? undefined : live.current.rects[index];
    live.current.onHover?.(rect);
    const { mark } = state;
    if (mark !== undefined) {
      mark.hidden = rect === undefined;
      if (rect !== undefined) {
        const { left, top, width, height } = boxOf(made, rect, false);
        Object.assign(mark.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
      }
    }
    if (rect === undefined) store.set(NOT_HOVERED);
    else store.set({ ...NOT_HOVERED, row: index, series: rect.series, x, y });
  };

  const onCursor = (made: uPlot) => {
    if (store.get().isPinned || state.isRemote) return;
    const { left = -10, top = -10 } = made.cursor;
    const isOver = left >= 0 && top >= 0;
    const isTurned = made.scales.x?.ori === 1;
    const x = isOver ? made.posToVal(isTurned ? top : left, 'x') : Number.NaN;
    if (isTime) publish(isOver ? x : undefined);
    const y = isOver ? made.posToVal(isTurned ? left : top, 'y') : Number.NaN;
    const index = isOver ? rectAt(live.current.rects, x, y, live.current.isWhole) : undefined;
    show(made, index, made.rect.left + left, made.rect.top + top);
  };

  const onReady = (made: uPlot) => {
    const mark = document.createElement('div');
    mark.className = styles.rectMark ?? '';
    mark.hidden = true;
    made.over.append(mark);
    state.mark = mark;
    listenToPlot(made, 'Plot. Arrow keys read the values, Enter pins them.', {
      onPick: () => {
        const hover = store.get();
        if (hover.row === undefined) return;
        store.set({ ...hover, isPinned: !hover.isPinned });
        const rect = live.current.rects[hover.row];
        if (rect !== undefined) live.current.onPick?.(rect);
      },
      onDoubleClick: () => isTime && live.current.onRange && zoomOut(made, live.current.onRange),
      onEscape: () => show(made, undefined, 0, 0),
      onStep: (steps) => {
        const { rects } = live.current;
        if (rects.length === 0) return;
        const row = steppedRow(store.get().row, steps, rects.length);
        const { left, top, width, height } = boxOf(made, rects[row]!, false);
        show(made, row, made.rect.left + left + width / 2, made.rect.top + top + height / 2);
      },
    });
  };

  const hasZoom = isTime && live.current.onRange !== undefined;
  return {
    store,
    hooks: {
      ready: [onReady],
      setCursor: [onCursor],
      setSelect: [(made) => live.current.onRange && zoomToSelection(made, live.current.onRange)],
    },
    cursor: {
      x: isTime,
      y: false,
      drag: { x: hasZoom, y: false, setScale: false, dist: LEAST_DRAG_PX },
      points: { show: false },
      bind: { dblclick: () => null },
    },
  };
}
