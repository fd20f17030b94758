import { METRIC_NAME } from '../model/labels.js';
import type { Tenant } from '../model/tenant.js';
import type { Engine } from './engine/engine.js';
import type { LabelMatcher, QueryLimits, SeriesDeletion, TimeRangeMs } from './interface.js';
import { LabelSets } from './read/label-sets.js';
import { inParts, OF_SERIES, SERIES_PER_STATEMENT, seriesParams } from './read/series-rows.js';
import { daysOf } from './read/stored-range.js';
import type { Topology } from './schema/ddl.js';

/** Tables whose rows belong to a series and a time. */
const TABLES = ['metric_samples', 'metric_histograms', 'metric_exemplars'] as const;

/**
 * `SeriesDeletion` by lightweight deletes, which hide rows at once and take them off the disk when parts are merged. The
 * label sets stay: writers know that they are there.
 */
export class MetricDeletion implements SeriesDeletion {
  private readonly sets: LabelSets;

  /** `engine`'s queries must see what was acknowledged before them (`settledEngine`). */
  constructor(
    private readonly engine: Pick<Engine, 'query' | 'command'>,
    private readonly topology: Topology,
  ) {
    this.sets = new LabelSets(engine, topology, { name: 'metric_series', column: 'name', label: METRIC_NAME });
  }

  async deleteSeries(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<void> {
    if (range.start > range.end) return;
    const { database, cluster } = this.topology;
    const sets = await this.sets.find(tenant, matchers, daysOf(range), limits);
    for (const part of inParts(sets, SERIES_PER_STATEMENT)) {
      const params = seriesParams(tenant, part, range);
      for (const table of TABLES) {
        const target =
          cluster === undefined ? `${database}.${table}` : `${database}.${table}_local ON CLUSTER '${cluster}'`;
        await this.engine.command(`DELETE FROM ${target} WHERE ${OF_SERIES}`, params, limits);
      }
    }
  }
}
