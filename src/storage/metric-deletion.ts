import type { Tenant } from '../model/tenant.js';
import type { Engine } from './engine/engine.js';
import type { LabelMatcher, QueryLimits, SeriesDeletion, TimeRangeMs } from './interface.js';
import { ofSeries } from './read/metrics/series-chunks.js';
import type { SeriesSource } from './read/metrics/series-source.js';
import { daysOf, tsCondition } from './read/stored-range.js';
import type { Topology } from './schema/ddl.js';
import { literal } from './sql/literal.js';

/** Tables whose rows belong to a series and a time. */
const TABLES = ['metric_samples', 'metric_histograms', 'metric_exemplars'] as const;

/** Series that one statement deletes from. */
const SERIES_AT_ONCE = 10_000;

/**
 * `SeriesDeletion` by lightweight deletes, which hide rows at once and take them off the disk when parts are merged. The
 * label sets stay: writers know that they are there.
 */
export class MetricDeletion implements SeriesDeletion {
  constructor(
    private readonly engine: Pick<Engine, 'command'>,
    private readonly topology: Topology,
    private readonly source: SeriesSource,
    /** Resolves when what was acknowledged before is in its tables. */
    private readonly settle: () => Promise<void>,
  ) {}

  async deleteSeries(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<void> {
    if (range.start > range.end) return;
    const { database, cluster } = this.topology;
    const { sets } = await this.source.find(tenant, matchers, daysOf(range), limits);
    await this.settle();
    for (let at = 0; at < sets.length; at += SERIES_AT_ONCE) {
      const condition = `${ofSeries(sets.slice(at, at + SERIES_AT_ONCE))} AND ${tsCondition(range)}`;
      for (const table of TABLES) {
        const target =
          cluster === undefined ? `${database}.${table}` : `${database}.${table}_local ON CLUSTER '${cluster}'`;
        await this.engine.command(
          `DELETE FROM ${target} WHERE tenant = ${literal(tenant)} AND ${condition}`,
          {},
          limits,
        );
      }
    }
  }
}
