import { LRUCache } from 'lru-cache';
import { QuartetError } from '../../model/errors.js';
import { burstOf, type LimitsOf, type MetricLimits } from '../../model/metric-limits.js';
import type { SampleGate } from '../../model/sample-gate.js';
import type { Tenant } from '../../model/tenant.js';
import { RateLimit } from '../rate-limit.js';
import { ActiveSeries } from './active-series.js';
import { rateExceeded } from './refusals.js';
import { judges, type NewestTimes, TenantGate } from './tenant-gate.js';

/** Tenants whose rate and series are remembered; those not heard of lately start anew. */
const MAX_TENANTS = 10_000;

/** What receivers of metrics ask before they store: one for all of them, since a tenant's limits hold on every port. */
export class MetricIntake {
  private readonly rates = new LRUCache<Tenant, RateLimit>({ max: MAX_TENANTS });
  private readonly active = new LRUCache<Tenant, ActiveSeries>({ max: MAX_TENANTS });
  private readonly newest: NewestTimes = new WeakMap();

  constructor(
    private readonly limitsOf: LimitsOf,
    /** Current time in ms. */
    private readonly now: () => number,
  ) {}

  /** What judges the series and samples of one request; `undefined` where nothing is limited. */
  gate(tenant: Tenant): SampleGate | undefined {
    const limits = this.limitsOf(tenant);
    if (!judges(limits)) return undefined;
    return new TenantGate(limits, this.activeOf(tenant), this.newest, this.now());
  }

  /** Counts `items` against the tenant's rate. Throws `resource_exhausted` beyond it: nothing is to be stored then. */
  take(tenant: Tenant, items: number): void {
    const limits = this.limitsOf(tenant);
    if (limits.ingestionRate === Number.POSITIVE_INFINITY) {
      this.rates.delete(tenant);
      return;
    }
    const rate = this.rateOf(tenant, limits);
    if (rate.allows(items, this.now())) return;
    const retryAfter = Math.max(1, Math.ceil(rate.secondsUntil(items)));
    throw new QuartetError('resource_exhausted', rateExceeded(rate.rate, rate.burst), {
      ...(Number.isFinite(retryAfter) && { retryAfter }),
    });
  }

  private rateOf(tenant: Tenant, limits: MetricLimits): RateLimit {
    const burst = burstOf(limits);
    let rate = this.rates.get(tenant);
    if (rate === undefined || rate.rate !== limits.ingestionRate || rate.burst !== burst) {
      rate = new RateLimit(limits.ingestionRate, burst, this.now());
      this.rates.set(tenant, rate);
    }
    return rate;
  }

  private activeOf(tenant: Tenant): ActiveSeries {
    let active = this.active.get(tenant);
    if (active === undefined) {
      active = new ActiveSeries(this.now());
      this.active.set(tenant, active);
    }
    return active;
  }
}
