import { DataHoverClearEvent, DataHoverEvent, type EventBus } from '@grafana/data';
import { createContext, useContext, useEffect, useId } from 'react';
import type uPlot from 'uplot';

/** What the charts of a dashboard show of the pointer in another one (`graphTooltip` 0, 1 and 2 of its JSON). */
export type CursorSync = 'off' | 'crosshair' | 'tooltip';

export const CursorSyncContext = createContext<CursorSync>('crosshair');

interface SyncedCursor {
  /** `time` in ms under the pointer; undefined when it leaves. */
  readonly publish: (time: number | undefined) => void;
}

/** Tells others on the bus where the pointer is, and moves the cross-hair of `chart` when they tell. */
export function useCursorSync(
  bus: EventBus,
  chart: uPlot | undefined,
  onRemote: (time?: number) => void,
): SyncedCursor {
  const id = useId();
  const mode = useContext(CursorSyncContext);
  useEffect(() => {
    if (chart === undefined || mode === 'off') return undefined;
    const hover = bus.getStream(DataHoverEvent).subscribe(({ payload }) => {
      if (payload.dataId === id) return;
      const time = payload.point.time;
      if (typeof time === 'number') onRemote(time);
    });
    const clear = bus.getStream(DataHoverClearEvent).subscribe((event) => {
      if ((event as { dataId?: string }).dataId !== id) onRemote();
    });
    return () => {
      hover.unsubscribe();
      clear.unsubscribe();
    };
  }, [bus, chart, id, mode, onRemote]);
  return {
    publish: (time) => {
      if (mode === 'off') return;
      if (time === undefined) bus.publish(Object.assign(new DataHoverClearEvent(), { dataId: id }));
      else bus.publish(new DataHoverEvent({ point: { time }, dataId: id }));
    },
  };
}
