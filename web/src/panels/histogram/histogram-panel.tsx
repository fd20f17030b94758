import { type DataFrame, formattedValueToString, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { useMemo } from 'react';
import { valueAxis, valueScaleOf } from '../../charts/axes';
import { DrawnInTurn } from '../../charts/drawn-in-turn';
import { Legend } from '../../charts/legend';
import { legendValues } from '../../charts/legend-values';
import { AXIS_DEFAULTS } from '../../charts/options/graph-field';
import { gradientPaint } from '../../charts/rects/gradient-paint';
import { RectChart } from '../../charts/rects/rect-chart';
import { scaleRange } from '../../charts/scales';
import { shareField } from '../../charts/share-field';
import { useSeriesVisibility } from '../../charts/use-series-visibility';
import { useTheme } from '../../theme/theme';
import { usePickField } from '../pick-field';
import { bucketLinks } from './bucket-links';
import { type Buckets, bucketRects, bucketsOf } from './buckets';
import type { HistogramOptions } from './options';

/** The panel "histogram": how often values lie in which bucket. */
export function HistogramPanel(props: PanelProps<HistogramOptions>) {
  const { data, options, width, height } = props;
  const theme = useTheme();
  const input = useMemo(() => ({ frames: data.series, options, theme }), [data.series, options, theme]);
  return (
    <DrawnInTurn {...{ input, width, height }} modelOf={modelOf}>
      {(found) => <Histogram {...props} found={found} />}
    </DrawnInTurn>
  );
}

interface HistogramInput {
  readonly frames: readonly DataFrame[];
  readonly options: HistogramOptions;
  readonly theme: GrafanaTheme2;
}

const modelOf = ({ frames, options, theme }: HistogramInput) => bucketsOf(frames, options, theme);

function Histogram(props: PanelProps<HistogramOptions> & { found: Buckets }) {
  const { found, options, width, height, title, timeZone, replaceVariables } = props;
  const theme = useTheme();
  const onPick = usePickField();
  const { series, from, to, valueField } = found;
  const { visibility, isHidden } = useSeriesVisibility(series);
  const { rects, most } = useMemo(() => bucketRects(found, isHidden), [found, isHidden]);
  const first = series[0]!;
  const isPercent = first.config.stacking.mode === 'percent';
  const base = { config: first.config, color: first.color, isFromZero: true };
  const countField = isPercent ? shareField(first.field, theme) : first.field;
  const counts = { ...valueScaleOf({ ...base, field: countField }), key: 'y' };
  const values = { ...valueScaleOf({ ...base, config: AXIS_DEFAULTS, field: valueField }), key: 'x' };
  const look = useMemo(
    () => ({
      gap: 1,
      lineWidth: first.config.lineWidth,
      ...gradientPaint(first.config.gradientMode, (rect) => series[rect.series]!, theme),
    }),
    [first, series, theme],
  );
  const write = (value: number) =>
    valueField.display ? formattedValueToString(valueField.display(value)) : String(value);
  return (
    <RectChart
      {...{ title, width, height, look, rects }}
      xRange={[from[0]!, to.at(-1)!]}
      yRange={scaleRange(0, most, counts.bounds)}
      padding={[8, 20, 0, 8]}
      isWhole
      shape={JSON.stringify([counts.key, first.config, valueField.config.unit, from.length])}
      axes={(colors) => [
        { ...valueAxis(() => values, values, { side: 2, hasGrid: false, colors }), scale: 'x' },
        { ...valueAxis(() => counts, counts, { side: 3, hasGrid: true, colors }), scale: 'y' },
      ]}
      summary={series.map(({ name, counts: all }) => ({ name, last: all.reduce((sum, count) => sum + count, 0) }))}
      legendOptions={options.legend}
      legend={
        <Legend
          items={series
            .filter(({ config }) => !config.hideFrom.legend)
            .map(({ name, color, field }) => ({
              name,
              color,
              mark: 'box',
              values: (calcs, of) => legendValues(field, calcs, of),
            }))}
          options={options.legend ?? {}}
          visibility={visibility}
        />
      }
      tooltip={options.tooltip ?? { mode: 'multi' }}
      onPick={onPick && ((rect) => onPick(found.frame, series[rect.series]!.field, rect.row))}
      content={(rect) => ({
        links: () => bucketLinks(found.frame, series[rect.series]!.field, rect.row, { replaceVariables, timeZone }),
        title: `${write(from[rect.row]!)} – ${write(to[rect.row]!)}`,
        rows: series.flatMap(({ name, color, counts: all }, i) =>
          visibility.isHidden(name)
            ? []
            : [{ name, color, text: String(all[rect.row]), numeric: all[rect.row]!, isNear: i === rect.series }],
        ),
      })}
    />
  );
}
