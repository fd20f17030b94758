import type { Labels } from '../../../model/labels.js';
import type { MetricMetadata } from '../../../model/samples.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type {
  LabelMatcher,
  MetricReader,
  QueryLimits,
  SeriesExemplars,
  SeriesSamples,
  TimeRangeMs,
} from '../../interface.js';
import type { RecentSamples } from '../../recent/recent-samples.js';
import type { Topology } from '../../schema/ddl.js';
import { storedSpans } from '../spans/stored-spans.js';
import { daysOf } from '../stored-range.js';
import { readExemplars } from './exemplar-reads.js';
import { readMetadata } from './metadata-reads.js';
import { SampleDensity } from './sample-density.js';
import { SampleReads } from './sample-reads.js';
import { byName } from './series-chunks.js';
import { presenceRange, presentIn, wholeDays } from './series-presence.js';
import { SeriesRows } from './series-rows.js';
import type { SeriesSource } from './series-source.js';
import { StoredSeries } from './stored-series.js';

/** Reads of so many samples keep a session of the engine for long … */
const LARGE = 200_000;
/** … and of so many keep it busy for seconds. */
const HEAVY = 10_000_000;

/** `MetricReader` over the tables of metrics. */
export class StoredMetrics implements MetricReader {
  private readonly density = new SampleDensity();

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    private readonly source: SeriesSource = new StoredSeries(engine, topology),
    private readonly recent?: RecentSamples,
  ) {}

  async series(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<Labels[]> {
    const days = daysOf(range);
    const { sets } = await this.source.find(tenant, matchers, days, limits);
    const whole = wholeDays(range);
    if (whole.first <= days.first && whole.last >= days.last) return sets.map(({ labels }) => labels);
    const sure = new Set<bigint>();
    if (whole.first <= whole.last) {
      for (const { id } of (await this.source.find(tenant, matchers, whole, limits)).sets) sure.add(id);
    }
    const unsure = sets.filter(({ id }) => !sure.has(id));
    const rows = new SeriesRows(this.engine, this.topology, tenant, presenceRange(range), limits);
    const histogramNames = await this.source.histogramNames(tenant, days, limits);
    const present = await presentIn(range, rows, unsure, histogramNames);
    return sets.filter(({ id }) => sure.has(id) || present.has(id)).map(({ labels }) => labels);
  }

  labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.source.labelNames(tenant, matchers, daysOf(range), limits);
  }

  labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.source.labelValues(tenant, label, matchers, daysOf(range), limits);
  }

  async *samples(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): AsyncGenerator<readonly SeriesSamples[]> {
    if (range.start > range.end) return;
    const days = daysOf(range);
    const end = new AbortController();
    const ending = { ...limits, signal: limits.signal ? AbortSignal.any([limits.signal, end.signal]) : end.signal };
    const selected = await this.source.find(tenant, matchers, days, limits);
    if (selected.sets.length === 0) return;
    const spanOf = storedSpans(selected, range);
    const samples = this.density.samples(tenant, byName(selected.sets), spanOf);
    const rowLimits = { ...ending, isLarge: samples >= LARGE };
    const rows = new SeriesRows(this.engine, this.topology, tenant, range, rowLimits, samples >= HEAVY);
    const histogramNames = await this.source.histogramNames(tenant, days, limits);
    try {
      const recent = this.recent?.of(tenant);
      yield* new SampleReads(rows, { tenant, density: this.density, histogramNames, recent }).of(selected, spanOf);
    } finally {
      end.abort();
    }
  }

  async exemplars(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<SeriesExemplars[]> {
    const rows = new SeriesRows(this.engine, this.topology, tenant, range, limits);
    const { sets } = await this.source.find(tenant, matchers, daysOf(range), limits);
    return readExemplars(rows, sets);
  }

  metadata(tenant: Tenant, family: string | undefined, limits: QueryLimits): Promise<MetricMetadata[]> {
    return readMetadata(this.engine, this.topology, tenant, family, limits);
  }
}
