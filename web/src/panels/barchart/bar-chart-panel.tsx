import { type DataFrame, formattedValueToString, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { useMemo } from 'react';
import type uPlot from 'uplot';
import { valueAxis, valueScaleOf } from '../../charts/axes';
import { alphaed } from '../../charts/canvas-colors';
import { categoryAxis } from '../../charts/category-axis';
import { DrawnInTurn } from '../../charts/drawn-in-turn';
import { fieldLinks } from '../../charts/field-links';
import { Legend } from '../../charts/legend';
import { legendValues } from '../../charts/legend-values';
import { gradientPaint } from '../../charts/rects/gradient-paint';
import { RectChart } from '../../charts/rects/rect-chart';
import { scaleRange } from '../../charts/scales';
import { shareField } from '../../charts/share-field';
import { lastSeries } from '../../charts/summary';
import { drawThresholds, thresholdLayers } from '../../charts/thresholds';
import { useSeriesVisibility } from '../../charts/use-series-visibility';
import { useTheme } from '../../theme/theme';
import { usePickField } from '../pick-field';
import { type BarData, barData, barRects } from './bars';
import type { BarChartOptions } from './options';

/** The panel "bar chart": numbers by name. */
export function BarChartPanel(props: PanelProps<BarChartOptions>) {
  const { data, options, width, height } = props;
  const theme = useTheme();
  const input = useMemo(() => ({ frames: data.series, options, theme }), [data.series, options, theme]);
  return (
    <DrawnInTurn {...{ input, width, height }} modelOf={modelOf}>
      {(found) => <Bars {...props} found={found} />}
    </DrawnInTurn>
  );
}

interface BarInput {
  readonly frames: readonly DataFrame[];
  readonly options: BarChartOptions;
  readonly theme: GrafanaTheme2;
}

const modelOf = ({ frames, options, theme }: BarInput) => barData(frames, options, theme);

function Bars({ found, options, width, height, title }: PanelProps<BarChartOptions> & { found: BarData }) {
  const theme = useTheme();
  const onPick = usePickField();
  const { series, categories } = found;
  const { visibility, isHidden } = useSeriesVisibility(series);
  const bars = useMemo(() => barRects(found, options, isHidden, theme), [found, options, isHidden, theme]);
  const isAcross = isHorizontal(options, width, height, categories);
  const first = series[0]!;
  const scale = useMemo(() => {
    const field = options.stacking === 'percent' ? shareField(first.field, theme) : first.field;
    const made = valueScaleOf({ field, config: first.config, color: first.color, isFromZero: true });
    return { ...made, key: 'y' };
  }, [first, options.stacking, theme]);
  const [min, max] = scaleRange(bars.least, bars.most, scale.bounds);
  const hasAxis = first.config.axisPlacement !== 'hidden';
  const isAway = first.config.axisPlacement === 'right';
  const layers = thresholdLayers(series.map(({ field, config }) => ({ field, config, scale: 'y' })));
  const look = useMemo(
    () => ({
      radius: options.barRadius ?? 0,
      lineWidth: first.config.lineWidth,
      ...gradientPaint(first.config.gradientMode, (rect) => series[rect.series]!, theme),
      ...(options.showValue !== 'never' && {
        text: {
          place: options.stacking && options.stacking !== 'none' ? ('inside' as const) : ('end' as const),
          isAlways: options.showValue === 'always',
          size: options.text?.valueSize ?? 11,
          opacity: first.config.fillOpacity / 100,
        },
      }),
    }),
    [options, first, series, theme],
  );
  const side: uPlot.Axis.Side = isAcross ? (isAway ? 0 : 2) : isAway ? 1 : 3;
  const rowText = (index: number, row: number) => {
    const { field, values } = series[index]!;
    return field.display ? formattedValueToString(field.display(values[row])) : String(values[row] ?? '');
  };
  return (
    <RectChart
      {...{ title, width, height, look }}
      rects={bars.rects}
      xRange={[-0.5, categories.length - 0.5]}
      yRange={[min, max]}
      scales={{ x: { ori: isAcross ? 1 : 0, dir: isAcross ? -1 : 1 }, y: { ori: isAcross ? 0 : 1 } }}
      padding={[options.showValue === 'never' ? 8 : 16, isAcross ? 32 : 8, 0, hasAxis || isAcross ? 0 : 8]}
      isWhole={options.fullHighlight === true}
      shape={JSON.stringify([isAcross, first.config, scale.unit, first.field.config, options, categories])}
      axes={(colors) => [
        categoryAxis({
          labels: () => categories,
          side: isAcross ? 3 : 2,
          colors,
          rotation: options.xTickLabelRotation ?? 0,
          spacing: options.xTickLabelSpacing ?? 0,
          ...(options.xTickLabelMaxLength !== undefined && { maxLength: options.xTickLabelMaxLength }),
          fontSize: options.text?.titleSize,
        }),
        { ...valueAxis(() => scale, scale, { side, hasGrid: true, colors }), show: hasAxis },
      ]}
      onDrawClear={(chart) => {
        for (const layer of layers) drawThresholds(chart, layer, theme);
      }}
      summary={series.map(({ name, values, field }) => lastSeries(name, values, field))}
      legendOptions={options.legend}
      legend={
        <Legend
          items={series
            .filter(({ config }) => !config.hideFrom.legend)
            .map(({ name, color, field }) => ({
              name,
              color: alphaed(color, 1),
              mark: 'box',
              values: (calcs, of) => legendValues(field, calcs, of),
            }))}
          options={options.legend ?? {}}
          visibility={visibility}
        />
      }
      tooltip={options.tooltip}
      onPick={onPick && ((rect) => onPick(found.frame, series[rect.series]!.field, rect.row))}
      content={(rect) => ({
        title: categories[rect.row] ?? '',
        rows: series.flatMap(({ name, values, config, color }, i) => {
          const value = values[rect.row];
          if (visibility.isHidden(name) || config.hideFrom.tooltip || value === null || value === undefined) return [];
          const isNear = i === rect.series;
          return [
            {
              name,
              color: isNear ? (rect.stroke ?? color) : color,
              text: rowText(i, rect.row),
              numeric: value,
              isNear,
            },
          ];
        }),
        links: () => fieldLinks(series[rect.series]!.field, rect.row),
      })}
    />
  );
}

/** Across when asked for, or where names do not fit below the bars. */
export function isHorizontal(
  { orientation = 'auto' }: Pick<BarChartOptions, 'orientation'>,
  width: number,
  height: number,
  categories: readonly string[],
): boolean {
  if (orientation !== 'auto') return orientation === 'horizontal';
  const needed = categories.reduce((sum, text) => sum + Math.min(text.length, 24) * 7 + 8, 0);
  return needed > width && categories.length * 18 < height;
}
