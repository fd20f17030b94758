import { dateTimeFormat, formattedValueToString, getValueFormat, type PanelProps } from '@grafana/data';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { IconButton } from '../../controls/button';
import { useTheme } from '../../theme/theme';
import { annotationEvents } from '../annotation-events';
import { Annotations } from '../annotations';
import { alphaed } from '../canvas-colors';
import { categoryAxis } from '../category-axis';
import styles from '../chart.module.css';
import { fieldLinks } from '../field-links';
import { Legend } from '../legend';
import type { Rect } from '../rects/rect';
import { RectChart } from '../rects/rect-chart';
import { timeAxis, wallClock } from '../time-axis';
import { useVisibility } from '../use-visibility';
import type { StateOptions } from './options';
import { type State, type StateRow, stateKinds } from './state-rows';

interface StateChartProps {
  readonly panel: PanelProps<StateOptions>;
  readonly rows: readonly StateRow[];
  readonly statesOf: (row: StateRow) => readonly State[];
  readonly align: 'left' | 'center' | 'right';
  /** Free room between neighbours, CSS px. */
  readonly gap: number;
  /** A state was chosen by a click or Enter; `row` is that of its first value. */
  readonly onPick?: ((row: StateRow, index: number) => void) | undefined;
}

/** Rows of states over time, page by page. */
export function StateChart({ panel, rows, statesOf, align, gap, onPick }: StateChartProps) {
  const { options, width, height, title, timeRange, timeZone, eventBus, data } = panel;
  const theme = useTheme();
  const [page, setPage] = useState(0);
  const perPage = options.perPage && options.perPage > 0 ? options.perPage : rows.length;
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const at = Math.min(page, pages - 1);
  const seen = useMemo(() => rows.slice(at * perPage, (at + 1) * perPage), [rows, at, perPage]);
  const states = useMemo(() => seen.map(statesOf), [seen, statesOf]);
  const legend = useMemo(() => stateKinds(states.flat()), [states]);
  const texts = useMemo(() => legend.map(({ kind }) => kind), [legend]);
  const visibility = useVisibility(texts, NOTHING);
  const hiddenKey = texts.filter(visibility.isHidden).join('\u0000');
  const rects = useMemo(
    () =>
      stateRects(states, seen, options.rowHeight ?? 0.9, new Set(hiddenKey === '' ? [] : hiddenKey.split('\u0000'))),
    [states, seen, options.rowHeight, hiddenKey],
  );
  const config = seen[0]!.config;
  const look = useMemo(
    () => ({
      gap,
      lineWidth: config.lineWidth,
      ...(options.showValue !== 'never' && {
        text: {
          place: 'inside' as const,
          align,
          isAlways: options.showValue === 'always',
          opacity: config.fillOpacity / 100,
        },
      }),
    }),
    [gap, config, options.showValue, align],
  );
  const events = useMemo(() => annotationEvents(data.annotations, theme), [data.annotations, theme]);
  const zones = options.timezone?.length ? options.timezone.map((zone) => zone || timeZone) : [timeZone];
  const zone = zones[0]!;
  const isPlaced = config.axisPlacement !== 'hidden';
  return (
    <div style={{ width, height }}>
      <RectChart
        {...{ title, width, rects, look, eventBus }}
        height={height - (pages > 1 ? 24 : 0)}
        kind="rows"
        xRange={[timeRange.from.valueOf(), timeRange.to.valueOf()]}
        yRange={[-0.5, seen.length - 0.5]}
        scales={{ x: {}, y: { dir: -1 } }}
        padding={[4, 18, 0, isPlaced && config.axisPlacement !== 'right' ? 0 : 20]}
        timeZoneDate={wallClock(zone)}
        shape={JSON.stringify([zones, seen.map(({ name }) => name), config])}
        onRange={panel.onChangeTimeRange}
        axes={(colors) => [
          ...zones.map((timeZoneOf, i) =>
            timeAxis({
              timeZone: timeZoneOf,
              label: zones.length > 1 ? timeZoneOf : undefined,
              isFirst: i === 0,
              colors,
              hasGrid: config.axisGridShow ?? false,
            }),
          ),
          {
            ...categoryAxis({
              labels: () => seen.map(({ name }) => name),
              side: config.axisPlacement === 'right' ? 1 : 3,
              colors,
              scale: 'y',
              width: config.axisWidth,
              label: config.axisLabel,
            }),
            show: isPlaced,
          },
        ]}
        summary={seen.map(({ name }, i) => ({ name, last: null, text: states[i]!.at(-1)?.text ?? 'no value' }))}
        legendOptions={options.legend}
        legend={
          <Legend
            items={legend.map(({ kind, color }) => ({ name: kind, color, mark: 'box', values: () => [] }))}
            options={{ ...options.legend, displayMode: 'list' }}
            visibility={visibility}
          />
        }
        tooltip={options.tooltip}
        onPick={onPick && ((rect) => onPick(seen[rect.series]!, rect.row))}
        content={(rect) => {
          const state = states[rect.series]!.find(({ row }) => row === rect.row);
          if (state === undefined) return undefined;
          const middle = (state.from + state.to) / 2;
          return {
            title: `${dateTimeFormat(state.from, { timeZone: zone })} · ${duration(state.to - state.from)}`,
            rows: seen.flatMap(({ name, config: { hideFrom } }, i) => {
              const own = i === rect.series ? state : states[i]!.find(({ from, to }) => from <= middle && middle < to);
              if (own === undefined || hideFrom.tooltip) return [];
              return [{ name, color: own.color, text: own.text, numeric: Number.NaN, isNear: i === rect.series }];
            }),
            links: () => fieldLinks(seen[rect.series]!.field, rect.row),
          };
        }}
        overlay={(chart) => events.length > 0 && <Annotations chart={chart} events={events} timeZone={zone} />}
      />
      {pages > 1 && (
        <div className={styles.pages}>
          <IconButton
            icon={ChevronLeft}
            label="Rows before"
            size="small"
            disabled={at === 0}
            onClick={() => setPage(at - 1)}
          />
          {at * perPage + 1}–{Math.min(rows.length, (at + 1) * perPage)} of {rows.length}
          <IconButton
            icon={ChevronRight}
            label="Rows after"
            size="small"
            disabled={at === pages - 1}
            onClick={() => setPage(at + 1)}
          />
        </div>
      )}
    </div>
  );
}

const NOTHING: ReadonlySet<string> = new Set();

function stateRects(
  states: readonly (readonly State[])[],
  rows: readonly StateRow[],
  rowHeight: number,
  hidden: ReadonlySet<string>,
): Rect[] {
  return states.flatMap((ofRow, i) =>
    ofRow
      .filter(({ kind }) => kind === undefined || !hidden.has(kind))
      .map(({ from, to, text, color, row }) => ({
        ...{ x0: from, x1: to, y0: i - rowHeight / 2, y1: i + rowHeight / 2, text, row, series: i },
        fill: alphaed(color, rows[i]!.config.fillOpacity / 100),
        stroke: color,
      })),
  );
}

/** "5 mins" */
const duration = (ms: number): string => formattedValueToString(getValueFormat('ms')(ms));
