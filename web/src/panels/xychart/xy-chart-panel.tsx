import {
  type DataFrame,
  type Field,
  FieldType,
  formattedValueToString,
  type GrafanaTheme2,
  getFieldDisplayName,
  type PanelProps,
} from '@grafana/data';
import { useMemo } from 'react';
import { valueAxis, valueScaleOf } from '../../charts/axes';
import { DrawnInTurn } from '../../charts/drawn-in-turn';
import { fieldLinks } from '../../charts/field-links';
import { Legend } from '../../charts/legend';
import { legendValues } from '../../charts/legend-values';
import { AXIS_DEFAULTS, customOf } from '../../charts/options/graph-field';
import type { TooltipOptions } from '../../charts/options/viz-options';
import type { Rect } from '../../charts/rects/rect';
import { RectChart } from '../../charts/rects/rect-chart';
import { distributionOf, scaleRange } from '../../charts/scales';
import { lastSeries } from '../../charts/summary';
import { timeAxis, wallClock } from '../../charts/time-axis';
import { useSeriesVisibility } from '../../charts/use-series-visibility';
import { useTheme } from '../../theme/theme';
import { usePickField } from '../pick-field';
import { drawXySeries, pointColor } from './draw-points';
import { migrateXyChart } from './migrate-xychart';
import type { XyChartOptions } from './options';
import { type XySeries, xySeries } from './xy-series';

/** The panel "XY chart": one field against another. */
export function XyChartPanel(props: PanelProps<XyChartOptions>) {
  const { data, options, width, height } = props;
  const theme = useTheme();
  const input = useMemo(() => ({ frames: data.series, options, theme }), [data.series, options, theme]);
  return (
    <DrawnInTurn {...{ input, width, height }} modelOf={modelOf}>
      {(found) => <XyChart {...props} found={found} />}
    </DrawnInTurn>
  );
}

interface XyInput {
  readonly frames: readonly DataFrame[];
  readonly options: XyChartOptions;
  readonly theme: GrafanaTheme2;
}

const modelOf = ({ frames, options, theme }: XyInput) => xySeries(frames, migrateXyChart(options), theme);

/** Points a pointer finds from this far, CSS px. */
const REACH_PX = 6;

function XyChart(props: PanelProps<XyChartOptions> & { found: readonly XySeries[] }) {
  const { found, options, width, height, title, timeZone } = props;
  const onPick = usePickField();
  const { visibility, isHidden } = useSeriesVisibility(found);
  const shown = useMemo(() => found.filter((_, i) => !isHidden[i]), [found, isHidden]);
  const first = found[0]!;
  const isTime = first.x.type === FieldType.time;
  const base = { color: first.color, isFromZero: false };
  const xConfig = customOf(first.x, AXIS_DEFAULTS);
  const xScale = { ...valueScaleOf({ ...base, field: first.x, config: xConfig }), key: 'x' };
  const yScale = { ...valueScaleOf({ ...base, field: first.y, config: first.config }), key: 'y' };
  const xRange = scaleRange(...ends(shown.map(({ x, rows }) => [x, rows])), xScale.bounds);
  const yRange = scaleRange(...ends(shown.map(({ y, rows }) => [y, rows])), yScale.bounds);
  const [xUnit, yUnit] = [(xRange[1] - xRange[0]) / width, (yRange[1] - yRange[0]) / height];
  // Boxes about the points are what the pointer finds; they are painted as points.
  const rects = shown.flatMap((series, index) =>
    series.rows.map((row): Rect => {
      const reach = Math.max(REACH_PX, series.sizes(row) / 2);
      const [x, y] = [series.x.values[row], series.y.values[row]];
      return {
        ...{ x0: x - reach * xUnit, x1: x + reach * xUnit, y0: y - reach * yUnit, y1: y + reach * yUnit },
        ...{ fill: 'transparent', stroke: pointColor(series, row), series: index, row },
      };
    }),
  );
  const text = (field: Field, row: number) =>
    field.display ? formattedValueToString(field.display(field.values[row])) : String(field.values[row]);
  const hasAxis = first.config.axisPlacement !== 'hidden';
  return (
    <RectChart
      {...{ title, width, height, rects, xRange, yRange }}
      look={NO_LOOK}
      scales={{
        x: { time: isTime, ...distributionOf(xConfig.scaleDistribution) },
        y: distributionOf(first.config.scaleDistribution),
      }}
      padding={[8, 20, 0, hasAxis ? 0 : 8]}
      timeZoneDate={wallClock(timeZone)}
      shape={JSON.stringify([
        xScale.key,
        isTime,
        xConfig,
        first.config,
        first.x.config.unit,
        first.y.config.unit,
        timeZone,
      ])}
      onDraw={(chart) => {
        for (const series of shown) drawXySeries(chart, series);
      }}
      axes={(colors) => [
        isTime
          ? timeAxis({ timeZone, label: undefined, isFirst: true, colors, hasGrid: true })
          : valueAxis(
              () => xScale,
              { ...xScale, axis: { ...xConfig, axisLabel: xConfig.axisLabel || nameOf(first.x, first) } },
              { side: 2, hasGrid: true, colors },
            ),
        {
          ...valueAxis(() => yScale, yScale, {
            side: first.config.axisPlacement === 'right' ? 1 : 3,
            hasGrid: true,
            colors,
          }),
          show: hasAxis,
        },
      ]}
      summary={found.map(({ name, y }) => lastSeries(name, y.values, y))}
      legendOptions={options.legend}
      legend={
        <Legend
          items={found
            .filter(({ config }) => !config.hideFrom.legend)
            .map(({ name, color, y, config }) => ({
              name,
              color,
              mark: config.show === 'points' ? 'box' : 'line',
              values: (calcs, of) => legendValues(y, calcs, of),
            }))}
          options={options.legend ?? {}}
          visibility={visibility}
        />
      }
      tooltip={tooltipOf(options.tooltip)}
      onPick={onPick && ((rect) => onPick(shown[rect.series]!.frame, shown[rect.series]!.y, rect.row))}
      content={(rect) => {
        const series = shown[rect.series];
        if (series === undefined || series.config.hideFrom.tooltip) return undefined;
        const others = series.frame.fields.filter((field) => field !== series.x && field !== series.y);
        return {
          title: series.name,
          rows: [series.x, series.y, ...others].map((field) => ({
            name: nameOf(field, series),
            color: field === series.y ? rect.stroke! : 'transparent',
            text: text(field, rect.row),
            numeric: Number.NaN,
            isNear: field === series.y,
          })),
          links: () => fieldLinks(series.y, rect.row),
        };
      }}
    />
  );
}

const NO_LOOK = {};

/** A point has several fields: all of them are told, whatever the mode. */
const tooltipOf = (options: TooltipOptions | undefined): TooltipOptions =>
  options?.mode === 'none' ? options : { ...options, mode: 'multi', sort: 'none', hideZeros: false };

const nameOf = (field: Field, { frame }: XySeries): string => getFieldDisplayName(field, frame);

/** The least and the greatest value of fields at their rows; null: there is none. */
function ends(fields: readonly (readonly [Field, readonly number[]])[]): [number | null, number | null] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [{ values }, rows] of fields) {
    for (const row of rows) {
      least = Math.min(least, values[row]);
      most = Math.max(most, values[row]);
    }
  }
  return least > most ? [null, null] : [least, most];
}
