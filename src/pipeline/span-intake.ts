import { LRUCache } from 'lru-cache';
import { QuartetError } from '../model/errors.js';
import type { SeriesIndex } from '../model/series.js';
import type { SpanBatch } from '../model/spans.js';
import type { TempoLimits } from '../model/tempo-limits.js';
import type { Tenant } from '../model/tenant.js';
import { type CutSpans, withinAttributeLimit } from './attribute-limit.js';
import { RateLimit } from './rate-limit.js';
import { type Admitted, TraceAdmission } from './trace-admission.js';

/** Tenants whose rate is remembered; those not heard of lately start anew. */
const MAX_TENANTS = 10_000;

type IntakeLimits = Pick<
  TempoLimits,
  'ingestionRate' | 'ingestionBurstSize' | 'maxBytesPerTrace' | 'maxTracesPerUser' | 'maxAttributeBytes'
>;

/** What receivers of spans ask before they store: one for all of them, since a tenant's rate holds on every port. */
export class SpanIntake {
  private readonly rates = new LRUCache<Tenant, RateLimit>({ max: MAX_TENANTS });

  private readonly traces = new TraceAdmission();

  constructor(
    private readonly limitsOf: (tenant: Tenant) => IntakeLimits,
    /** Current time in ms. */
    private readonly now: () => number,
  ) {}

  /**
   * Counts `bytes` against the tenant's rate. Throws `resource_exhausted` beyond it, in Tempo's words: nothing is to be
   * stored then. https://grafana.com/docs/tempo/latest/configuration/#overrides
   */
  take(tenant: Tenant, bytes: number): void {
    const { ingestionRate, ingestionBurstSize } = this.limitsOf(tenant);
    if (ingestionRate === Number.POSITIVE_INFINITY) {
      this.rates.delete(tenant);
      return;
    }
    const rate = this.rateOf(tenant, ingestionRate, ingestionBurstSize);
    if (rate.allows(bytes, this.now())) return;
    const limits = `(local: ${rate.rate} bytes/s, global: 0 bytes/s, burst: ${rate.burst} bytes)`;
    const retryAfter = Math.max(1, Math.ceil(rate.secondsUntil(bytes)));
    throw new QuartetError(
      'resource_exhausted',
      bytes > rate.burst
        ? `RATE_LIMITED: batch size (${bytes} bytes) exceeds ingestion limit ${limits} for user ${tenant}`
        : `RATE_LIMITED: ingestion rate limit ${limits} exceeded while adding ${bytes} bytes for user ${tenant}`,
      Number.isFinite(retryAfter) ? { retryAfter } : {},
    );
  }

  /** What is to be stored of a request's spans, and what was cut off or refused of them. */
  admit(batch: SpanBatch, resources: SeriesIndex): Admitted & Pick<CutSpans, 'cut'> {
    const limits = this.limitsOf(batch.tenant);
    const { spans, cut } = withinAttributeLimit(batch, limits.maxAttributeBytes, resources);
    return { ...this.traces.admit(spans, limits, this.now()), cut };
  }

  /** A burst that is not limited is that of one second. */
  private rateOf(tenant: Tenant, bytesPerSecond: number, burstSize: number): RateLimit {
    const burst = burstSize === Number.POSITIVE_INFINITY ? bytesPerSecond : burstSize;
    let rate = this.rates.get(tenant);
    if (rate === undefined || rate.rate !== bytesPerSecond || rate.burst !== burst) {
      rate = new RateLimit(bytesPerSecond, burst, this.now());
      this.rates.set(tenant, rate);
    }
    return rate;
  }
}
