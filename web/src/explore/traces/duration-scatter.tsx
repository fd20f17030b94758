import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { linkToTrace } from '../../app/links';
import { Button } from '../../controls/button';
import { useSize } from '../../controls/use-size';
import { formatTime } from '../../format/moment';
import { plural } from '../../format/quantity';
import { useTheme } from '../../theme/theme';
import { useTime } from '../../time/time-context';
import { paintScatter } from './paint-scatter';
import { type Selection, scatterScale, selectionOf, xOf, yOf } from './scatter-scale';
import type { FoundTrace } from './tempo-api';
import { durationText } from './trace-table';
import styles from './traces.module.css';

interface DurationScatterProps {
  readonly traces: readonly FoundTrace[];
  /** Whether there are more traces before these. */
  readonly isCut: boolean;
  readonly onNarrow: (selection: Selection) => void;
  readonly onCompare: (selection: Selection) => void;
}

/** A point is hit within this distance, px. */
const NEAR = 8;
/** Less is a click, px. */
const LEAST_DRAG = 5;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Each trace by its start and duration. A click opens one; what a drag holds can be looked at alone, or compared with the rest. */
export function DurationScatter({ traces, isCut, onNarrow, onCompare }: DurationScatterProps) {
  const [ref, size] = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { range, timeZone } = useTime();
  const theme = useTheme();
  const [, navigate] = useLocation();
  const [start, setStart] = useState<Point>();
  const [at, setAt] = useState<Point>();
  const [chosen, setChosen] = useState<readonly [Point, Point]>();
  const scale = useMemo(
    () =>
      scatterScale(
        traces.map(({ durationMs }) => durationMs),
        {
          width: size?.width ?? 0,
          height: size?.height ?? 0,
          fromMs: isCut ? Math.min(...traces.map(({ startMs }) => startMs)) - 1 : range.from.valueOf(),
          toMs: range.to.valueOf(),
        },
      ),
    [traces, size, range, isCut],
  );
  // What was chosen stands for other points then.
  useEffect(() => setChosen(undefined), [scale]);
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
      data-hit={near !== undefined || undefined}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setChosen(undefined);
        setStart(pointOf(event));
        setAt(pointOf(event));
      }}
      onPointerMove={(event) => setAt(pointOf(event))}
      onPointerLeave={() => start === undefined && setAt(undefined)}
      onPointerUp={() => {
        if (isDrag) setChosen([start, at]);
        else if (near !== undefined) navigate(linkToTrace(near.traceId));
        setStart(undefined);
        setAt(undefined);
      }}
    >
      <canvas
        ref={canvas}
        className={styles.scatterCanvas}
        role="img"
        aria-label={`Durations of ${plural(traces.length, 'trace')} over time; the table below has the same`}
      />
      {isDrag && <div className={styles.brush} style={rectangle(start, at)} />}
      {chosen !== undefined && (
        <>
          <div className={styles.brush} style={rectangle(...chosen)} />
          {/* A press on the buttons begins no new choice. */}
          <div
            className={styles.brushActions}
            style={actionsPlace(scale.width, ...chosen)}
            onPointerDown={(event) => event.stopPropagation()}
            onPointerUp={(event) => event.stopPropagation()}
          >
            <Button size="small" onClick={() => onNarrow(selectionOf(scale, ...chosen))}>
              Only these
            </Button>
            <Button size="small" onClick={() => onCompare(selectionOf(scale, ...chosen))}>
              Compare with the rest
            </Button>
          </div>
        </>
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
          <span>{`${durationText(near.durationMs)}, ${plural(near.spans, 'span')}, ${plural(near.errors, 'error')}`}</span>
          <span>{formatTime(near.startMs, timeZone)}</span>
        </div>
      )}
    </div>
  );
}

const rectangle = (a: Point, b: Point) => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  width: Math.abs(b.x - a.x),
  height: Math.abs(b.y - a.y),
});

/** Beside the rectangle, on the side that has more room. */
function actionsPlace(width: number, a: Point, b: Point) {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  return { top: Math.min(a.y, b.y), ...(left > width - right ? { right: width - left + 8 } : { left: right + 8 }) };
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
