import type { ProcessCounts, ProcessIdentity, ProcessUse } from './process-facts.js';

/** Groups that are kept; beyond it those without processes are forgotten. */
const MAX_GROUPS = 10_000;

const NO_COUNTS: ProcessCounts = {
  userSeconds: 0,
  systemSeconds: 0,
  minorFaults: 0,
  majorFaults: 0,
  readBytes: 0,
  writtenBytes: 0,
  voluntarySwitches: 0,
  involuntarySwitches: 0,
};

export interface GroupMember {
  readonly identity: ProcessIdentity;
  readonly use: ProcessUse;
}

/** A group as it is now. */
export interface ProcessGroup {
  readonly name: string;
  readonly members: readonly GroupMember[];
  /** Of all members that there have been: they do not fall when one ends. */
  readonly counts: ProcessCounts;
}

interface Known {
  readonly group: string;
  readonly counts: ProcessCounts;
}

/** Adds up what the members of groups do, from one look at them to the next. */
export class ProcessGroups {
  private readonly totals = new Map<string, ProcessCounts>();
  private known = new Map<string, Known>();
  /** In ticks since the boot. */
  private newestSeen = 0;

  /** Takes what there is now, by group, and gives every group, those without members too. */
  update(found: ReadonlyMap<string, readonly GroupMember[]>): ProcessGroup[] {
    const known = new Map<string, Known>();
    let newest = this.newestSeen;
    for (const [group, members] of found) {
      let total = this.totals.get(group);
      const isNew = total === undefined;
      total ??= NO_COUNTS;
      for (const { identity, use } of members) {
        const key = processKey(identity);
        const before = this.known.get(key);
        // One that ran before without being in the group would be a jump that never happened.
        const from = before?.counts ?? (isNew || identity.startTicks >= this.newestSeen ? NO_COUNTS : use.counts);
        total = increased(total, from, use.counts);
        known.set(key, { group, counts: use.counts });
        newest = Math.max(newest, identity.startTicks);
      }
      this.totals.set(group, total);
    }
    this.known = known;
    this.newestSeen = newest;
    this.forget(found);
    return [...this.totals].map(([name, counts]) => ({ name, counts, members: found.get(name) ?? [] }));
  }

  private forget(found: ReadonlyMap<string, unknown>): void {
    for (const name of this.totals.keys()) {
      if (this.totals.size <= MAX_GROUPS) return;
      if (!found.has(name)) this.totals.delete(name);
    }
  }
}

/** Names a process as long as the machine runs. */
export const processKey = ({ pid, startTicks }: ProcessIdentity): string => `${pid}:${startTicks}`;

function increased(total: ProcessCounts, from: ProcessCounts, to: ProcessCounts): ProcessCounts {
  const sum: Record<keyof ProcessCounts, number> = { ...total };
  // Sums that a process may no longer show fall to 0.
  for (const field of Object.keys(sum) as (keyof ProcessCounts)[]) sum[field] += Math.max(0, to[field] - from[field]);
  return sum;
}
