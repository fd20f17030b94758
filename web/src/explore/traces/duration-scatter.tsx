import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useSize } from '../../panels/use-size';
import { useTheme } from '../../theme/theme';
import { useTime } from '../../time/time-context';
import { formatNs, formatTime } from '../../traces/format';
import { linkToTrace } from '../links';
import { paintScatter } from './paint-scatter';
import { type Selection, scatterScale, selectionOf, xOf, yOf } from './scatter-scale';
import type { FoundTrace } from './tempo-api';
import styles from './traces.module.css';

interface DurationScatterProps {
  readonly traces: readonly FoundTrace[];
  readonly onSelect: (selection: Selection) => void;
}

/** A point is hit within this distance, px. */
const NEAR = 8;
/** Less is a click, px. */
const LEAST_DRAG = 5;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Each trace by its start and duration. A click opens one, a drag narrows the search to what it holds. */
export function DurationScatter({ traces, onSelect }: DurationScatterProps) {
  const [ref, size] = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { range, timeZone } = useTime();
  const theme = useTheme();
  const [, navigate] = useLocation();
  const [start, setStart] = useState<Point>();
  const [at, setAt] = useState<Point>();
  const scale = useMemo(
    () =>
      scatterScale(
        traces.map(({ durationMs }) => durationMs),
        {
          width: size?.width ?? 0,
          height: size?.height ?? 0,
          fromMs: range.from.valueOf(),
          toMs: range.to.valueOf(),
        },
      ),
    [traces, size, range],
  );
  useEffect(() => {
    if (canvas.current !== null) paintScatter(canvas.current, { traces, scale, theme, timeZone });
  }, [traces, scale, theme, timeZone]);
  const isDrag = start !== undefined && at !== undefined && Math.hypot(at.x - start.x, at.y - start.y) > LEAST_DRAG;
  const near =
    at === undefined || isDrag
      ? undefined
      : nearest(traces, at, (one) => ({ x: xOf(scale, one.startMs), y: yOf(scale, one.durationMs) }));
  return (
    <div
      ref={ref}
      className={styles.scatter}
      role="img"
      aria-label={`Durations of ${traces.length} traces over time; the table below has the same`}
      data-hit={near !== undefined || undefined}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart(pointOf(event));
        setAt(pointOf(event));
      }}
      onPointerMove={(event) => setAt(pointOf(event))}
      onPointerLeave={() => start === undefined && setAt(undefined)}
      onPointerUp={() => {
        if (isDrag) onSelect(selectionOf(scale, start, at));
        else if (near !== undefined) navigate(linkToTrace(near.traceId));
        setStart(undefined);
        setAt(undefined);
      }}
    >
      <canvas ref={canvas} className={styles.scatterCanvas} aria-hidden />
      {isDrag && (
        <div
          className={styles.brush}
          style={{
            left: Math.min(start.x, at.x),
            top: Math.min(start.y, at.y),
            width: Math.abs(at.x - start.x),
            height: Math.abs(at.y - start.y),
          }}
        />
      )}
      {near !== undefined && at !== undefined && (
        <div
          className={styles.tooltip}
          style={{
            top: at.y + 12,
            ...(at.x > scale.width / 2 ? { right: scale.width - at.x + 12 } : { left: at.x + 12 }),
          }}
        >
          <strong>{near.name || near.traceId}</strong>
          <span>{near.service}</span>
          <span>{`${formatNs(near.durationMs * 1e6)}, ${near.spans} spans, ${near.errors} errors`}</span>
          <span>{formatTime(near.startMs, timeZone)}</span>
        </div>
      )}
    </div>
  );
}

function pointOf(event: PointerEvent<HTMLElement>): Point {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function nearest<T>(all: readonly T[], at: Point, place: (one: T) => Point): T | undefined {
  let found: T | undefined;
  let least = NEAR;
  for (const one of all) {
    const { x, y } = place(one);
    const distance = Math.hypot(x - at.x, y - at.y);
    if (distance <= least) {
      least = distance;
      found = one;
    }
  }
  return found;
}
