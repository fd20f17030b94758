import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import type { View } from './view.js';

/** What a SELECT answers: numbers, booleans, or text as the server writes it. */
export type Row = Readonly<Record<string, unknown>>;

/** The families of a view's rows; every series carries `labels`. */
export function viewFamilies(
  view: View,
  rows: readonly Row[],
  labels: Readonly<Record<string, string>>,
): MetricFamily[] {
  return Object.entries(view.metrics).flatMap(([column, [type, help]]) => {
    const samples = rows.flatMap((row) => {
      const value = numberOf(row[column]);
      return value === undefined ? [] : [{ labels: { ...labels, ...labelsOf(view, row) }, value }];
    });
    return samples.length === 0 ? [] : [{ name: `${view.prefix}_${column}`, help, type, samples }];
  });
}

const labelsOf = (view: View, row: Row) =>
  Object.fromEntries(view.labels.map((label) => [label, textOf(row[label])] as const));

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

function numberOf(value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = Number(value);
  return Number.isNaN(number) && value !== 'NaN' ? undefined : number;
}
