import { goDuration } from '../../../lib/go-duration.js';
import { QuartetError } from '../../../model/errors.js';
import type { FetchedSeries } from '../../../model/fetched-series.js';
import type { Labels } from '../../../model/labels.js';
import { type LimitsOf, type MetricLimits, readLimits } from '../../../model/metric-limits.js';
import { mimirError } from '../../../model/mimir-error.js';
import type { MetricMetadata } from '../../../model/samples.js';
import type { Tenant } from '../../../model/tenant.js';
import type {
  LabelMatcher,
  MetricReader,
  QueryLimits,
  SeriesExemplars,
  SeriesSamples,
  TimeRangeMs,
} from '../../interface.js';

/** The limits of one query with what it has read so far. */
export interface CountedLimits extends QueryLimits {
  /** Without it series are not counted. */
  readonly fetched?: FetchedSeries;
}

/**
 * Reads within the limits of the tenants that are asked about: what is older than `maxQueryLookback` is not there, a
 * selector over more than `maxPartialQueryLength` is refused (`invalid_argument`), and so is a query that reads more than
 * `maxFetchedSeriesPerQuery` label sets (`limit_exceeded`).
 */
export class LimitedMetrics implements MetricReader {
  constructor(
    private readonly reader: MetricReader,
    private readonly limitsOf: LimitsOf,
    /** Current time in ms. */
    private readonly now: () => number,
  ) {}

  async series(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<Labels[]> {
    const within = this.labelRange(range, readLimits(this.limitsOf, tenant));
    return within === undefined ? [] : this.reader.series(tenant, matchers, within, limits);
  }

  async *samples(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: CountedLimits,
  ): AsyncIterable<readonly SeriesSamples[]> {
    const allowed = readLimits(this.limitsOf, tenant);
    const within = this.lookback(range, allowed);
    if (within === undefined) return;
    const length = within.end - within.start;
    if (length > allowed.maxPartialQueryLength) {
      throw new QuartetError('invalid_argument', partialLengthExceeded(length, allowed.maxPartialQueryLength));
    }
    const found = this.reader.samples(tenant, matchers, within, limits);
    const most = allowed.maxFetchedSeriesPerQuery;
    yield* most === Number.POSITIVE_INFINITY || limits.fetched === undefined
      ? found
      : counted(found, limits.fetched, most);
  }

  async labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    const within = this.labelRange(range, readLimits(this.limitsOf, tenant));
    return within === undefined ? [] : this.reader.labelNames(tenant, matchers, within, limits);
  }

  async labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    const within = this.labelRange(range, readLimits(this.limitsOf, tenant));
    return within === undefined ? [] : this.reader.labelValues(tenant, label, matchers, within, limits);
  }

  async exemplars(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<SeriesExemplars[]> {
    const within = this.lookback(range, readLimits(this.limitsOf, tenant));
    return within === undefined ? [] : this.reader.exemplars(tenant, matchers, within, limits);
  }

  metadata(tenant: Tenant, family: string | undefined, limits: QueryLimits): Promise<MetricMetadata[]> {
    return this.reader.metadata(tenant, family, limits);
  }

  private lookback(range: TimeRangeMs, { maxQueryLookback }: MetricLimits): TimeRangeMs | undefined {
    if (maxQueryLookback === Number.POSITIVE_INFINITY) return range;
    return after(range, this.now() - maxQueryLookback);
  }

  private labelRange(range: TimeRangeMs, limits: MetricLimits): TimeRangeMs | undefined {
    const within = this.lookback(range, limits);
    if (within === undefined || limits.maxLabelsQueryLength === Number.POSITIVE_INFINITY) return within;
    return after(within, Math.min(within.end, this.now()) - limits.maxLabelsQueryLength);
  }
}

/** What of a range lies at or after `oldest`. */
function after({ start, end }: TimeRangeMs, oldest: number): TimeRangeMs | undefined {
  return end < oldest ? undefined : { start: Math.max(start, oldest), end };
}

/** Lengths in ms. */
const partialLengthExceeded = (length: number, limit: number): string =>
  mimirError(
    `the query time range exceeds the limit (query length: ${goDuration(length)}, limit: ${goDuration(limit)})`,
    'max-query-length',
    'querier.max-partial-query-length',
  );

async function* counted(
  found: AsyncIterable<readonly SeriesSamples[]>,
  fetched: FetchedSeries,
  most: number,
): AsyncIterable<readonly SeriesSamples[]> {
  for await (const batch of found) {
    for (const { labels } of batch) fetched.add(labels, most);
    yield batch;
  }
}
