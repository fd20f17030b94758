import type { Tenant } from '../../model/tenant.js';
import type { PendingLogBatch, PendingLogs } from '../read/logs/pending-logs.js';
import type { LateEntries } from './late-entries.js';

/** `PendingLogs` over what waits in the lane of logs. */
export class WaitingLogs implements PendingLogs {
  private readonly versions = new Map<Tenant, number>();

  constructor(
    private readonly waiting: () => readonly PendingLogBatch[],
    private readonly lateEntries: Pick<LateEntries, 'newestOf'>,
  ) {}

  /** To be called when new streams were acknowledged. */
  noteStreams(tenant: Tenant): void {
    this.versions.set(tenant, this.streamsVersion(tenant) + 1);
  }

  batches(tenant: Tenant): readonly PendingLogBatch[] {
    return this.waiting().filter(({ logs }) => logs.tenant === tenant);
  }

  announces(tenant: Tenant): boolean {
    return this.batches(tenant).some(({ announces }) => announces);
  }

  streamsVersion(tenant: Tenant): number {
    return this.versions.get(tenant) ?? 0;
  }

  newestOf(id: bigint): bigint {
    return this.lateEntries.newestOf(id);
  }
}
