import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useSize } from '../controls/use-size';
import { formatNs } from '../format/quantity';
import { useMode } from '../theme/theme';
import type { SpanRow } from './trace';
import styles from './trace.module.css';
import { isWhole, moved, type Viewport, whole, within, zoomed } from './viewport';

interface MinimapProps {
  readonly spans: readonly SpanRow[];
  readonly durationNs: number;
  readonly colors: ReadonlyMap<string, string>;
  readonly viewport: Viewport;
  readonly onChange: (viewport: Viewport) => void;
}

const HEIGHT = 56;
/** Less is a click and no choice, px. */
const LEAST_DRAG = 4;

/**
 * The whole trace at a glance. A drag chooses what the waterfall shows, a drag of the chosen part moves it, a double click
 * or 0 shows all; arrow keys move it, + and - zoom.
 */
export function Minimap({ spans, durationNs, colors, viewport, onChange }: MinimapProps) {
  const [ref, size] = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const mode = useMode();
  const width = size?.width ?? 0;
  useEffect(() => {
    if (canvas.current !== null && width > 0) paint(canvas.current, { spans, durationNs, colors, width });
  }, [spans, durationNs, colors, width, mode]);
  const drag = useDrag({ durationNs, viewport, onChange });
  const shown = drag.chosen ?? viewport;
  const press = (event: KeyboardEvent) => {
    const next = byKey(event.key, viewport, durationNs);
    if (next === undefined) return;
    event.preventDefault();
    onChange(next);
  };
  const part = (ns: number) => `${(ns / Math.max(1, durationNs)) * 100}%`;
  const texts = `${formatNs(shown.from)} to ${formatNs(shown.to)}`;
  return (
    <div
      ref={ref}
      className={styles.minimap}
      role="slider"
      aria-label="Part of the trace in sight"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((shown.from / Math.max(1, durationNs)) * 100)}
      aria-valuetext={texts}
      tabIndex={0}
      onKeyDown={press}
      onDoubleClick={() => onChange(whole(durationNs))}
      {...drag.handlers}
    >
      <canvas ref={canvas} className={styles.minimapCanvas} aria-hidden />
      {!isWhole(shown, durationNs) && (
        <>
          <div className={styles.shade} style={{ left: 0, width: part(shown.from) }} />
          <div className={styles.shade} style={{ left: part(shown.to), right: 0 }} />
          <div className={styles.window} style={{ left: part(shown.from), width: part(shown.to - shown.from) }} />
        </>
      )}
    </div>
  );
}

function byKey(key: string, viewport: Viewport, durationNs: number): Viewport | undefined {
  const length = viewport.to - viewport.from;
  const middle = viewport.from + length / 2;
  switch (key) {
    case 'ArrowLeft':
      return moved(viewport, -length / 10, durationNs);
    case 'ArrowRight':
      return moved(viewport, length / 10, durationNs);
    case '+':
      return zoomed(viewport, 1.5, middle, durationNs);
    case '-':
      return zoomed(viewport, 1 / 1.5, middle, durationNs);
    case '0':
      return whole(durationNs);
    default:
      return undefined;
  }
}

interface Drag {
  readonly startX: number;
  readonly startNs: number;
  /** Moves the part that is shown instead of choosing another. */
  readonly from: Viewport | undefined;
}

function useDrag({ durationNs, viewport, onChange }: Pick<MinimapProps, 'durationNs' | 'viewport' | 'onChange'>) {
  const drag = useRef<Drag>(undefined);
  const [chosen, setChosen] = useState<Viewport>();
  const nsAt = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width)) * durationNs;
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const startNs = nsAt(event);
      const isInside = !isWhole(viewport, durationNs) && startNs >= viewport.from && startNs <= viewport.to;
      drag.current = { startX: event.clientX, startNs, from: isInside ? viewport : undefined };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag.current === undefined) return;
      const { startX, startNs, from } = drag.current;
      const at = nsAt(event);
      if (from !== undefined) onChange(moved(from, at - startNs, durationNs));
      else if (Math.abs(event.clientX - startX) >= LEAST_DRAG) {
        setChosen({ from: Math.min(startNs, at), to: Math.max(startNs, at) });
      }
    },
    onPointerUp: () => {
      drag.current = undefined;
      if (chosen !== undefined) onChange(within(chosen, durationNs));
      setChosen(undefined);
    },
  };
  return { chosen, handlers };
}

interface Painted extends Pick<MinimapProps, 'spans' | 'durationNs' | 'colors'> {
  readonly width: number;
}

function paint(canvas: HTMLCanvasElement, { spans, durationNs, colors, width }: Painted): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(HEIGHT * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return;
  const error = getComputedStyle(canvas).getPropertyValue('--bad').trim();
  context.scale(ratio, ratio);
  const rowHeight = Math.min(8, HEIGHT / Math.max(1, spans.length));
  const height = Math.max(1 / ratio, rowHeight * 0.75);
  const draw = (index: number, color: string) => {
    const { offsetNs, durationNs: own } = spans[index]!;
    context.fillStyle = color;
    const left = (offsetNs / Math.max(1, durationNs)) * width;
    context.fillRect(left, index * rowHeight, Math.max(1, (own / Math.max(1, durationNs)) * width), height);
  };
  for (const [index, { service }] of spans.entries()) draw(index, colors.get(service) ?? error);
  for (const [index, { status }] of spans.entries()) if (status === 'error') draw(index, error);
}
