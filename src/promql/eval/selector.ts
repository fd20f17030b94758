import type { Labels } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { MetricReader, QueryLimits } from '../../storage/interface.js';
import { isStale } from '../../vector/stale.js';
import { lastTime, type StepGrid, timeAt } from '../../vector/step-grid.js';
import type { VectorSelector } from '../ast.js';

/** A series on a grid: its points are those steps at which it has a value. Times in ms, ascending. */
export interface SeriesPoints {
  readonly labels: Labels;
  readonly ts: number[];
  readonly values: number[];
}

/** How far back a sample still counts for a point in time, ms. */
export const DEFAULT_LOOKBACK = 300_000;

/**
 * Evaluates a vector selector at each step: the latest sample in (t - lookback, t], unless it is a staleness marker.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness
 */
export async function evaluateSelector(
  reader: MetricReader,
  tenant: Tenant,
  selector: VectorSelector,
  grid: StepGrid,
  lookback: number,
  limits: QueryLimits,
): Promise<SeriesPoints[]> {
  const range = { start: grid.start - lookback + 1, end: lastTime(grid) };
  const result: SeriesPoints[] = [];
  for await (const { labels, ts, values } of reader.samples(tenant, selector.matchers, range, limits)) {
    const points: SeriesPoints = { labels, ts: [], values: [] };
    let sample = -1;
    for (let step = 0; step < grid.count; step++) {
      const time = timeAt(grid, step);
      while (sample + 1 < ts.length && ts[sample + 1]! <= time) sample++;
      if (sample < 0 || ts[sample]! <= time - lookback || isStale(values, sample)) continue;
      points.ts.push(time);
      points.values.push(values[sample]!);
    }
    if (points.ts.length > 0) result.push(points);
  }
  return result;
}
