import { withoutAnsi } from './ansi';
import type { LogRow } from './log-row';

/** Grafana's names: lines that are equal but for dates, but for numbers, or in nothing but their punctuation. */
export type Dedup = 'none' | 'exact' | 'numbers' | 'signature';

export interface ShownRow {
  readonly row: LogRow;
  /** Rows after it that were left out for being alike. */
  readonly duplicates: number;
}

const ISO_DATE = /\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:[+-][0-2]\d:?[0-5]\d|Z)?/g;

const KEYS: Readonly<Record<Exclude<Dedup, 'none'>, (line: string) => string>> = {
  exact: (line) => line.replace(ISO_DATE, ''),
  numbers: (line) => line.replace(/\d/g, ''),
  signature: (line) => line.replace(/\w/g, ''),
};

/** Rows without those that are like the one before them. */
export function deduplicated(rows: readonly LogRow[], dedup: Dedup): ShownRow[] {
  if (dedup === 'none') return rows.map((row) => ({ row, duplicates: 0 }));
  const keyOf = KEYS[dedup];
  const shown: { row: LogRow; duplicates: number }[] = [];
  let last: string | undefined;
  for (const row of rows) {
    const key = keyOf(withoutAnsi(row.line));
    if (key === last) shown.at(-1)!.duplicates++;
    else shown.push({ row, duplicates: 0 });
    last = key;
  }
  return shown;
}
