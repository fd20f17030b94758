import { type AbsoluteTimeRange, type EventBus, EventBusSrv } from '@grafana/data';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { useTheme } from '../../theme/theme';
import { type CanvasColors, canvasColors } from '../canvas-colors';
import { ChartFigure } from '../chart-figure';
import type { LegendOptions, TooltipOptions } from '../options/viz-options';
import type { SummarySeries } from '../summary';
import { ChartTooltip, type TooltipContent } from '../tooltip';
import { UplotChart } from '../uplot-chart';
import { drawRects, type RectLook } from './draw-rects';
import type { Rect } from './rect';
import { useRectCursor } from './rect-cursor';

interface RectScales {
  readonly x: uPlot.Scale;
  readonly y: uPlot.Scale;
}

export interface RectChartProps {
  readonly title: string;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly rects: readonly Rect[];
  /** Ends of both scales; a chart is built anew when anything else than data changes. */
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  /** Further properties of the scales: orientation, direction, distribution. */
  readonly scales?: Partial<RectScales>;
  readonly axes: (colors: CanvasColors) => uPlot.Axis[];
  readonly padding?: uPlot.Padding;
  readonly timeZoneDate?: (ms: number) => Date;
  /** With what axes and scales are built: a change builds the chart anew. */
  readonly shape: string;
  readonly look: RectLook;
  /** Above and below a rect counts as on it. */
  readonly isWhole?: boolean;
  readonly summary: readonly SummarySeries[];
  readonly kind?: string;
  readonly legendOptions?: LegendOptions | undefined;
  readonly legend?: ReactNode;
  readonly tooltip?: TooltipOptions | undefined;
  readonly content: (rect: Rect, index: number) => TooltipContent | undefined;
  /** x is time: the cross-hair is shared, and drags choose a range. */
  readonly eventBus?: EventBus;
  readonly onRange?: ((range: AbsoluteTimeRange) => void) | undefined;
  readonly onDraw?: (chart: uPlot) => void;
  readonly onDrawClear?: (chart: uPlot) => void;
  /** A rect was chosen by a click or Enter. */
  readonly onPick?: ((rect: Rect) => void) | undefined;
  readonly onHover?: (rect: Rect | undefined) => void;
  readonly overlay?: (chart: uPlot | undefined) => ReactNode;
}

/** A chart of boxes: uPlot gives the axes, the cursor and the canvas. */
export function RectChart(props: RectChartProps) {
  const { title, width, height, rects, xRange, yRange, shape, summary, kind, tooltip } = props;
  const theme = useTheme();
  const [chart, setChart] = useState<uPlot>();
  const live = useRef({ ...props, theme });
  live.current = { ...props, theme };
  const ownBus = useMemo(() => new EventBusSrv(), []);
  const { store, cursor, hooks } = useRectCursor({
    chart,
    live,
    eventBus: props.eventBus ?? ownBus,
    isTime: props.eventBus !== undefined,
  });
  // Two values at the ends: they make uPlot range its scales, and drawing is ours. New rects or a new look are drawn anew.
  const data = useMemo(
    () => [[...xRange], [...yRange]] as unknown as uPlot.AlignedData,
    [rects, xRange[0], xRange[1], yRange[0], yRange[1], props.look, props.onDraw],
  );
  return (
    <ChartFigure
      {...{ title, width, height }}
      series={summary}
      {...(kind !== undefined && { kind })}
      legendOptions={props.legendOptions}
      legend={props.legend}
    >
      <UplotChart
        shape={`${shape} ${theme.isDark} ${props.onRange !== undefined}`}
        data={data}
        onChart={setChart}
        options={() => ({
          ms: 1,
          ...(props.timeZoneDate && { tzDate: props.timeZoneDate }),
          legend: { show: false },
          padding: props.padding ?? [8, 12, 0, 8],
          cursor,
          focus: { alpha: 1 },
          scales: {
            x: { time: props.eventBus !== undefined, range: () => [...live.current.xRange], ...props.scales?.x },
            y: { range: () => [...live.current.yRange], ...props.scales?.y },
          },
          axes: props.axes(canvasColors(theme)),
          series: [{}, { scale: 'y', paths: () => null, points: { show: false } }],
          hooks: {
            ...hooks,
            drawClear: [(made) => live.current.onDrawClear?.(made)],
            draw: [
              (made) => {
                drawRects(made, live.current.rects, live.current.look, live.current.theme);
                live.current.onDraw?.(made);
              },
            ],
          },
        })}
      />
      {props.overlay?.(chart)}
      <ChartTooltip
        store={store}
        options={tooltip ?? { mode: 'single' }}
        content={({ row }) => {
          const rect = row === undefined ? undefined : rects[row];
          return rect === undefined ? undefined : props.content(rect, row!);
        }}
      />
    </ChartFigure>
  );
}
