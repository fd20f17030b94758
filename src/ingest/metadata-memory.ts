import { LRUCache } from 'lru-cache';
import type { WriteBatch } from '../model/batch.js';
import type { MetricMetadata } from '../model/samples.js';
import type { Tenant } from '../model/tenant.js';

/** Senders repeat the descriptions of their metrics with every request; each is stored again after this time, ms. */
const REPEAT_MS = 3_600_000;
const MAX_FAMILIES = 100_000;

/** Remembers which descriptions of metric families are stored, so that repeating them costs no rows. */
export class MetadataMemory {
  private readonly stored = new LRUCache<string, { readonly metadata: MetricMetadata; readonly at: number }>({
    max: MAX_FAMILIES,
  });

  /** `batch` without the descriptions that were stored in the last hour. */
  withoutKnown({ metadata, ...rows }: WriteBatch, nowMs: number): WriteBatch {
    const { tenant } = rows;
    const news = metadata?.filter((entry) => {
      const known = this.stored.get(keyOf(tenant, entry));
      return known === undefined || nowMs - known.at >= REPEAT_MS || !saysTheSame(known.metadata, entry);
    });
    return news === undefined || news.length === 0 ? rows : { ...rows, metadata: news };
  }

  /** To be called when `batch` was stored. */
  remember({ tenant, metadata = [] }: WriteBatch, nowMs: number): void {
    for (const entry of metadata) this.stored.set(keyOf(tenant, entry), { metadata: entry, at: nowMs });
  }
}

const keyOf = (tenant: Tenant, { family }: MetricMetadata): string => `${tenant.length}:${tenant}${family}`;

const saysTheSame = (a: MetricMetadata, b: MetricMetadata): boolean =>
  a.type === b.type && a.help === b.help && a.unit === b.unit;
