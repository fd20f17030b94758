import type { GridSeries } from '../../../vector/grid-series.js';
import type { Grouping } from '../../../vector/grouping.js';
import type { Pace } from '../../../vector/pace.js';

/** Series of both sides that match each other. Between one and one, `many` is the left side. */
export interface MatchGroup {
  readonly many: GridSeries[];
  readonly one: GridSeries[];
}

/** The groups of two vectors, those of the many side first. */
export async function matchGroups(
  many: readonly GridSeries[],
  one: readonly GridSeries[],
  signature: Grouping,
  pace: Pace,
): Promise<MatchGroup[]> {
  const groups = new Map<string, MatchGroup>();
  const groupOf = ({ labels }: GridSeries): MatchGroup => {
    const key = signature.keyOf(labels);
    let group = groups.get(key);
    if (group === undefined) {
      group = { many: [], one: [] };
      groups.set(key, group);
    }
    return group;
  };
  for (const series of many) {
    groupOf(series).many.push(series);
    if (pace.isDue) await pace.rest();
  }
  for (const series of one) {
    groupOf(series).one.push(series);
    if (pace.isDue) await pace.rest();
  }
  return [...groups.values()];
}
