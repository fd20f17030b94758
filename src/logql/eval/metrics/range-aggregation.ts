import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';
import type { Grouping, LogRange, RangeAggregation } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { nsOfMs } from '../nanoseconds.js';
import { neededLabels } from '../needed-labels.js';
import { readEntries, throughPipeline } from '../read-entries.js';
import { absentSeries } from './absent.js';
import { GatheredSeries } from './gathered-series.js';
import { pushedAggregation } from './pushed-aggregation.js';
import { checkSeriesCount } from './series-limit.js';

/**
 * A range aggregation over the entries of a log query. `outer`: the grouping of a `sum` around it, by which the samples may
 * be grouped at once. Series are ordered by labels, whoever counted them.
 * https://grafana.com/docs/loki/latest/query/metric_queries/#log-range-aggregations
 */
export async function rangeAggregation(
  node: RangeAggregation,
  evaluation: Evaluation,
  outer?: Grouping,
  isLimited = false,
): Promise<GridSeries[]> {
  const gathered = (await pushed(node, evaluation, outer)) ?? (await streamed(node, evaluation, outer));
  const series = gathered.series();
  if (node.op === 'absent_over_time') return absentSeries(node.range.log.matchers, series, evaluation.grid.count);
  if (isLimited) checkSeriesCount(series, evaluation);
  return series.filter((one) => one.kinds.some((kind) => kind !== ABSENT));
}

/** Of entries that the store gives one by one. */
async function streamed(
  node: RangeAggregation,
  evaluation: Evaluation,
  outer: Grouping | undefined,
): Promise<GatheredSeries> {
  const gathered = new GatheredSeries(node, evaluation, outer);
  const range = readRange(node.range, evaluation);
  const wanted = neededLabels(node, outer);
  await gathered.addEntries(readEntries(node.range.log, range, 'by-stream', evaluation, wanted));
  return gathered;
}

/** Of what the store counts, and of the entries that it cannot judge; undefined where it counts nothing. */
async function pushed(
  node: RangeAggregation,
  evaluation: Evaluation,
  outer: Grouping | undefined,
): Promise<GatheredSeries | undefined> {
  const asked = await pushedAggregation(node, outer, readRange(node.range, evaluation), evaluation);
  if (asked === undefined) return undefined;
  const gathered = new GatheredSeries(node, evaluation, outer, true);
  if (!(await asked.groups((labels, ns, value) => gathered.add(labels, ns, value)))) {
    gathered.forget();
    return undefined;
  }
  await gathered.addEntries(throughPipeline(asked.rest(), node.range.log, evaluation, neededLabels(node, outer)));
  return gathered;
}

/** What has to be read for all windows, both ends of which are at whole nanoseconds: `(t - range, t]`. */
function readRange({ rangeMs, offsetMs }: LogRange, { grid }: Evaluation): { start: bigint; end: bigint } {
  const first = nsOfMs(grid.start - offsetMs);
  return {
    start: first - nsOfMs(rangeMs) + 1n,
    end: first + nsOfMs(grid.step) * BigInt(grid.count - 1) + 1n,
  };
}
