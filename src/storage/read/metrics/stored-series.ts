import { METRIC_NAME } from '../../../model/labels.js';
import { MS_PER_DAY } from '../../../model/series.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { LabelMatcher, QueryLimits } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import type { DayRange } from '../labels/label-set-condition.js';
import { LabelSets } from '../labels/label-sets.js';
import { LabelTexts } from '../labels/label-texts.js';
import { tsCondition } from '../stored-range.js';
import type { SelectedSeries, SeriesSource } from './series-source.js';

/** `SeriesSource` that asks the store each time. */
export class StoredSeries implements SeriesSource {
  readonly sets: LabelSets;
  private readonly texts: LabelTexts;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {
    const table = { name: 'metric_series', column: 'name', label: METRIC_NAME };
    this.sets = new LabelSets(engine, topology, table);
    this.texts = new LabelTexts(engine, topology, table);
  }

  async find(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<SelectedSeries> {
    const sets = await this.sets.find(tenant, matchers, days, limits);
    const byNameAlone = matchers.every(({ name }) => name === METRIC_NAME);
    return { sets, isWhole: () => byNameAlone };
  }

  labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.texts.names(tenant, matchers, days, limits);
  }

  labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.texts.values(tenant, label, matchers, days, limits);
  }

  async histogramNames(tenant: Tenant, days: DayRange, limits: QueryLimits): Promise<Set<string>> {
    const range = { start: days.first * MS_PER_DAY, end: (days.last + 1) * MS_PER_DAY - 1 };
    const sql =
      `SELECT DISTINCT name FROM ${this.topology.database}.metric_histograms ` +
      `WHERE tenant = {tenant:String} AND ${tsCondition(range)}`;
    const found = new Set<string>();
    for await (const block of this.engine.query(sql, { tenant }, limits)) {
      const names = block.column('name');
      for (let row = 0; row < block.rows; row++) found.add(names.text(row));
    }
    return found;
  }
}
