import type { Column } from './align';

/**
 * `spanNulls` with a threshold: nulls between two values at most `maxMs` apart become undefined, over which a line is drawn.
 * The same array where there is none.
 */
export function connectShortGaps(times: readonly number[], values: Column, maxMs: number): Column {
  let copy: (number | null | undefined)[] | undefined;
  let last = -1;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === null || values[i] === undefined) continue;
    if (last >= 0 && i - last > 1 && times[i]! - times[last]! <= maxMs) {
      copy ??= values.slice();
      copy.fill(undefined, last + 1, i);
    }
    last = i;
  }
  return copy ?? values;
}

/** Where two neighbours of `times` are more than `maxMs` apart: the indices of the later ones. */
function longSteps(times: readonly number[], maxMs: number): number[] {
  const found: number[] = [];
  for (let i = 1; i < times.length; i++) if (times[i]! - times[i - 1]! > maxMs) found.push(i);
  return found;
}

/**
 * `insertNulls`: one row of nulls within every step that is longer than `maxMs`, `afterMs` after its beginning: where a value
 * is missing, other series of the same steps have theirs. The same arrays where there is none.
 */
export function insertGaps(times: readonly number[], columns: readonly Column[], maxMs: number, afterMs = 1) {
  const before = new Set(longSteps(times, maxMs));
  if (before.size === 0) return { times, columns };
  const withGaps = <T>(values: readonly T[], gap: (i: number) => T) =>
    values.flatMap((value, i) => (before.has(i) ? [gap(i), value] : [value]));
  return {
    times: withGaps(times, (i) => times[i - 1]! + afterMs),
    columns: columns.map((column) => withGaps<number | null | undefined>(column, () => null)),
  };
}

/** The step that most neighbours have, ms; undefined for fewer than two. */
export function usualStep(times: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (let i = 1; i < times.length; i++) {
    const step = times[i]! - times[i - 1]!;
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let usual: number | undefined;
  let most = 0;
  for (const [step, count] of counts) {
    if (count > most) [usual, most] = [step, count];
  }
  return usual;
}
