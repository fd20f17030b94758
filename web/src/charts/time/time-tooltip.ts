import { dateTimeFormat, FieldType, formattedValueToString, type TimeZone } from '@grafana/data';
import { fieldLinks } from '../field-links';
import type { Hover } from '../hover-store';
import type { TooltipContent } from '../tooltip';
import type { ChartSeries, TimeSeries } from './time-series';

/** What a chart of time says of the place under the pointer. */
export function timeTooltip(
  { times, series }: TimeSeries,
  isHidden: readonly boolean[],
  timeZone: TimeZone,
  hover: Hover,
): TooltipContent | undefined {
  const { row } = hover;
  const time = row === undefined ? undefined : times[row];
  if (time === undefined) return undefined;
  const rows = series.flatMap((one, i) => {
    const at = hover.rows[i + 1];
    if (isHidden[i] || one.config.hideFrom.tooltip || at === null || at === undefined) return [];
    const value = one.values[at];
    if (value === null || value === undefined) return [];
    const shown = one.field.display?.(value);
    return {
      name: one.name,
      // The colour of the value where thresholds or mappings give it one.
      color: one.config.gradientMode === 'scheme' ? (shown?.color ?? one.color) : one.color,
      text: shown === undefined ? String(value) : formattedValueToString(shown),
      numeric: value,
      isNear: i === hover.series,
    };
  });
  const near = hover.series === undefined ? undefined : series[hover.series];
  return {
    title: dateTimeFormat(time, { timeZone, defaultWithMS: time % 1000 !== 0 }),
    rows,
    links: () => (near === undefined ? [] : fieldLinks(near.field, frameRow(near, time))),
  };
}

/** The row of a time in the frame a series comes from. */
export function frameRow({ frame }: Pick<ChartSeries, 'frame'>, time: number): number | undefined {
  const times = frame.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
  const row = times.indexOf(time);
  return row < 0 ? undefined : row;
}
