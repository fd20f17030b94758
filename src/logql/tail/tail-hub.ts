import { nextTurn } from '../../lib/turns.js';
import type { LogBatch } from '../../model/logs.js';
import type { Tenant } from '../../model/tenant.js';
import { BatchRows } from '../../storage/read/logs/batch-rows.js';
import type { TailQuery } from './tail-query.js';
import type { TailListener, TailSource, TailSubscription } from './tail-source.js';

/** As long the hub may keep the event loop at a stretch, ms. */
const STRETCH = 5;
/** Bytes of acknowledged batches that may wait to be looked at. */
const MAX_WAITING_BYTES = 32 << 20;

/** Those who follow one query of one tenant: it is evaluated once for all of them. */
interface Followed {
  readonly query: TailQuery;
  readonly listeners: Set<TailListener>;
}

interface Waiting {
  readonly batch: LogBatch;
  readonly bytes: number;
  readonly turn: number;
  /** Who followed when it was acknowledged; others find it in the store. */
  readonly followed: readonly { readonly query: TailQuery; readonly listeners: readonly TailListener[] }[];
}

/**
 * Hands entries that this process stores to those who follow them. Batches are looked at in the order in which they were
 * acknowledged, in the turns that the event loop has left. More than `maxWaitingBytes` do not wait: of the oldest batches
 * followers are then told what they missed.
 */
export class TailHub implements TailSource {
  private readonly byTenant = new Map<Tenant, Map<string, Followed>>();
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private turn = 0;
  private working = false;

  constructor(private readonly maxWaitingBytes = MAX_WAITING_BYTES) {}

  subscribe(tenant: Tenant, query: TailQuery, listener: TailListener): TailSubscription {
    const queries = this.byTenant.get(tenant) ?? new Map<string, Followed>();
    this.byTenant.set(tenant, queries);
    const followed = queries.get(query.text) ?? { query, listeners: new Set() };
    queries.set(query.text, followed);
    followed.listeners.add(listener);
    const turnNow = () => this.turn;
    return {
      get overlap() {
        return turnNow();
      },
      end: () => {
        followed.listeners.delete(listener);
        if (followed.listeners.size === 0 && queries.get(query.text) === followed) queries.delete(query.text);
        if (queries.size === 0 && this.byTenant.get(tenant) === queries) this.byTenant.delete(tenant);
      },
    };
  }

  /** To be called with each batch once it is acknowledged; it must not be changed from then on. */
  take(batch: LogBatch): void {
    const queries = this.byTenant.get(batch.tenant);
    if (queries === undefined) return;
    const followed = [...queries.values()]
      .filter(({ query }) => batch.runs.refs.some((ref) => query.wants(ref)))
      .map(({ query, listeners }) => ({ query, listeners: [...listeners] }));
    if (followed.length === 0) return;
    const bytes = batch.line.size + batch.metadata.values.size + batch.rows * 32;
    this.turn++;
    this.waiting.push({ batch, bytes, turn: this.turn, followed });
    this.waitingBytes += bytes;
    while (this.waitingBytes > this.maxWaitingBytes && this.waiting.length > 1) tellMissed(this.shift());
    if (this.working) return;
    this.working = true;
    void this.work();
  }

  private shift(): Waiting {
    const first = this.waiting.shift()!;
    this.waitingBytes -= first.bytes;
    return first;
  }

  private async work(): Promise<void> {
    let began = performance.now();
    await nextTurn();
    while (this.waiting.length > 0) {
      const { batch, turn, followed } = this.shift();
      const rows = new BatchRows(batch);
      for (let count = 1; rows.next(); count++) {
        for (const { query, listeners } of followed) {
          if (!query.wants(rows.ref)) continue;
          const entry = query.answer(rows);
          if (entry === undefined) continue;
          for (const listener of listeners) listener.entry(entry, turn);
        }
        if ((count & 15) !== 0 || performance.now() - began < STRETCH) continue;
        await nextTurn();
        began = performance.now();
      }
    }
    this.working = false;
  }
}

function tellMissed({ batch, followed }: Waiting): void {
  const rows = new BatchRows(batch);
  while (rows.next()) {
    const { ref, ns } = rows;
    for (const { query, listeners } of followed) {
      if (query.wants(ref)) for (const listener of listeners) listener.missed(ref.labels, ns);
    }
  }
}
