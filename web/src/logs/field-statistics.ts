import { readLineFields } from './line-fields';
import type { LogRow } from './log-row';

export interface FieldStatistics {
  /** The most frequent values, the first first. `share`: 0 to 1 of the rows that have the field. */
  readonly top: readonly { readonly value: string; readonly count: number; readonly share: number }[];
  readonly distinct: number;
  /** Rows that have it, and rows in all. */
  readonly present: number;
  readonly total: number;
}

const TOP = 8;

/** Values of a label, or of a field of the line where no row has such a label, among the rows that are loaded. */
export function fieldStatistics(rows: readonly LogRow[], name: string): FieldStatistics {
  const isLabel = rows.some(({ labels }) => labels[name] !== undefined);
  const counts = new Map<string, number>();
  for (const { labels, line } of rows) {
    const value = isLabel ? labels[name] : readLineFields(line)?.fields[name];
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const present = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const top = [...counts]
    .sort(([a, some], [b, other]) => other - some || (a < b ? -1 : 1))
    .slice(0, TOP)
    .map(([value, count]) => ({ value, count, share: count / present }));
  return { top, distinct: counts.size, present, total: rows.length };
}
