import type { AbsoluteTimeRange, EventBus } from '@grafana/data';
import { type RefObject, useCallback, useContext, useMemo } from 'react';
import type uPlot from 'uplot';
import { CursorSyncContext, useCursorSync } from '../cursor-sync';
import { type Hover, HoverStore, NOT_HOVERED } from '../hover-store';
import { listenToPlot, steppedRow } from '../plot-events';
import { LEAST_DRAG_PX, zoomOut, zoomToSelection } from '../zoom';

/** With more series, only the nearest has a point under the pointer. */
const MOST_POINTS = 20;

interface TimeCursorOptions {
  readonly chart: uPlot | undefined;
  readonly eventBus: EventBus;
  readonly onRange: RefObject<((range: AbsoluteTimeRange) => void) | undefined>;
  readonly hasKeyboard: boolean;
  /** A value was chosen: undefined where it is pinned only. */
  readonly onPick: RefObject<((hover: Hover) => void) | undefined>;
}

interface TimeCursor {
  readonly store: HoverStore;
  readonly cursor: (seriesCount: number) => uPlot.Cursor;
  readonly hooks: Partial<uPlot.Hooks.Arrays>;
}

/** Hover, pin, zoom and the shared cross-hair of a chart of time. */
export function useTimeCursor({ chart, eventBus, onRange, hasKeyboard, onPick }: TimeCursorOptions): TimeCursor {
  const store = useMemo(() => new HoverStore(), []);
  const state = useMemo(() => ({ isRemote: false }), []);
  const mode = useContext(CursorSyncContext);

  const onRemote = useCallback(
    (time?: number) => {
      if (chart === undefined || store.get().isPinned) return;
      const left = time === undefined ? -10 : chart.valToPos(time, 'x');
      const isInside = left >= 0 && left <= chart.bbox.width / devicePixelRatio;
      state.isRemote = true;
      chart.setCursor({ left: isInside ? left : -10, top: isInside ? chart.rect.height / 2 : -10 });
      state.isRemote = false;
    },
    [chart, store, state],
  );
  const { publish } = useCursorSync(eventBus, chart, onRemote);

  const onCursor = (moved: uPlot) => {
    if (store.get().isPinned) return;
    const { left = -10, top = -10, idx, idxs } = moved.cursor;
    const isOver = left >= 0 && idx !== null && idx !== undefined;
    if (!state.isRemote) publish(isOver ? moved.posToVal(left, 'x') : undefined);
    if (!isOver) {
      store.set(NOT_HOVERED);
      return;
    }
    const { left: plotLeft, top: plotTop } = moved.rect;
    const rows = [...(idxs ?? [])];
    const isRemote = state.isRemote && mode !== 'tooltip';
    const series = nearest(moved, rows, top);
    store.set({ row: idx, rows, series, x: plotLeft + left, y: plotTop + top, isPinned: false, isRemote });
  };

  const onReady = (made: uPlot) => {
    listenToPlot(made, 'Plot. Arrow keys read the values, Enter pins them.', {
      onPick: () => {
        const hover = store.get();
        if (hover.row === undefined || hover.isRemote) return;
        store.set({ ...hover, isPinned: !hover.isPinned });
        onPick.current?.(hover);
      },
      onDoubleClick: () => onRange.current && zoomOut(made, onRange.current),
      onEscape: () => {
        store.unpin();
        made.setCursor({ left: -10, top: -10 });
      },
      ...(hasKeyboard && { onStep: (steps: number) => stepTo(made, store, steps) }),
    });
  };

  return {
    store,
    hooks: {
      ready: [onReady],
      setCursor: [onCursor],
      setSelect: [(made) => onRange.current && zoomToSelection(made, onRange.current)],
    },
    cursor: (seriesCount) => ({
      y: false,
      drag: { x: onRange.current !== undefined, y: false, setScale: false, dist: LEAST_DRAG_PX },
      focus: { prox: 1e6 },
      hover: { prox: 40, skip: [undefined] },
      points: { one: seriesCount > MOST_POINTS, size: 7, width: 1.5 },
      bind: { dblclick: () => null },
    }),
  };
}

function stepTo(chart: uPlot, store: HoverStore, steps: number): void {
  const times = chart.data[0] as readonly number[];
  const row = steppedRow(store.get().row, steps, times.length);
  store.unpin();
  chart.setCursor({ left: chart.valToPos(times[row]!, 'x'), top: chart.rect.height / 2 });
}

/** The series whose drawn value is nearest to the pointer, from 0. */
function nearest(chart: uPlot, rows: readonly (number | null)[], top: number): number | undefined {
  let found: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < chart.series.length; i++) {
    const row = rows[i];
    const { show, scale } = chart.series[i]!;
    if (!show || row === null || row === undefined) continue;
    const value = chart.data[i]?.[row];
    if (value === null || value === undefined) continue;
    const distance = Math.abs(chart.valToPos(value, scale!) - top);
    if (distance < least) [found, least] = [i - 1, distance];
  }
  return found;
}
