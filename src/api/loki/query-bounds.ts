import type { Expression, LogExpression, MetricExpression } from '../../logql/ast.js';
import { prometheusDurationText } from '../../logql/duration-literal.js';
import { QuartetError } from '../../model/errors.js';
import type { LokiLimits } from '../../model/loki-limits.js';
import type { LabelMatcher, TimeRangeNs } from '../../storage/interface.js';

/**
 * What a tenant's queries may be, in Loki's words. https://grafana.com/docs/loki/latest/configure/#limits_config
 */

const refused = (message: string): QuartetError => new QuartetError('invalid_argument', message);

/** The part of a range that may be read. Throws where it is too long, or wholly before what may be read. */
export function checkedRange(range: TimeRangeNs, allowed: LokiLimits, nowMs: number): TimeRangeNs {
  const readable = readableRange(range, allowed, nowMs);
  if (readable !== undefined) return readable;
  const age = prometheusDurationText(allowed.maxQueryLookback);
  throw refused(`this data is no longer available, it is past now - max_query_lookback (${age})`);
}

/** The same, `undefined` where the range lies wholly before what may be read. */
export function readableRange(range: TimeRangeNs, allowed: LokiLimits, nowMs: number): TimeRangeNs | undefined {
  const { maxQueryLength, maxQueryLookback } = allowed;
  const oldest = Number.isFinite(maxQueryLookback) ? BigInt(Math.floor(nowMs - maxQueryLookback)) * NS_PER_MS : 0n;
  const { end } = range;
  const start = range.start > oldest ? range.start : oldest;
  if (end < start) return undefined;
  if (Number(end - start) > maxQueryLength * 1e6) {
    const length = goDuration(end - start);
    throw refused(
      `the query time range exceeds the limit (query length: ${length}, limit: ${prometheusDurationText(maxQueryLength)})`,
    );
  }
  return { start, end };
}

/** Throws where a query has too many matchers, or a `[range]` that is too long. */
export function checkQuery(query: Expression, allowed: LokiLimits): void {
  for (const { matchers, rangeMs } of selectionsOf(query)) {
    checkMatchers(matchers, allowed);
    if (rangeMs > allowed.maxQueryRange) {
      const [asked, most] = [prometheusDurationText(rangeMs), prometheusDurationText(allowed.maxQueryRange)];
      throw refused(`[interval] value exceeds limit: [${asked}] > [${most}]`);
    }
  }
}

export function checkMatchers(matchers: readonly LabelMatcher[], { maxStreamsMatchersPerQuery }: LokiLimits): void {
  if (matchers.length <= maxStreamsMatchersPerQuery) return;
  const counts = `${matchers.length} > ${maxStreamsMatchersPerQuery}`;
  throw refused(`max streams matchers per query exceeded, matchers-count > limit (${counts})`);
}

/** Throws where more entries are asked for than a query may have. */
export function checkEntriesLimit(limit: number, { maxEntriesLimitPerQuery }: LokiLimits): void {
  if (limit <= maxEntriesLimitPerQuery) return;
  const counts = `${limit} > ${maxEntriesLimitPerQuery}`;
  throw refused(`max entries limit per query exceeded, limit > max_entries_limit_per_query (${counts})`);
}

interface Selection {
  readonly matchers: LogExpression['matchers'];
  /** Of the window before each step; 0 of a query for entries. */
  readonly rangeMs: number;
}

function selectionsOf(query: Expression): Selection[] {
  return query.kind === 'log' ? [{ matchers: query.matchers, rangeMs: 0 }] : selectionsOfMetric(query);
}

function selectionsOfMetric(node: MetricExpression): Selection[] {
  switch (node.kind) {
    case 'range-aggregation':
      return [{ matchers: node.range.log.matchers, rangeMs: node.range.rangeMs }];
    case 'vector-aggregation':
    case 'label-replace':
      return selectionsOfMetric(node.expression);
    case 'binary':
      return [...selectionsOfMetric(node.left), ...selectionsOfMetric(node.right)];
    default:
      return [];
  }
}

const NS_PER_MS = 1_000_000n;

/** Hours, minutes and seconds as Go prints a duration. */
function goDuration(ns: bigint): string {
  const seconds = Number(ns / 1_000_000_000n);
  return `${Math.floor(seconds / 3600)}h${Math.floor(seconds / 60) % 60}m${seconds % 60}s`;
}
