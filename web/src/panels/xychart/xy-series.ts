import {
  type DataFrame,
  type Field,
  FieldType,
  type GrafanaTheme2,
  getFieldDisplayName,
  getFieldMatcher,
} from '@grafana/data';
import { customOf } from '../../charts/options/graph-field';
import { seriesColor } from '../../charts/series-color';
import { unique } from '../../charts/unique-names';
import { XY_DEFAULTS, type XyChartOptions, type XyField, type XySeriesOptions } from './options';

export interface XySeries {
  readonly name: string;
  readonly color: string;
  readonly frame: DataFrame;
  readonly x: Field;
  readonly y: Field;
  readonly colorField: Field | undefined;
  readonly config: XyField;
  /** Diameters of the points, CSS px. */
  readonly sizes: (row: number) => number;
  /** Rows with a place. */
  readonly rows: readonly number[];
}

/** The series of an XY chart. A text says why there is none. */
export function xySeries(
  frames: readonly DataFrame[],
  options: XyChartOptions,
  theme: GrafanaTheme2,
): XySeries[] | string {
  const filled = frames.filter(({ length }) => length > 0);
  if (filled.length === 0) return 'No data';
  const wanted = options.series ?? [];
  const found =
    options.mapping === 'manual'
      ? wanted.flatMap((one) => filled.flatMap((frame) => matched(frame, filled, one, true)))
      : filled.flatMap((frame) => matched(frame, filled, wanted[0] ?? {}, false));
  if (found.length === 0) return 'An XY chart needs two fields of numbers';
  const names = unique(found.map(({ y, frame, name }) => name ?? getFieldDisplayName(y, frame, frames as DataFrame[])));
  return found.map(({ frame, x, y, colorField, sizeField }, i) => {
    const config = customOf(y, XY_DEFAULTS);
    const rows: number[] = [];
    for (let row = 0; row < frame.length; row++) {
      if (Number.isFinite(x.values[row]) && Number.isFinite(y.values[row])) rows.push(row);
    }
    return {
      frame,
      x,
      y,
      colorField,
      config,
      rows,
      name: names[i]!,
      color: seriesColor(y, theme),
      sizes: sizesOf(sizeField, config),
    };
  });
}

interface Found {
  readonly frame: DataFrame;
  readonly x: Field;
  readonly y: Field;
  readonly colorField: Field | undefined;
  readonly sizeField: Field | undefined;
  readonly name: string | undefined;
}

/** The fields of a frame that matchers name; without a matcher x is the first number (or time), and y every other number. */
function matched(frame: DataFrame, frames: DataFrame[], wanted: XySeriesOptions, isManual: boolean): Found[] {
  const of = wanted.frame?.matcher;
  if (of?.id === 'byIndex' && frames.indexOf(frame) !== Number(of.options)) return [];
  if (of?.id === 'byName' && frame.name !== of.options) return [];
  const find = (matcher: XySeriesOptions['x']): Field | undefined => {
    if (matcher === undefined) return undefined;
    const isMatch = getFieldMatcher(matcher.matcher);
    return frame.fields.find((field) => isMatch(field, frame, frames));
  };
  const isNumber = ({ type }: Field) => type === FieldType.number;
  const x = find(wanted.x) ?? frame.fields.find((field) => isNumber(field) || field.type === FieldType.time);
  if (x === undefined) return [];
  const [colorField, sizeField] = [find(wanted.color), find(wanted.size)];
  const y = find(wanted.y);
  // A series that names a field which this frame has not is of another frame.
  if (isManual && wanted.x !== undefined && find(wanted.x) === undefined) return [];
  if (isManual && wanted.y !== undefined && y === undefined) return [];
  const ys =
    y !== undefined
      ? [y]
      : frame.fields.filter((field) => isNumber(field) && field !== x && field !== colorField && field !== sizeField);
  return ys.map((field) => ({ frame, x, y: field, colorField, sizeField, name: wanted.name?.fixed || undefined }));
}

/** Points as large as the values of a field, or of one size. */
function sizesOf(field: Field | undefined, { pointSize }: XyField): (row: number) => number {
  const { fixed = 5, min = 1, max = 100 } = pointSize;
  if (field === undefined) return () => fixed;
  const values = field.values.filter(Number.isFinite) as number[];
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  // Areas, not diameters, are read as amounts.
  const share = (value: number) => (most > least ? (value - least) / (most - least) : 0.5);
  return (row) => Math.sqrt(min ** 2 + share(Number(field.values[row]) || least) * (max ** 2 - min ** 2));
}
