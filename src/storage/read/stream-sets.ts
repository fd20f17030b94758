import type { Tenant } from '../../model/tenant.js';
import type { LabelMatcher, QueryLimits } from '../interface.js';
import type { DayRange, LabelSet, LabelSets } from './label-sets.js';
import type { PendingLogs } from './pending-logs.js';
import { SelectionCache } from './selection-cache.js';
import { afterSettling } from './settled-engine.js';

/** What a label set takes of a cache that counts words. */
const ITEMS_PER_SET = 40;
/** For so long an answer may still tell of streams that retention took away, ms. */
const MAX_AGE_MS = 60_000;

type Few = Awaited<ReturnType<LabelSets['few']>>;

/**
 * Lookups of streams, with the answers kept until a stream is new to the tenant: dashboards ask for the same again and
 * again. Where others may write to the store (no `pending`) nothing is kept, and each lookup waits for what was acknowledged.
 */
export class StreamSets {
  private readonly cache = new SelectionCache();

  constructor(
    private readonly sets: LabelSets,
    private readonly pending: PendingLogs | undefined,
  ) {}

  find(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<readonly LabelSet[]> {
    const ask = (own: QueryLimits) => this.sets.find(tenant, matchers, days, own);
    return this.kept(tenant, ['find', tenant, matchers, days], limits, ask, (sets) => sets.length * ITEMS_PER_SET);
  }

  few(tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange, limits: QueryLimits): Promise<Few> {
    const ask = (own: QueryLimits) => this.sets.few(tenant, matchers, days, own);
    return this.kept(tenant, ['few', tenant, matchers, days], limits, ask, ({ sets }) => sets.length * ITEMS_PER_SET);
  }

  names(tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange, limits: QueryLimits): Promise<string[]> {
    const ask = (own: QueryLimits) => this.sets.names(tenant, matchers, days, own);
    return this.kept(tenant, ['names', tenant, matchers, days], limits, ask, (names) => names.length);
  }

  values(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    const ask = (own: QueryLimits) => this.sets.values(tenant, label, matchers, days, own);
    return this.kept(tenant, ['values', tenant, label, matchers, days], limits, ask, (values) => values.length);
  }

  /** Limits of a query of entries behind a lookup of their streams, if it is to find all that was acknowledged. */
  unsettled(limits: QueryLimits): QueryLimits {
    return this.pending === undefined ? afterSettling(limits) : limits;
  }

  private kept<T extends object>(
    tenant: Tenant,
    key: readonly unknown[],
    limits: QueryLimits,
    ask: (limits: QueryLimits) => Promise<T>,
    itemsOf: (answer: T) => number,
  ): Promise<T> {
    const { pending } = this;
    if (pending === undefined) return ask(limits);
    const version = pending.streamsVersion(tenant);
    const age = Math.floor(performance.now() / MAX_AGE_MS);
    const own = pending.announces(tenant) ? limits : afterSettling(limits);
    return this.cache.of([...key, limits.maxLabelSets, age], version, () => ask(own), itemsOf);
  }
}
