import type { TimeRangeNs } from '../interface.js';

/** Neighbours in a run are at most so far apart, ns. */
export const MAX_GAP_NS = 60_000_000_000n;

/** Times of which few are kept: those that begin and end a run. */
export class TimeRuns {
  /** Ascending; further apart than `MAX_GAP_NS`. */
  private readonly runs: { first: bigint; last: bigint }[] = [];

  /** Returns by how many runs there are more. */
  add(ns: bigint): number {
    const { runs } = this;
    let at = runs.length;
    while (at > 0 && runs[at - 1]!.first > ns) at--;
    const before = runs[at - 1];
    const after = runs[at];
    if (before !== undefined && ns <= before.last) return 0;
    const joinsBefore = before !== undefined && ns - before.last <= MAX_GAP_NS;
    const joinsAfter = after !== undefined && after.first - ns <= MAX_GAP_NS;
    if (joinsBefore && joinsAfter) {
      before.last = after.last;
      runs.splice(at, 1);
      return -1;
    }
    if (joinsBefore) before.last = ns;
    else if (joinsAfter) after.first = ns;
    else runs.splice(at, 0, { first: ns, last: ns });
    return joinsBefore || joinsAfter ? 0 : 1;
  }

  /** Whether a time lies in the range, `start` inclusive and `end` exclusive; undefined where that is not known. */
  areIn({ start, end }: TimeRangeNs): boolean | undefined {
    for (const { first, last } of this.runs) {
      if (last < start || first >= end) continue;
      if (first >= start || last < end || end - start > MAX_GAP_NS) return true;
      return undefined;
    }
    return false;
  }
}
