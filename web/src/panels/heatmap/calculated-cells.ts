import { type DataFrame, FieldType, rangeUtil } from '@grafana/data';
import type { Cell, Cells } from './cells';
import type { BucketCalculation, HeatmapOptions } from './options';

/** As many columns and rows as there are without a wish. */
const COLUMNS = 30;
const ROWS = 20;
const MOST_BUCKETS = 500;

/** Counts the values of all series in buckets of time and of value. */
export function calculatedCells(
  frames: readonly DataFrame[],
  { calculation = {} }: HeatmapOptions,
  range: { readonly from: number; readonly to: number },
): Cells | undefined {
  const points: [time: number, value: number][] = [];
  let yField: Cells['yField'];
  for (const frame of frames) {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    for (const field of frame.fields) {
      if (time === undefined || field.type !== FieldType.number) continue;
      yField ??= field;
      for (let i = 0; i < frame.length; i++) {
        const value = field.values[i];
        if (typeof value === 'number' && Number.isFinite(value)) points.push([time.values[i], value]);
      }
    }
  }
  const { xBuckets = {}, yBuckets = {} } = calculation;
  const log = yBuckets.scale?.type === 'log' ? (yBuckets.scale.log ?? 10) : undefined;
  const used = log === undefined ? points : points.filter(([, value]) => value > 0);
  if (used.length === 0) return undefined;
  const place = (value: number) => (log === undefined ? value : Math.log(value) / Math.log(log));
  const back = (value: number) => (log === undefined ? value : log ** value);
  const width = timeBucket(xBuckets, range.to - range.from);
  const height = valueBucket(
    yBuckets,
    used.map(([, value]) => place(value)),
    log !== undefined,
  );
  const counts = new Map<string, { column: number; row: number; count: number }>();
  for (const [time, value] of used) {
    const [column, row] = [Math.floor(time / width), Math.floor(place(value) / height + 1e-9)];
    const key = `${column} ${row}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { column, row, count: 1 });
    else known.count++;
  }
  const cells = [...counts.values()].map(
    ({ column, row, count }): Cell => ({
      ...{ x0: column * width, x1: (column + 1) * width, y0: back(row * height), y1: back((row + 1) * height), count },
    }),
  );
  return { cells, names: undefined, layout: 'unknown', yField, log };
}

/** ms. */
function timeBucket({ mode = 'size', value = '' }: BucketCalculation, rangeMs: number): number {
  const wanted = mode === 'count' ? rangeMs / Number(value || COLUMNS) : value === '' ? Number.NaN : durationOf(value);
  const width = Number.isFinite(wanted) && wanted > 0 ? wanted : niceMs(rangeMs / COLUMNS);
  return Math.max(width, rangeMs / MOST_BUCKETS);
}

function durationOf(text: string): number {
  try {
    return rangeUtil.intervalToMs(text);
  } catch {
    return Number.NaN;
  }
}

const NICE_MS = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400].map(
  (s) => s * 1000,
);

const niceMs = (ms: number): number => NICE_MS.find((nice) => nice >= ms) ?? Math.ceil(ms / 86_400_000) * 86_400_000;

/** In values, or in powers on a scale of powers: there `value` says into how many parts a power is split. */
function valueBucket(
  { mode = 'size', value = '' }: BucketCalculation,
  values: readonly number[],
  isLog: boolean,
): number {
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const span = most - least || Math.abs(most) || 1;
  const number = Number(value);
  const isGiven = value !== '' && Number.isFinite(number) && number > 0;
  if (isLog) return Math.max(1 / (isGiven ? number : 2), span / MOST_BUCKETS);
  const wanted = mode === 'count' ? span / (isGiven ? number : ROWS) : isGiven ? number : niceStep(span / ROWS);
  return Math.max(wanted, span / MOST_BUCKETS);
}

/** The next of 1, 2, 5, 10 … */
function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return [1, 2, 5, 10].map((digit) => digit * power).find((nice) => nice >= step * (1 - 1e-9))!;
}
