import { type DataFrame, DataFrameType, type Field, FieldType } from '@grafana/data';
import { calculatedCells } from './calculated-cells';
import type { HeatmapOptions } from './options';
import { rowCells } from './row-cells';

export interface Cell {
  /** ms since 1970. */
  readonly x0: number;
  readonly x1: number;
  /** On the scale of y: values, or numbers of rows. */
  readonly y0: number;
  readonly y1: number;
  readonly count: number;
  /** The value of the data that it stands for; those that are counted here stand for many. */
  readonly of?: { readonly frame: DataFrame; readonly field: Field; readonly row: number };
}

export interface Cells {
  readonly cells: readonly Cell[];
  /** Where rows have names: that of row i at i; else y is a scale of values. */
  readonly names: readonly string[] | undefined;
  /** Where names stand: at the upper end of their row, the lower one or in the middle. */
  readonly layout: 'le' | 'ge' | 'unknown';
  /** Writes values of y. */
  readonly yField: Field | undefined;
  /** Base of a scale of powers. */
  readonly log: number | undefined;
}

/** The cells of frames: counted from series, given as cells (native histograms), or as a row for each bucket. */
export function cellsOf(
  frames: readonly DataFrame[],
  options: HeatmapOptions,
  range: { readonly from: number; readonly to: number },
): Cells | string {
  const filled = frames.filter(({ length }) => length > 0);
  if (filled.length === 0) return 'No data';
  const given = filled.find((frame) => frame.meta?.type === DataFrameType.HeatmapCells);
  const found =
    given !== undefined
      ? cellFrame(given)
      : options.calculate
        ? calculatedCells(filled, options, range)
        : rowCells(filled, options);
  if (found === undefined || found.cells.length === 0) return 'The data has no time and number fields for a heatmap';
  const { le, ge } = options.filterValues ?? { le: 1e-9 };
  const kept = found.cells.filter(
    ({ count }) =>
      !(le !== undefined && le !== null && count <= le) && !(ge !== undefined && ge !== null && count >= ge),
  );
  return { ...found, cells: kept };
}

/** Fields xMin or xMax or x, yMin and yMax, and the count: one row is one cell. */
function cellFrame(frame: DataFrame): Cells | undefined {
  const named = (name: string) => frame.fields.find((field) => field.name === name);
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  const [yMin, yMax] = [named('yMin'), named('yMax')];
  const count =
    named('count') ??
    frame.fields.findLast(({ type, name }) => type === FieldType.number && name !== 'yMin' && name !== 'yMax');
  if (time === undefined || yMin === undefined || yMax === undefined || count === undefined) return undefined;
  const times = [...new Set(time.values as number[])].sort((a, b) => a - b);
  const step = times.length > 1 ? Math.min(...times.slice(1).map((value, i) => value - times[i]!)) : 60_000;
  const isEnd = time.name === 'xMax';
  const end = isEnd ? undefined : named('xMax');
  return {
    names: undefined,
    layout: 'unknown',
    yField: yMin,
    log: yMin.config.custom?.scaleDistribution?.type === 'log' || isGrowing(yMin.values, yMax.values) ? 2 : undefined,
    cells: time.values.map((x, i) => ({
      x0: isEnd ? x - step : x,
      x1: isEnd ? x : (end?.values[i] ?? x + step),
      ...{ y0: Number(yMin.values[i]), y1: Number(yMax.values[i]), count: Number(count.values[i] ?? 0) },
      of: { frame, field: count, row: i },
    })),
  };
}

/** Whether buckets are the wider the greater their values are, as those of native histograms. */
const isGrowing = (from: readonly number[], to: readonly number[]): boolean => {
  const widths = new Set(from.map((value, i) => (to[i]! - value).toPrecision(6)));
  return widths.size > 1 && from.every((value) => value > 0);
};
