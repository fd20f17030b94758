import type { AbsoluteTimeRange, DataFrame, EventBus, Field, TimeRange, TimeZone } from '@grafana/data';
import { formattedValueToString } from '@grafana/data';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { useTheme } from '../../theme/theme';
import { annotationEvents } from '../annotation-events';
import { Annotations } from '../annotations';
import { canvasColors } from '../canvas-colors';
import styles from '../chart.module.css';
import { ChartFigure, ChartToCome, NoChart } from '../chart-figure';
import { exemplarPoints } from '../exemplar-points';
import { Exemplars } from '../exemplars';
import type { Hover } from '../hover-store';
import { Legend } from '../legend';
import type { LegendItem } from '../legend-button';
import { legendValues } from '../legend-values';
import type { LegendOptions, TooltipOptions } from '../options/viz-options';
import { lastSeries } from '../summary';
import { ChartTooltip } from '../tooltip';
import { UplotChart } from '../uplot-chart';
import { useInTurn } from '../use-in-turn';
import { useSeriesVisibility } from '../use-series-visibility';
import { drawnData } from './drawn-data';
import { useTimeCursor } from './time-cursor';
import { timeChartOptions, timeChartShape } from './time-options';
import { type NoChart as NoChartReason, type TimeSeries, timeSeriesOf } from './time-series';
import { frameRow, timeTooltip } from './time-tooltip';

/** More are drawn when asked for: they can be neither read nor told apart. */
const MOST_SERIES = 300;

const REASONS: Readonly<Record<NoChartReason, string>> = {
  'no-data': 'No data',
  'no-time': 'The data has no time field',
  'no-number': 'The data has no number field',
};

export interface TimeChartProps {
  readonly title: string;
  readonly frames: readonly DataFrame[];
  /** Annotations, and exemplars as frames of that name. */
  readonly annotations?: readonly DataFrame[] | undefined;
  readonly range: TimeRange;
  /** At least one; each has an axis. */
  readonly timeZones: readonly TimeZone[];
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly legend?: LegendOptions | undefined;
  readonly tooltip?: TooltipOptions | undefined;
  readonly eventBus: EventBus;
  /** Drag and double click choose a range. */
  readonly onRange?: ((range: AbsoluteTimeRange) => void) | undefined;
  readonly hasKeyboard?: boolean;
  /** A value was chosen by a click or Enter. */
  readonly onPick?: ((frame: DataFrame, field: Field, row: number) => void) | undefined;
}

/** Series over time, with everything around them. It is drawn when its turn has come. */
export function TimeChart(props: TimeChartProps) {
  const { frames, annotations, range, width, height } = props;
  const theme = useTheme();
  const [isAll, setIsAll] = useState(false);
  const input = useMemo(
    () => ({ frames, annotations, range, theme, isAll }),
    [frames, annotations, range, theme, isAll],
  );
  const granted = useInTurn(input);
  const model = useMemo(
    () => granted && timeSeriesOf(granted.frames, granted.theme, granted.range, granted.isAll ? 5000 : MOST_SERIES),
    [granted],
  );
  if (granted === undefined || model === undefined) return <ChartToCome width={width} height={height} />;
  if (typeof model === 'string') return <NoChart width={width} height={height} text={REASONS[model]} />;
  return (
    <DrawnTimeChart
      {...props}
      model={model}
      annotations={granted.annotations}
      range={granted.range}
      onAll={() => setIsAll(true)}
    />
  );
}

type DrawnProps = TimeChartProps & { readonly model: TimeSeries; readonly onAll: () => void };

