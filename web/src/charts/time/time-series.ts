import {
  alignTimeRangeCompareData,
  type DataFrame,
  type Field,
  FieldType,
  type GrafanaTheme2,
  getFieldDisplayName,
  shouldAlignTimeCompare,
  type TimeRange,
} from '@grafana/data';
import { align, ascending, type Column, drawable, type Table } from '../align';
import { type ValueScale, valueScales } from '../axes';
import { connectShortGaps, insertGaps, usualStep } from '../gaps';
import { type GraphField, graphFieldOf } from '../options/graph-field';
import { seriesColor } from '../series-color';
import { shareField } from '../share-field';
import { unique } from '../unique-names';

/** One line, area or row of bars of a chart of time. */
export interface ChartSeries {
  readonly name: string;
  readonly color: string;
  readonly field: Field;
  readonly frame: DataFrame;
  readonly config: GraphField;
  /** Key of its scale. */
  readonly scale: string;
  /** Along the times of the chart, as they are read in tooltips: neither stacked nor turned over. */
  readonly values: Column;
}

export interface TimeSeries {
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly scales: readonly ValueScale[];
  /** Of all frames; more than `series` where the chart would not be legible. */
  readonly total: number;
}

/** Why frames make no chart. */
export type NoChart = 'no-data' | 'no-time' | 'no-number';

interface Source {
  readonly field: Field;
  readonly frame: DataFrame;
  readonly config: GraphField;
}

const NUMERIC: ReadonlySet<FieldType> = new Set([FieldType.number, FieldType.boolean, FieldType.enum]);

/**
 * What a chart of time shows of frames: every number field beside a time field is a series. At most `limit` of them; arrays of
 * values are shared with the frames where nothing has to be changed.
 */
export function timeSeriesOf(
  frames: readonly DataFrame[],
  theme: GrafanaTheme2,
  range: TimeRange,
  limit: number,
): TimeSeries | NoChart {
  const all = frames as DataFrame[];
  const tables: Table[] = [];
  const sources: Source[] = [];
  let total = 0;
  let hasTime = false;
  let hasRows = false;
  for (const original of all) {
    const frame = shifted(original, all, theme, range);
    const time = frame.fields.find((field) => field.type === FieldType.time);
    hasRows ||= frame.length > 0;
    if (time === undefined) continue;
    hasTime = true;
    const fields = frame.fields.filter((field) => NUMERIC.has(field.type) && !isLeftOut(field));
    total += fields.length;
    const taken = fields.slice(0, Math.max(0, limit - sources.length));
    if (taken.length === 0) continue;
    const found = taken.map((field) => ({ field, frame, config: graphFieldOf(field) }));
    tables.push(...tablesOf(time, found));
    sources.push(...found);
  }
  if (sources.length === 0) return !hasRows ? 'no-data' : hasTime ? 'no-number' : 'no-time';
  const { times, columns } = align(tables);
  if (times.length === 0) return 'no-data';
  return { times, total, ...chartSeries(sources, columns, times, all, theme) };
}

function chartSeries(
  sources: readonly Source[],
  columns: readonly Column[],
  times: readonly number[],
  frames: DataFrame[],
  theme: GrafanaTheme2,
) {
  const colors = sources.map(({ field, config }) => seriesColor(field, theme, config.lineColor));
  const { scales, keys } = valueScales(
    sources.map(({ field, config }, i) => {
      const isPercent = config.stacking.mode === 'percent';
      const isFromZero = config.drawStyle === 'bars' || isPercent || config.stacking.mode === 'normal';
      const shown = isPercent ? shareField(field, theme) : field;
      return { field: shown, config, color: colors[i]!, isFromZero };
    }),
  );
  const names = unique(sources.map(({ field, frame }) => getFieldDisplayName(field, frame, frames)));
  const series = sources.map(({ field, frame, config }, i): ChartSeries => {
    const values = columns[i]!;
    const span = config.spanNulls;
    return {
      name: names[i]!,
      color: colors[i]!,
      field,
      frame,
      config,
      scale: keys[i]!,
      values: typeof span === 'number' && span > 0 ? connectShortGaps(times, values, span) : values,
    };
  });
  return { series, scales };
}

/** Sorted, with what cannot be drawn taken out, and with gaps where fields ask for them. */
function tablesOf(time: Field, sources: readonly Source[]): Table[] {
  const sorted = ascending(
    time.values as number[],
    sources.map(({ field }) => filled(drawable(field.values), field.config.noValue)),
  );
  if (sources.every(({ config }) => config.insertNulls === false))
    return [withMissingSteps(sorted, time.config.interval)];
  return sources.map(({ config, field }, i): Table => {
    const { insertNulls } = config;
    const step = insertNulls === true ? (field.config.interval ?? usualStep(sorted.times)) : insertNulls;
    const columns = [sorted.columns[i]!];
    if (typeof step !== 'number' || step <= 0) return { times: sorted.times, columns };
    return insertGaps(sorted.times, columns, insertNulls === true ? step * 1.5 : step);
  });
}

/** What a query of a known step leaves out is a gap, as in Grafana: a line over it would show values that are not there. */
function withMissingSteps({ times, columns }: Table, stepMs: number | null | undefined): Table {
  return stepMs ? insertGaps(times, columns, stepMs * 1.5, stepMs) : { times, columns };
}

/** `noValue` with a number: what stands for null (documentation: "Standard options", "No value"). */
function filled(values: Column, noValue: string | undefined): Column {
  const stand = noValue === undefined || noValue.trim() === '' ? Number.NaN : Number(noValue);
  return Number.isNaN(stand) || !values.includes(null)
    ? values
    : values.map((value) => (value === null ? stand : value));
}

/** Frames of the time before, moved to now, where a query asked for a comparison. */
function shifted(frame: DataFrame, frames: DataFrame[], theme: GrafanaTheme2, range: TimeRange): DataFrame {
  const compare = frame.meta?.timeCompare;
  if (compare?.isTimeShiftQuery !== true || !shouldAlignTimeCompare(frame, frames, range)) return frame;
  return alignTimeRangeCompareData(frame, compare.diffMs, theme);
}

/** Hidden everywhere: it is there for other fields to refer to. */
function isLeftOut(field: Field): boolean {
  const { viz = false, legend = false, tooltip = false } = field.config.custom?.hideFrom ?? {};
  return viz && legend && tooltip;
}
