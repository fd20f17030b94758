import { type AlertmanagerLimits, DEFAULT_ALERTMANAGER_LIMITS } from './alertmanager-limits.js';
import { DEFAULT_RULER_LIMITS, type RulerLimits } from './ruler-limits.js';
import { type Tenant, tenantsOf } from './tenant.js';

/**
 * What one tenant may send and ask of metrics, and of rules and alerts, under the names of Mimir's `limits`; times in ms, `Infinity` where there
 * is no limit. https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#limits
 */
export interface MetricLimits extends RulerLimits, AlertmanagerLimits {
  /** Samples, histograms, exemplars and descriptions a second. */
  readonly ingestionRate: number;
  /** How many of them may come at once; where only the rate is given, `burstOf` says. */
  readonly ingestionBurstSize: number;
  /** Labels of a series, the metric name among them. */
  readonly maxLabelNamesPerSeries: number;
  /** Bytes. */
  readonly maxLabelNameLength: number;
  /** Bytes. */
  readonly maxLabelValueLength: number;
  /** How far in the future samples may lie. */
  readonly creationGracePeriod: number;
  /** How far in the past samples may lie. */
  readonly pastGracePeriod: number;
  /** How far behind the newest sample of its series a sample may lie; 0: not at all. */
  readonly outOfOrderTimeWindow: number;
  /** Series that were written to lately. */
  readonly maxGlobalSeriesPerUser: number;

  /** Label sets that one query may read. */
  readonly maxFetchedSeriesPerQuery: number;
  /** Between start and end of a query. */
  readonly maxTotalQueryLength: number;
  /** Between the first and the last time that one selector reads. */
  readonly maxPartialQueryLength: number;
  /** Samples older than this are not read. */
  readonly maxQueryLookback: number;
  /** Between start and end of calls about series, label names and label values; more is cut off at the start. */
  readonly maxLabelsQueryLength: number;
  /** Bytes of a query's text. */
  readonly maxQueryExpressionSizeBytes: number;
  /** Whether the cardinality API answers. */
  readonly cardinalityAnalysisEnabled: boolean;
}

/** What holds for a tenant now. Cheap; to be asked for each request, since the answer changes with the override files. */
export type LimitsOf = (tenant: Tenant) => MetricLimits;

/** One process serves one owner: nothing that is sent or asked is limited unless it is said. */
export const UNLIMITED_METRICS: MetricLimits = {
  ingestionRate: Number.POSITIVE_INFINITY,
  ingestionBurstSize: Number.POSITIVE_INFINITY,
  maxLabelNamesPerSeries: Number.POSITIVE_INFINITY,
  maxLabelNameLength: Number.POSITIVE_INFINITY,
  maxLabelValueLength: Number.POSITIVE_INFINITY,
  creationGracePeriod: Number.POSITIVE_INFINITY,
  pastGracePeriod: Number.POSITIVE_INFINITY,
  outOfOrderTimeWindow: Number.POSITIVE_INFINITY,
  maxGlobalSeriesPerUser: Number.POSITIVE_INFINITY,
  maxFetchedSeriesPerQuery: Number.POSITIVE_INFINITY,
  maxTotalQueryLength: Number.POSITIVE_INFINITY,
  maxPartialQueryLength: Number.POSITIVE_INFINITY,
  maxQueryLookback: Number.POSITIVE_INFINITY,
  maxLabelsQueryLength: Number.POSITIVE_INFINITY,
  maxQueryExpressionSizeBytes: Number.POSITIVE_INFINITY,
  cardinalityAnalysisEnabled: true,
  ...DEFAULT_RULER_LIMITS,
  ...DEFAULT_ALERTMANAGER_LIMITS,
};

/** Mimir's default for `ingestion_burst_size`. */
const USUAL_BURST = 200_000;

/** The burst that goes with a finite rate. */
export const burstOf = ({ ingestionRate, ingestionBurstSize }: MetricLimits): number =>
  ingestionBurstSize === Number.POSITIVE_INFINITY ? Math.max(USUAL_BURST, ingestionRate) : ingestionBurstSize;

/** The limits of a read that may be about several tenants (`a|b`): of each limit the strictest; lists are the first's. */
export function readLimits(limitsOf: LimitsOf, tenants: Tenant): MetricLimits {
  return tenantsOf(tenants).map(limitsOf).reduce(strictest);
}

function strictest(a: MetricLimits, b: MetricLimits): MetricLimits {
  const least = Object.entries(a).map(([name, limit]) => {
    const other = b[name as keyof MetricLimits];
    if (typeof limit === 'number') return [name, Math.min(limit, other as number)];
    return [name, typeof limit === 'boolean' ? limit && other : limit];
  });
  return Object.fromEntries(least) as MetricLimits;
}
