import { LRUCache } from 'lru-cache';
import { inTurns } from '../../lib/in-turns.js';
import { nextTurn } from '../../lib/turns.js';
import type { SampleBatch } from '../../model/samples.js';
import type { Tenant } from '../../model/tenant.js';
import type { StoredSamples } from './stored-samples.js';
import { TenantRecentSamples } from './tenant-recent-samples.js';

export interface RecentSamplesOptions {
  readonly stored: Pick<StoredSamples, 'count' | 'since'>;
  /** Bytes of samples that are held over all tenants, about. */
  readonly maxBytes: number;
  /** ms since 1970, as senders tell the times of samples. */
  readonly now: () => number;
}

/** What is known of one tenant. */
interface Known {
  readonly samples: TenantRecentSamples;
  isTrimmed: boolean;
  /** Nothing is kept of the tenant until then, ms; 0 while something is. */
  restsUntil: number;
}

const MINUTE = 60_000;
/** A graph of an hour looks back a little further. */
const LONGEST = 90 * MINUTE;
/** What is younger than this is kept, or nothing at all: instant queries look back for five minutes. */
const SHORTEST = 10 * MINUTE;
const REST = 10 * MINUTE;
const MAX_TENANTS = 1_000;
/** Share of `maxBytes` that may be loaded for a tenant. */
const LOADED_SHARE = 1 / 4;
const BYTES_PER_SAMPLE = 16;

/**
 * The float samples of the last minutes in memory, so that what is asked of them most needs no query to the store. What the
 * store held before is loaded when a tenant is first written to or read; what is written later is noted by the writer
 * before it is acknowledged, so that whoever was told of a write finds it. For one process that alone writes to its store.
 *
 * When there is too much, the older half of the tenant with the most goes, and all of it when that is not enough.
 */
export class RecentSamples {
  private readonly tenants = new LRUCache<Tenant, Known>({
    max: MAX_TENANTS,
    dispose: ({ samples }) => samples.close(),
  });
  private restUntil = 0;
  private loading: Promise<void> = Promise.resolve();

  constructor(private readonly options: RecentSamplesOptions) {}

  get bytes(): number {
    let bytes = 0;
    for (const { samples } of this.tenants.values()) bytes += samples.bytes;
    return bytes;
  }

  /** To be called when samples are stored and before that is acknowledged. */
  note(batch: SampleBatch): void {
    const now = this.options.now();
    const known = this.known(batch.tenant, now);
    if (known.restsUntil > 0) return;
    known.samples.add(batch);
    // It may stand above its bound by a quarter, so that trimming is rare.
    if (now - known.samples.from > LONGEST * 1.25) this.trim(known, now - LONGEST);
    if (this.bytes > this.options.maxBytes) this.makeRoom(now);
  }

  /** What there is of a tenant; it may cover nothing yet, or soon no more. */
  of(tenant: Tenant): TenantRecentSamples {
    return this.known(tenant, this.options.now()).samples;
  }

  /** To be called when samples were taken out of the store, or it is not sure that what was noted is in it. */
  forget(): void {
    this.tenants.clear();
  }

  /** To be called when samples may go from the store for a while yet: nothing is kept meanwhile. */
  leave(): void {
    this.forget();
    this.restUntil = this.options.now() + REST;
  }

  private known(tenant: Tenant, now: number): Known {
    let known = this.tenants.get(tenant);
    if (known === undefined || (known.restsUntil > 0 && known.restsUntil <= now)) {
      known = { samples: new TenantRecentSamples(now - LONGEST), isTrimmed: false, restsUntil: 0 };
      this.tenants.set(tenant, known);
      if (now < this.restUntil) {
        this.rest(known);
        return known;
      }
      const made = known;
      // One after another: after a start all tenants come at once.
      this.loading = this.loading.then(() => this.load(tenant, made, now)).catch(() => this.rest(made));
    }
    return known;
  }

  private async load(tenant: Tenant, known: Known, now: number): Promise<void> {
    const { stored, maxBytes } = this.options;
    for (const age of [LONGEST, SHORTEST]) {
      if (this.tenants.peek(tenant) !== known || known.restsUntil > 0) return;
      const from = now - age;
      if ((await stored.count(tenant, from)) * BYTES_PER_SAMPLE > maxBytes * LOADED_SHARE) continue;
      for await (const block of stored.since(tenant, from)) {
        known.samples.addBlock(block);
        await nextTurn();
      }
      if (known.restsUntil === 0) known.samples.complete(from);
      return;
    }
    this.rest(known);
  }

  private rest(known: Known): void {
    known.restsUntil = this.options.now() + REST;
    known.samples.close();
  }

  private trim(known: Known, from: number): void {
    if (known.isTrimmed) return;
    known.isTrimmed = true;
    void inTurns(known.samples.trim(from)).finally(() => {
      known.isTrimmed = false;
    });
  }

  private makeRoom(now: number): void {
    let largest: Known | undefined;
    for (const known of this.tenants.values()) {
      if (largest === undefined || known.samples.bytes > largest.samples.bytes) largest = known;
    }
    if (largest === undefined) return;
    const age = (now - largest.samples.from) / 2;
    const isUrgent = this.bytes > this.options.maxBytes * 1.25;
    if (age < SHORTEST || isUrgent) this.rest(largest);
    else this.trim(largest, now - age);
  }
}
