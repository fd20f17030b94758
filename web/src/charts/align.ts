import uPlot from 'uplot';

/** Values of one series; undefined where another series has a time that this one has not (no gap), null where it has none. */
export type Column = readonly (number | null | undefined)[];

export interface Table {
  /** ms since 1970, ascending. */
  readonly times: readonly number[];
  readonly columns: readonly Column[];
}

/** A null is a gap up to the series' next value, whichever times others have in between (uPlot: `NULL_EXPAND`). */
const EXPAND = 2;

/**
 * All columns on one axis of time. Tables with the same times are put together without a copy, as those of one range query
 * are; others are joined.
 */
export function align(tables: readonly Table[]): Table {
  const [first] = tables;
  if (first === undefined) return { times: [], columns: [] };
  if (tables.every((table) => sameTimes(table.times, first.times))) {
    return { times: first.times, columns: tables.flatMap((table) => table.columns) };
  }
  const joined = uPlot.join(
    tables.map(({ times, columns }) => [times, ...columns] as unknown as uPlot.AlignedData),
    tables.map(({ columns }) => [EXPAND, ...columns.map(() => EXPAND)]),
  );
  const [times, ...columns] = joined as unknown as [number[], ...Column[]];
  return { times, columns };
}

function sameTimes(left: readonly number[], right: readonly number[]): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}

/** Numbers a chart can place: what is not finite is a gap, booleans are 0 and 1. The same array where nothing has to change. */
export function drawable(values: readonly unknown[]): Column {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== null && !(typeof value === 'number' && Number.isFinite(value))) return values.map(finiteOrGap);
  }
  return values as Column;
}

function finiteOrGap(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = typeof value === 'number' ? value : Number(value);
  return Number.isFinite(number) && value !== '' ? number : null;
}

/** Sorted by time, ascending; the same arrays where they are already. Of several values of one time the last stays. */
export function ascending(times: readonly number[], columns: readonly Column[]): Table {
  let isSorted = true;
  for (let i = 1; i < times.length && isSorted; i++) isSorted = times[i - 1]! < times[i]!;
  if (isSorted) return { times, columns };
  const order = times.map((_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b);
  const kept = order.filter((row, i) => i + 1 === order.length || times[order[i + 1]!] !== times[row]);
  return { times: kept.map((row) => times[row]!), columns: columns.map((column) => kept.map((row) => column[row])) };
}
