import type { GrafanaTheme2, TimeRange, TimeZone } from '@grafana/data';
import type uPlot from 'uplot';
import { axisSides, uplotScale, valueAxis } from '../axes';
import type { CanvasColors } from '../canvas-colors';
import { uplotSeries } from '../series';
import { drawThresholds, thresholdLayers } from '../thresholds';
import { timeAxis, wallClock } from '../time-axis';
import type { ChartOptions } from '../uplot-chart';
import type { TimeSeries } from './time-series';
import { drawValues } from './value-labels';

/** What the options of a chart read while it lives: always the newest. */
export interface LiveTimeChart {
  readonly model: TimeSeries;
  readonly range: TimeRange;
  readonly isHidden: readonly boolean[];
}

interface TimeOptions {
  readonly live: () => LiveTimeChart;
  readonly bands: readonly uPlot.Band[];
  readonly theme: GrafanaTheme2;
  readonly colors: CanvasColors;
  /** The first is that of the dashboard. */
  readonly timeZones: readonly TimeZone[];
  readonly cursor: uPlot.Cursor;
  readonly hooks: Partial<uPlot.Hooks.Arrays>;
}

/** uPlot's options of a chart of time. Sizes are set by the one who mounts it. */
export function timeChartOptions(options: TimeOptions): ChartOptions {
  const { live, theme, colors, timeZones, hooks } = options;
  const { model } = live();
  const scales: uPlot.Scales = {
    x: { time: true, range: () => [live().range.from.valueOf(), live().range.to.valueOf()] },
  };
  for (const scale of model.scales) {
    scales[scale.key] = uplotScale(() => live().model.scales.find(({ key }) => key === scale.key), scale);
  }
  const sides = axisSides(model.scales);
  const layers = () => thresholdLayers(live().model.series);
  return {
    ms: 1,
    tzDate: wallClock(timeZones[0] ?? 'browser'),
    legend: { show: false },
    padding: [8, sides.includes(1) ? 0 : 18, 0, sides.includes(3) ? 0 : 20],
    cursor: options.cursor,
    focus: { alpha: 1 },
    scales,
    bands: [...options.bands],
    axes: [
      ...timeZones.map((timeZone, i) =>
        timeAxis({
          timeZone,
          isFirst: i === 0,
          colors,
          hasGrid: true,
          label: timeZones.length > 1 ? timeZone : undefined,
        }),
      ),
      ...model.scales.map((scale, i) => ({
        ...valueAxis(() => live().model.scales.find(({ key }) => key === scale.key), scale, {
          side: sides[i] ?? 3,
          hasGrid: i === 0,
          colors,
        }),
        show: sides[i] !== undefined,
      })),
    ],
    series: [{}, ...model.series.map((one, i) => seriesOptions(one, theme, live().isHidden[i] ?? false))],
    hooks: {
      ...hooks,
      drawClear: [
        ...(hooks.drawClear ?? []),
        (chart) => {
          for (const layer of layers()) drawThresholds(chart, layer, theme);
        },
      ],
      draw: [...(hooks.draw ?? []), (chart) => drawValues(chart, live(), colors)],
    },
  };
}

function seriesOptions(one: TimeSeries['series'][number], theme: GrafanaTheme2, isHidden: boolean): uPlot.Series {
  const { field, config, color, scale } = one;
  const paint = { field, theme, color, gradient: config.gradientMode, fillOpacity: config.fillOpacity };
  return uplotSeries({ ...paint, config, scale, isShown: !isHidden });
}

/** Charts of the same shape differ in their data only. */
export function timeChartShape(
  { series, scales }: TimeSeries,
  bands: readonly uPlot.Band[],
  timeZones: readonly TimeZone[],
  theme: GrafanaTheme2,
): string {
  return JSON.stringify([
    theme.isDark,
    timeZones,
    scales.map(({ key, axis, bounds, color }) => [key, axis, bounds, color]),
    bands,
    series.map(({ color, config, scale, field }) => [
      color,
      config,
      scale,
      field.config.color,
      field.config.thresholds,
    ]),
  ]);
}
