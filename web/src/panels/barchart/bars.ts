import {
  type DataFrame,
  type Field,
  FieldType,
  formattedValueToString,
  type GrafanaTheme2,
  getDisplayProcessor,
  getFieldColorModeForField,
  getFieldDisplayName,
  outerJoinDataFrames,
} from '@grafana/data';
import { drawable } from '../../charts/align';
import { alphaed } from '../../charts/canvas-colors';
import { customOf } from '../../charts/options/graph-field';
import type { Rect } from '../../charts/rects/rect';
import { seriesColor } from '../../charts/series-color';
import { stack } from '../../charts/stacking';
import { unique } from '../../charts/unique-names';
import { BAR_DEFAULTS, type BarChartOptions, type BarField } from './options';

interface BarSeries {
  readonly name: string;
  readonly color: string;
  readonly field: Field;
  readonly config: BarField;
  readonly values: readonly (number | null | undefined)[];
}

export interface BarData {
  readonly frame: DataFrame;
  readonly categories: readonly string[];
  readonly series: readonly BarSeries[];
  readonly colorBy: Field | undefined;
}

/** The fields of a bar chart: the first text (or time) names the bars, numbers are their heights. A text says why not. */
export function barData(
  frames: readonly DataFrame[],
  options: BarChartOptions,
  theme: GrafanaTheme2,
): BarData | string {
  const filled = frames.filter(({ length }) => length > 0);
  const frame = filled.length > 1 ? outerJoinDataFrames({ frames: filled as DataFrame[] }) : filled[0];
  if (frame === undefined || frame.length === 0) return 'No data';
  const named = (name: string | undefined) =>
    name === undefined || name === ''
      ? undefined
      : frame.fields.find((field) => field.name === name || getFieldDisplayName(field, frame) === name);
  const x =
    named(options.xField) ??
    frame.fields.find(({ type }) => type === FieldType.string) ??
    frame.fields.find(({ type }) => type === FieldType.time);
  if (x === undefined) return 'A bar chart needs a field of text or time';
  const colorBy = named(options.colorByField);
  const fields = frame.fields.filter(
    (field) => field !== x && field !== colorBy && isNumeric(field) && !isHidden(field),
  );
  if (fields.length === 0) return 'The data has no number field';
  const names = unique(fields.map((field) => getFieldDisplayName(field, frame, frames as DataFrame[])));
  const display = x.display ?? getDisplayProcessor({ field: x, theme });
  return {
    frame,
    colorBy,
    categories: x.values.map((value) => formattedValueToString(display(value))),
    series: fields.map((field, i) => ({
      name: names[i]!,
      color: seriesColor(field, theme),
      field,
      config: customOf(field, BAR_DEFAULTS),
      values: drawable(field.values),
    })),
  };
}

const isNumeric = ({ type }: Field): boolean => type === FieldType.number || type === FieldType.boolean;

/** Hidden everywhere: it is there for other fields to refer to. */
const isHidden = (field: Field): boolean => {
  const { viz = false, legend = false, tooltip = false } = field.config.custom?.hideFrom ?? {};
  return viz && legend && tooltip;
};

export interface Bars {
  readonly rects: readonly Rect[];
  /** Least and greatest end of a bar; null: there is none. */
  readonly least: number | null;
  readonly most: number | null;
}

/** A rect for each value: category i is at i, its group as wide as `groupWidth`. `isHidden` is by series. */
export function barRects(
  { series, categories, colorBy }: BarData,
  options: BarChartOptions,
  isHidden: readonly boolean[],
  theme: GrafanaTheme2,
): Bars {
  const { stacking = 'none', groupWidth = 0.7, barWidth = 0.97, showValue = 'auto' } = options;
  const isStacked = stacking !== 'none';
  const shown = series.map((_, i) => i).filter((i) => !isHidden[i]);
  const { edges, below } = stack(
    categories.length,
    series.map(({ values }, i) => ({
      values,
      group: isStacked ? 'A' : undefined,
      mode: stacking === 'percent' ? 'percent' : 'normal',
      isHidden: isHidden[i] ?? false,
    })),
  );
  const slot = isStacked ? groupWidth : groupWidth / Math.max(1, shown.length);
  const rects: Rect[] = [];
  shown.forEach((index, place) => {
    const one = series[index]!;
    const color = colorOf(one, colorBy, theme);
    const lower = below[index] === undefined ? undefined : edges[below[index]!];
    const middle = isStacked ? 0 : -groupWidth / 2 + slot * (place + 0.5);
    for (let row = 0; row < categories.length; row++) {
      const [value, edge] = [one.values[row], edges[index]![row]];
      if (value === null || value === undefined || edge === null || edge === undefined) continue;
      const y0 = lower?.[row] ?? 0;
      const text =
        showValue === 'never' ? undefined : one.field.display && formattedValueToString(one.field.display(value));
      rects.push({
        ...{ x0: row + middle - (slot * barWidth) / 2, x1: row + middle + (slot * barWidth) / 2, y0, y1: edge },
        fill: alphaed(color(row, value), one.config.fillOpacity / 100),
        stroke: color(row, value),
        series: index,
        row,
        ...(text !== undefined && { text }),
      });
    }
  });
  const ends = rects.flatMap(({ y0, y1 }) => [y0, y1]);
  const [least, most] = [reduced(ends, Math.min), reduced(ends, Math.max)];
  return { rects, least, most };
}

const reduced = (values: readonly number[], by: (a: number, b: number) => number): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => by(a, b));

/** The colour of each bar: of its value, of another field, or of its series. */
function colorOf(
  { field, color }: BarSeries,
  colorBy: Field | undefined,
  theme: GrafanaTheme2,
): (row: number, value: number) => string {
  if (colorBy !== undefined) {
    const display = colorBy.display ?? getDisplayProcessor({ field: colorBy, theme });
    return (row) => display(colorBy.values[row]).color ?? color;
  }
  if (getFieldColorModeForField(field).isByValue !== true && !field.config.mappings?.length) return () => color;
  return (_row, value) => {
    const shown = field.display?.(value).color;
    return getFieldColorModeForField(field).isByValue || isMapped(field, value) ? (shown ?? color) : color;
  };
}

const isMapped = (field: Field, value: number): boolean => {
  const plain = getDisplayProcessor()(value).text;
  return field.display?.(value).text !== plain && (field.config.mappings?.length ?? 0) > 0;
};
