import { type Tenant, tenantsOf } from '../model/tenant.js';

/** Tells what was written to a tenant's past since a moment: whoever keeps answers asks it whether they still stand. */
export interface WriteTimes {
  /** The moment now, in the order of writes. */
  readonly sequence: number;
  /**
   * The time, in ms, of the earliest sample that was acknowledged after `sequence`, or an earlier one; `Infinity` when
   * there was none. `tenant` may be several (`a|b`). Deletions count as writes to all times.
   */
  earliestSince(tenant: Tenant, sequence: number): number;
}

interface Entry {
  sequence: number;
  readonly earliest: number;
}

/** As many entries are kept for each tenant … */
const MAX_ENTRIES = 512;
/** … and as many tenants; what is forgotten counts as written to. */
const MAX_TENANTS = 10_000;

/** `WriteTimes` of one process's writes. */
export class EarliestWrites implements WriteTimes {
  sequence = 0;
  /** Ascending in both: an entry that a later one undercuts says nothing any more. */
  private readonly byTenant = new Map<Tenant, Entry[]>();
  private forgotten = 0;

  /** To be called after rows were stored and before that is acknowledged. */
  note(tenant: Tenant, earliest: number): void {
    this.sequence++;
    const entries = this.entriesOf(tenant);
    while (entries.length > 0 && entries.at(-1)!.earliest >= earliest) entries.pop();
    entries.push({ sequence: this.sequence, earliest });
    if (entries.length > MAX_ENTRIES) thinOut(entries);
  }

  /** Everything may have changed. */
  noteAll(): void {
    this.sequence++;
    this.byTenant.clear();
    this.forgotten = this.sequence;
  }

  earliestSince(tenant: Tenant, sequence: number): number {
    return Math.min(...tenantsOf(tenant).map((one) => this.earliestOf(one, sequence)));
  }

  private earliestOf(tenant: Tenant, sequence: number): number {
    if (sequence < this.forgotten) return Number.NEGATIVE_INFINITY;
    const entries = this.byTenant.get(tenant) ?? [];
    let low = 0;
    for (let high = entries.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (entries[middle]!.sequence > sequence) high = middle;
      else low = middle + 1;
    }
    return entries[low]?.earliest ?? Number.POSITIVE_INFINITY;
  }

  private entriesOf(tenant: Tenant): Entry[] {
    let entries = this.byTenant.get(tenant);
    if (entries === undefined) {
      if (this.byTenant.size >= MAX_TENANTS) this.noteAll();
      entries = [];
      this.byTenant.set(tenant, entries);
    }
    return entries;
  }
}

/** Joins each two of the older half: the earlier time at the later sequence, which errs on the safe side. */
function thinOut(entries: Entry[]): void {
  const half = entries.length >>> 1;
  const joined: Entry[] = [];
  for (let i = 0; i + 1 < half; i += 2) {
    joined.push({ sequence: entries[i + 1]!.sequence, earliest: entries[i]!.earliest });
  }
  entries.splice(0, half - (half % 2), ...joined);
}
