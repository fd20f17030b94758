import type { Pace } from '../../vector/pace.js';

/** Items that are sorted or merged before the pace is looked at. */
const AT_A_STRETCH = 1024;

/** A sorted copy, equals in the order they came. Lets the event loop turn in between. */
export async function pacedSort<T>(items: readonly T[], compare: (a: T, b: T) => number, pace: Pace): Promise<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += AT_A_STRETCH) {
    runs.push(items.slice(at, at + AT_A_STRETCH).sort(compare));
    if (pace.isDue) await pace.rest();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const next = runs[i + 1];
      merged.push(next === undefined ? runs[i]! : await merge(runs[i]!, next, compare, pace));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
  pace: Pace,
): Promise<T[]> {
  const merged: T[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    merged.push(compare(left[l]!, right[r]!) <= 0 ? left[l++]! : right[r++]!);
    if (merged.length % AT_A_STRETCH === 0 && pace.isDue) await pace.rest();
  }
  while (l < left.length) merged.push(left[l++]!);
  while (r < right.length) merged.push(right[r++]!);
  return merged;
}
