import type { ReactNode } from 'react';
import styles from './chart.module.css';
import { LegendRoomContext, rowsBelow } from './legend-room';
import { isLegendShown, type LegendOptions } from './options/viz-options';
import { chartJson, describe, type SummarySeries } from './summary';

interface ChartFigureProps {
  readonly title: string;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly series: readonly SummarySeries[];
  /** What one of `series` is called in the plural. */
  readonly kind?: string;
  readonly legendOptions?: LegendOptions | undefined;
  readonly legend?: ReactNode;
  readonly children: ReactNode;
}

/** The least width of a chart that has room for a legend beside its plot, CSS px. */
const NARROW = 520;

/** A chart with its legend, and what it shows in words. */
export function ChartFigure(props: ChartFigureProps) {
  const { title, width, height, series, kind, legendOptions, legend, children } = props;
  const hasLegend = legend !== undefined && isLegendShown(legendOptions);
  const isBeside = hasLegend && legendOptions.placement === 'right' && width >= NARROW;
  const legendWidth = legendOptions?.width;
  const isMoved = hasLegend && legendOptions.placement === 'right' && !isBeside;
  return (
    <figure
      className={styles.figure}
      style={{ width, height }}
      data-beside={isBeside || undefined}
      data-panel-state="done"
      data-chart={chartJson(series)}
      aria-label={describe(title, series, kind)}
    >
      <div className={styles.plot}>{children}</div>
      {hasLegend && (
        <div
          className={styles.legendRoom}
          style={isBeside && legendWidth !== undefined ? { width: legendWidth, maxWidth: '60%' } : undefined}
        >
          <LegendRoomContext value={isMoved ? rowsBelow(height) : Number.POSITIVE_INFINITY}>{legend}</LegendRoomContext>
        </div>
      )}
    </figure>
  );
}

interface NoChartProps {
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly state?: 'empty' | 'error';
}

/** In the place of a chart: why there is none. */
export function NoChart({ width, height, text, state = 'empty' }: NoChartProps) {
  return (
    <div className={styles.none} style={{ width, height }} data-panel-state={state} role="status">
      {text}
    </div>
  );
}

/** In the place of a chart whose turn has not come. */
export function ChartToCome({ width, height }: { width: number; height: number }) {
  return <div style={{ width, height }} data-panel-state="loading" />;
}
