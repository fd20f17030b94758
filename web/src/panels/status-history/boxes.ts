import { usualStep } from '../../charts/gaps';
import type { State, StateRow } from '../../charts/states/state-rows';

/** A box about each value, `colWidth` (0 to 1) of the usual step wide. `rangeMs` is for a single value. */
export function boxesOf(row: StateRow, colWidth: number, rangeMs: number): State[] {
  const half = ((usualStep(row.times) ?? rangeMs / 10) * colWidth) / 2;
  return row.times.flatMap((time, i): State[] => {
    const value = row.field.values[i];
    if (value === null || value === undefined) return [];
    return [{ from: time - half, to: time + half, text: row.text(i), color: row.color(i), kind: row.kind(i), row: i }];
  });
}
