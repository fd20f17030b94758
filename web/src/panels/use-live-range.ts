import type { TimeRange } from '@grafana/data';
import { useEffect, useRef, useState } from 'react';

interface LiveOptions {
  /** The range as it would be read at this moment. */
  readonly rangeNow: () => TimeRange;
  /** Whether it moves: the dashboard says so, and the range is relative to now. */
  readonly isLive: boolean;
  /** Of the panel, CSS px. */
  readonly width: number;
}

/** A chart is drawn anew at most as often, ms. */
const LEAST_STEP_MS = 250;

/**
 * The range that a panel of a live dashboard (`liveNow`) shows of what it has asked: it moves on with the clock, a pixel at
 * a time, until the next answer is there.
 */
export function useLiveRange(range: TimeRange, { rangeNow, isLive, width }: LiveOptions): TimeRange {
  const [moved, setMoved] = useState<{ readonly of: TimeRange; readonly range: TimeRange }>();
  const latest = useRef(rangeNow);
  latest.current = rangeNow;
  const isMoving = isLive && width > 0;
  const stepMs = Math.max(LEAST_STEP_MS, (range.to.valueOf() - range.from.valueOf()) / Math.max(1, width));
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) setMoved({ of: range, range: latest.current() });
    }, stepMs);
    return () => clearInterval(timer);
  }, [range, isMoving, stepMs]);
  return isMoving && moved?.of === range ? moved.range : range;
}
