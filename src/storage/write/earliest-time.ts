import type { Column64 } from '../../model/columns.js';

/** The earliest of a column of times in ms; `Infinity` when there are none. */
export function earliestTime(column: Column64 | undefined): number {
  let earliest = Number.POSITIVE_INFINITY;
  if (column === undefined) return earliest;
  const { words, rows } = column;
  for (let at = 0; at < rows * 2; at += 2) {
    const time = (words[at + 1]! | 0) * 4294967296 + words[at]!;
    if (time < earliest) earliest = time;
  }
  return earliest;
}
