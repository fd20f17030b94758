import type { LogBatch } from '../../../model/logs.js';
import type { Tenant } from '../../../model/tenant.js';

/** A stream's rows of one batch that stand side by side. Times in ns. */
export interface PendingRun {
  readonly id: bigint;
  /** Rows `[start, end)` of the batch. */
  readonly start: number;
  readonly end: number;
  /** Oldest and newest of its entries. */
  readonly oldest: bigint;
  readonly newest: bigint;
  /** The first that was newer than all of its stream before it; undefined where there is none. */
  readonly fresh: bigint | undefined;
  /** The oldest of the others; undefined where there is none. */
  readonly late: bigint | undefined;
}

/** The entries of one acknowledged request. */
export class PendingLogBatch {
  private found: readonly PendingRun[] | undefined;

  /** `late`: the mark of each row (`LateEntries`), as it is stored. */
  constructor(
    readonly logs: LogBatch,
    private readonly late: Uint8Array,
  ) {}

  /** Whether it brings streams, or days of streams, that the store may not hold yet. */
  get announces(): boolean {
    return this.logs.streams.entries.length > 0;
  }

  get runs(): readonly PendingRun[] {
    this.found ??= this.findRuns();
    return this.found;
  }

  private findRuns(): PendingRun[] {
    const { rows, ts, runs } = this.logs;
    const times = new BigInt64Array(ts.words.buffer, ts.words.byteOffset, rows);
    return runs.refs.map(({ idLow, idHigh }, i) => {
      const start = runs.starts[i]!;
      const end = runs.starts[i + 1] ?? rows;
      let oldest = times[start]!;
      let newest = oldest;
      let fresh: bigint | undefined;
      let late: bigint | undefined;
      for (let row = start; row < end; row++) {
        const ns = times[row]!;
        if (ns < oldest) oldest = ns;
        if (ns > newest) newest = ns;
        if (this.late[row] === 0) fresh ??= ns;
        else if (late === undefined || ns < late) late = ns;
      }
      return { id: (BigInt(idHigh >>> 0) << 32n) | BigInt(idLow >>> 0), start, end, oldest, newest, fresh, late };
    });
  }
}

/**
 * Log entries that were acknowledged and may not be in the tables yet, of a store to which nobody else writes. What is not
 * among them any more is in the tables.
 */
export interface PendingLogs {
  /** In the order of the inserts; undefined where readers must not take a tenant's entries from here. */
  batches(tenant: Tenant): readonly PendingLogBatch[] | undefined;
  /** Whether streams of the tenant wait that the tables may not hold. */
  announces(tenant: Tenant): boolean;
  /** Changes with every stream, and every day of one, that is new to the tenant. */
  streamsVersion(tenant: Tenant): number;
  /** No entry of the stream that was acknowledged is newer, ns. */
  newestOf(id: bigint): bigint;
}

/** `pending` without the entries of tenants from whom some of them are hidden. */
export function pendingUnless(isHiding: (tenant: Tenant) => boolean, pending: PendingLogs): PendingLogs {
  return {
    batches: (tenant) => (isHiding(tenant) ? undefined : pending.batches(tenant)),
    announces: (tenant) => pending.announces(tenant),
    streamsVersion: (tenant) => pending.streamsVersion(tenant),
    newestOf: (id) => pending.newestOf(id),
  };
}
