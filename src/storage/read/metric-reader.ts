import { type Labels, METRIC_NAME } from '../../model/labels.js';
import type { MetricMetadata } from '../../model/samples.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type {
  LabelMatcher,
  MetricReader,
  QueryLimits,
  SeriesExemplars,
  SeriesSamples,
  TimeRangeMs,
} from '../interface.js';
import type { Topology } from '../schema/ddl.js';
import { readExemplars } from './exemplar-reads.js';
import { LabelSets } from './label-sets.js';
import { readMetadata } from './metadata-reads.js';
import { readSamples } from './sample-reads.js';
import { SeriesRows } from './series-rows.js';
import { daysOf } from './stored-range.js';

/** `MetricReader` over the tables of metrics. */
export class StoredMetrics implements MetricReader {
  private readonly sets: LabelSets;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {
    this.sets = new LabelSets(engine, topology, { name: 'metric_series', column: 'name', label: METRIC_NAME });
  }

  async series(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<Labels[]> {
    return (await this.sets.find(tenant, matchers, daysOf(range), limits)).map(({ labels }) => labels);
  }

  labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.sets.names(tenant, matchers, daysOf(range), limits);
  }

  labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.sets.values(tenant, label, matchers, daysOf(range), limits);
  }

  async *samples(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): AsyncGenerator<readonly SeriesSamples[]> {
    if (range.start > range.end) return;
    const sets = await this.sets.find(tenant, matchers, daysOf(range), limits);
    yield* readSamples(new SeriesRows(this.engine, this.topology, tenant, range, limits), sets);
  }

  async exemplars(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<SeriesExemplars[]> {
    const sets = await this.sets.find(tenant, matchers, daysOf(range), limits);
    return readExemplars(new SeriesRows(this.engine, this.topology, tenant, range, limits), sets);
  }

  metadata(tenant: Tenant, family: string | undefined, limits: QueryLimits): Promise<MetricMetadata[]> {
    return readMetadata(this.engine, this.topology, tenant, family, limits);
  }
}
