import { ExpressionError } from './errors.js';
import type { Item, NumberItem, SeriesItem } from './item.js';

type Reducer = (values: readonly number[]) => number;

const sum: Reducer = (values) => values.reduce((total, value) => total + value, 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Of at least one value, all of them numbers. */
export const REDUCERS: Readonly<Record<string, Reducer>> = {
  sum,
  mean: (values) => sum(values) / values.length,
  median,
  min: (values) => values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
  max: (values) => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  count: (values) => values.length,
  last: (values) => values.at(-1)!,
};

/** What an empty series is reduced to; nothing else is a number. */
const OF_NONE: Readonly<Record<string, number>> = { sum: 0, count: 0 };

/** What becomes of values that are no numbers: nothing, so that the result is none either, or they are dropped or replaced. */
export type ReduceMode = '' | 'dropNN' | 'replaceNN';

export interface ReduceOptions {
  readonly reducer: string;
  readonly mode: ReduceMode;
  readonly replaceWith: number;
}

/** Each series as one number; numbers stay. Throws for a reducer that is not known. */
export function reduced(items: readonly Item[], options: ReduceOptions): readonly NumberItem[] {
  if (!Object.hasOwn(REDUCERS, options.reducer)) {
    throw new ExpressionError('parse', `there is no reducer "${options.reducer}": ${Object.keys(REDUCERS).join(', ')}`);
  }
  return items.map((item) =>
    item.kind === 'number' ? item : { kind: 'number', labels: item.labels, value: reducedValue(item, options) },
  );
}

function reducedValue({ values }: SeriesItem, { reducer, mode, replaceWith }: ReduceOptions): number {
  const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value);
  const hangsOnAll = reducer !== 'count' && reducer !== 'last';
  if (mode === '' && hangsOnAll && values.some((value) => value === null || Number.isNaN(value))) return Number.NaN;
  const taken =
    mode === 'dropNN'
      ? values.filter(isNumber)
      : values.map((value) => (mode === 'replaceNN' && !isNumber(value) ? replaceWith : (value ?? Number.NaN)));
  return taken.length === 0 ? (OF_NONE[reducer] ?? Number.NaN) : REDUCERS[reducer]!(taken);
}
