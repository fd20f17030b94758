import 'uplot/dist/uPlot.min.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import styles from './chart.module.css';

export type ChartOptions = Omit<uPlot.Options, 'width' | 'height'>;

interface UplotChartProps {
  /** Options are read when it changes, and then a chart is built anew; data of the same shape is only set. */
  readonly shape: string;
  readonly options: () => ChartOptions;
  readonly data: uPlot.AlignedData;
  /** With the chart when it is there, with undefined when it is gone. */
  readonly onChart?: (chart: uPlot | undefined) => void;
}

/** A uPlot as wide and high as its parent. */
export function UplotChart({ shape, options, data, onChart }: UplotChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | undefined>(undefined);
  const drawn = useRef<uPlot.AlignedData | undefined>(undefined);
  const latest = useRef({ options, onChart });
  latest.current = { options, onChart };

  // `shape` alone says when options and data are taken anew.
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const size = sizeOf(element);
    const made = new uPlot({ ...latest.current.options(), ...size }, data, element);
    chart.current = made;
    drawn.current = data;
    latest.current.onChart?.(made);
    const observer = new ResizeObserver(() => {
      const next = sizeOf(element);
      if (next.width !== made.width || next.height !== made.height) made.setSize(next);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      latest.current.onChart?.(undefined);
      made.destroy();
      chart.current = undefined;
    };
  }, [shape]);

  useLayoutEffect(() => {
    if (drawn.current === data) return;
    drawn.current = data;
    chart.current?.setData(data, true);
  }, [data]);

  return <div ref={host} className={styles.host} />;
}

const sizeOf = (element: HTMLElement) => ({
  width: Math.max(1, element.clientWidth),
  height: Math.max(1, element.clientHeight),
});

/** Counts the drawings of a chart, so that what lies over it is placed anew. */
export function useDrawings(chart: uPlot | undefined): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (chart === undefined) return undefined;
    const onDraw = () => setCount((n) => n + 1);
    const hooks = chart.hooks.draw ?? [];
    chart.hooks.draw = hooks;
    hooks.push(onDraw);
    onDraw();
    return () => {
      const at = hooks.indexOf(onDraw);
      if (at >= 0) hooks.splice(at, 1);
    };
  }, [chart]);
  return count;
}
