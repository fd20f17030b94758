import { type DataFrame, dateTimeFormat, formattedValueToString, getValueFormat, type PanelProps } from '@grafana/data';
import { useMemo, useState } from 'react';
import { annotationEvents } from '../../charts/annotation-events';
import { Annotations } from '../../charts/annotations';
import { DrawnInTurn } from '../../charts/drawn-in-turn';
import { exemplarPoints } from '../../charts/exemplar-points';
import { Exemplars } from '../../charts/exemplars';
import type { Rect } from '../../charts/rects/rect';
import { RectChart } from '../../charts/rects/rect-chart';
import type { SummarySeries } from '../../charts/summary';
import { timeAxis, wallClock } from '../../charts/time-axis';
import { useTheme } from '../../theme/theme';
import { usePickField } from '../pick-field';
import { colorScale } from './cell-color';
import { cellLinks } from './cell-links';
import { type Cells, cellsOf } from './cells';
import { ColorLegend } from './color-legend';
import { ColumnHistogram } from './column-histogram';
import type { HeatmapOptions } from './options';
import { yPlace } from './y-scale';

/** The panel "heatmap": how many values lie where, over time. */
export function HeatmapPanel(props: PanelProps<HeatmapOptions>) {
  const { data, options, width, height, timeRange } = props;
  const [from, to] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  const input = useMemo(() => ({ frames: data.series, options, from, to }), [data.series, options, from, to]);
  return (
    <DrawnInTurn {...{ input, width, height }} modelOf={modelOf}>
      {(found) => <Heatmap {...props} found={found} />}
    </DrawnInTurn>
  );
}

interface HeatmapInput {
  readonly frames: readonly DataFrame[];
  readonly options: HeatmapOptions;
  readonly from: number;
  readonly to: number;
}

const modelOf = ({ frames, options, from, to }: HeatmapInput) => cellsOf(frames, options, { from, to });

function Heatmap(props: PanelProps<HeatmapOptions> & { found: Cells }) {
  const { found, options, width, height, title, timeRange, timeZone, eventBus, data } = props;
  const theme = useTheme();
  const onPick = usePickField();
  const [hovered, setHovered] = useState<number>();
  const { cells } = found;
  const scale = useMemo(() => {
    const counts = cells.map(({ count }) => count);
    const least = counts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    return colorScale(options.color, Number.isFinite(least) ? least : 0, most, theme);
  }, [cells, options.color, theme]);
  const countText = useMemo(() => {
    const format = getValueFormat(options.cellValues?.unit ?? 'short');
    return (count: number) => formattedValueToString(format(count, options.cellValues?.decimals));
  }, [options.cellValues]);
  const place = useMemo(() => yPlace(found, options, theme), [found, options, theme]);
  const rects = useMemo(
    () =>
      cells.map(
        ({ x0, x1, y0, y1, count }, row): Rect => ({
          ...{ x0, x1, y0: Math.max(y0, place.floor), y1, row, series: 0, fill: scale.of(count) },
          ...(options.showValue === 'always' && { text: countText(count) }),
        }),
      ),
    [cells, scale, place, options.showValue, countText],
  );
  const look = useMemo(
    () => ({
      gap: options.cellGap ?? 1,
      radius: Math.min(0.5, (options.cellRadius ?? 0) / 100),
      text: { place: 'inside' as const },
    }),
    [options.cellGap, options.cellRadius],
  );
  const exemplars = useMemo(() => exemplarPoints(data.annotations), [data.annotations]);
  const events = useMemo(() => annotationEvents(data.annotations, theme), [data.annotations, theme]);
  const hasLegend = options.legend?.show !== false;
  const legendHeight = hasLegend ? 20 : 0;
  return (
    <div style={{ width, height }}>
      <RectChart
        {...{ title, width, rects, look, eventBus }}
        height={height - legendHeight}
        kind={found.names === undefined ? 'counts' : 'rows'}
        xRange={[timeRange.from.valueOf(), timeRange.to.valueOf()]}
        yRange={place.range}
        scales={{ x: {}, y: { ...place.scale, dir: options.yAxis?.reverse ? -1 : 1 } }}
        padding={[8, 18, 0, place.isShown && options.yAxis?.axisPlacement !== 'right' ? 0 : 20]}
        timeZoneDate={wallClock(timeZone)}
        shape={JSON.stringify([found.names, found.layout, found.log, options.yAxis, timeZone])}
        onRange={props.onChangeTimeRange}
        axes={(colors) => [
          timeAxis({ timeZone, label: undefined, isFirst: true, colors, hasGrid: false }),
          place.axis(colors),
        ]}
        summary={summaryOf(found)}
        tooltip={options.tooltip}
        onPick={
          onPick &&
          ((rect) => {
            const { of } = cells[rect.row]!;
            if (of !== undefined) onPick(of.frame, of.field, of.row);
          })
        }
        onHover={(rect) => setHovered(rect && cells[rect.row]?.count)}
        content={(rect) => {
          const cell = cells[rect.row]!;
          return {
            title: `${dateTimeFormat(cell.x0, { timeZone })} – ${dateTimeFormat(cell.x1, { timeZone, format: 'HH:mm:ss' })}`,
            rows: [
              {
                name: place.nameOf(cell),
                color: rect.fill,
                text: countText(cell.count),
                numeric: cell.count,
                isNear: true,
              },
            ],
            links: () => cellLinks(cell, { exemplars, place, onRange: props.onChangeTimeRange }),
            extra: (
              <>
                {options.tooltip?.yHistogram && <ColumnHistogram cells={cells} cell={cell} color={scale.of} />}
                {options.tooltip?.showColorScale && <ColorLegend scale={scale} value={cell.count} format={countText} />}
              </>
            ),
          };
        }}
        overlay={(chart) => (
          <>
            {exemplars.length > 0 && (
              <Exemplars
                {...{ chart, timeZone }}
                exemplars={exemplars}
                scale="y"
                placeOf={place.at}
                format={place.write}
                color={theme.visualization.getColorByName(options.exemplars?.color ?? 'rgba(255,0,255,0.7)')}
              />
            )}
            {events.length > 0 && <Annotations {...{ chart, events, timeZone }} />}
          </>
        )}
      />
      {hasLegend && <ColorLegend scale={scale} value={hovered} format={countText} />}
    </div>
  );
}

/** The last count of each row; without rows the sum of all cells. */
function summaryOf({ cells, names }: Cells): SummarySeries[] {
  if (names === undefined) return [{ name: 'all values', last: cells.reduce((sum, { count }) => sum + count, 0) }];
  return names.map((name, i) => ({ name, last: cells.findLast(({ y0 }) => y0 === i - 0.5)?.count ?? null }));
}