function DrawnTimeChart(props: DrawnProps) {
  const { title, model, annotations, range, timeZones, width, height, eventBus, hasKeyboard = true } = props;
  const theme = useTheme();
  const [chart, setChart] = useState<uPlot>();
  const onRange = useRef(props.onRange);
  onRange.current = props.onRange;
  const onPick = useRef<(hover: Hover) => void>(undefined);
  const { series, total } = model;
  onPick.current = ({ row, series: at }) => {
    const one = at === undefined ? undefined : series[at];
    const time = row === undefined ? undefined : model.times[row];
    const inFrame = one === undefined || time === undefined ? undefined : frameRow(one, time);
    if (one !== undefined && inFrame !== undefined) props.onPick?.(one.frame, one.field, inFrame);
  };
  const { names, visibility, isHidden } = useSeriesVisibility(series);
  const drawn = useMemo(() => drawnData(model, isHidden), [model, isHidden]);
  const { store, cursor, hooks } = useTimeCursor({ chart, eventBus, onRange, hasKeyboard, onPick });
  const live = useRef({ model, range, isHidden });
  live.current = { model, range, isHidden };
  const zoneKey = timeZones.join(' ');
  const shape = useMemo(
    () => timeChartShape(model, drawn.bands, zoneKey.split(' '), theme),
    [model, drawn.bands, zoneKey, theme],
  );

  useEffect(() => {
    // A batch draws the chart anew, also when nothing in it has changed.
    if (chart === undefined || isHidden.every((hidden, i) => chart.series[i + 1]?.show !== hidden)) return;
    chart.batch(() => {
      isHidden.forEach((hidden, i) => {
        if (chart.series[i + 1]?.show === hidden) chart.setSeries(i + 1, { show: !hidden });
      });
    });
  }, [chart, isHidden]);

  const items = useMemo(() => legendItems(model), [model]);
  const events = useMemo(() => annotationEvents(annotations, theme), [annotations, theme]);
  const exemplars = useMemo(() => exemplarPoints(annotations), [annotations]);
  const onPoint = useCallback((name?: string) => pointAt(chart, names, name), [chart, names]);
  const summary = useMemo(() => series.map(({ name, values, field }) => lastSeries(name, values, field)), [series]);
  const first = series[0]!;
  return (
    <ChartFigure
      {...{ title, width, height }}
      series={summary}
      legendOptions={props.legend}
      legend={<Legend items={items} options={props.legend ?? {}} visibility={visibility} onPoint={onPoint} />}
    >
      <UplotChart
        shape={shape}
        data={drawn.data}
        onChart={setChart}
        options={() =>
          timeChartOptions({
            live: () => live.current,
            bands: drawn.bands,
            theme,
            colors: canvasColors(theme),
            timeZones,
            cursor: cursor(series.length),
            hooks,
          })
        }
      />
      {events.length > 0 && <Annotations chart={chart} events={events} timeZone={timeZones[0] ?? 'browser'} />}
      {exemplars.length > 0 && (
        <Exemplars
          {...{ chart, exemplars }}
          scale={first.scale}
          color={theme.visualization.getColorByName('blue')}
          format={(value) => (first.field.display ? formattedValueToString(first.field.display(value)) : String(value))}
          timeZone={timeZones[0] ?? 'browser'}
        />
      )}
      {total > series.length && (
        <div className={styles.note}>
          {series.length} of {total} series
          <button type="button" onClick={props.onAll}>
            Show all
          </button>
        </div>
      )}
      <ChartTooltip
        store={store}
        options={props.tooltip ?? { mode: 'single' }}
        content={(hover) => timeTooltip(model, isHidden, timeZones[0] ?? 'browser', hover)}
      />
    </ChartFigure>
  );
}

function legendItems({ series }: TimeSeries): LegendItem[] {
  return series
    .filter(({ config }) => !config.hideFrom.legend)
    .map(({ name, color, field, config }) => ({
      name,
      color,
      values: (calcs, theme) => legendValues(field, calcs, theme),
      mark: config.drawStyle === 'bars' ? 'box' : dashed(config.lineStyle.fill) ? 'dash' : 'line',
    }));
}

const dashed = (fill: string | undefined): boolean => fill === 'dash' || fill === 'dot' || fill === 'square';

/** The other series step back while the pointer rests on a name of the legend. */
function pointAt(chart: uPlot | undefined, names: readonly string[], name: string | undefined): void {
  if (chart === undefined) return;
  const wanted = name === undefined ? -1 : names.indexOf(name);
  chart.series.forEach((one, i) => {
    if (i > 0) one.alpha = wanted < 0 || i === wanted + 1 ? 1 : 0.2;
  });
  chart.redraw(false);
}
