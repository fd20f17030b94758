import { LRUCache } from 'lru-cache';
import { inTurns } from '../../../lib/in-turns.js';
import { type Labels, labelValue } from '../../../model/labels.js';
import type { HistogramBatch } from '../../../model/samples.js';
import { idOf, type SeriesDays } from '../../../model/series.js';
import type { Tenant } from '../../../model/tenant.js';
import { canceled } from '../../engine/lane.js';
import type { LabelMatcher, QueryLimits } from '../../interface.js';
import type { DayRange } from '../labels/label-set-condition.js';
import { SelectionCache } from '../labels/selection-cache.js';
import { STORED_DAYS } from '../stored-range.js';
import { LabelConditions } from './label-conditions.js';
import type { SelectedSeries, SeriesSource } from './series-source.js';
import type { StoredSeries } from './stored-series.js';
import { TenantSeries } from './tenant-series.js';

export interface SeriesCatalogOptions {
  readonly stored: StoredSeries;
  /** Label sets that are held over all tenants; selections among more are left to the store. */
  readonly maxSets: number;
  /** ms after which what was loaded counts no more where others write to the store too. */
  readonly maxAge?: number;
}

/** What is known of one tenant. */
interface Known {
  readonly series: TenantSeries;
  readonly histogramNames: Set<string>;
  /** Settles when the names under which histograms were stored before have been loaded. */
  histogramNamesLoaded?: Promise<void>;
  /** The last of the loads that were asked for: they run one after another. */
  loading: Promise<void>;
  /** Days that had too many label sets when they were counted last. */
  tooMany?: { readonly days: DayRange; readonly at: number };
}

const MAX_TENANTS = 1_000;
/** How long days that have too many label sets are taken to have too many, ms. */
const RECOUNT_AFTER = 60_000;
/** Loads serve all who wait for them, and so go on when one of them does not. */
const LOAD_TIMEOUT = 60_000;

/**
 * `SeriesSource` in memory. The label sets of a tenant's days are loaded when they are asked for first; what is written
 * later is noted by the writer before it is acknowledged, so that whoever was told of a write finds its series.
 */
export class SeriesCatalog implements SeriesSource {
  private readonly tenants: LRUCache<Tenant, Known>;
  private readonly conditions = new LabelConditions();
  private readonly answers = new SelectionCache();

  constructor(private readonly options: SeriesCatalogOptions) {
    // Answers must not hold on to label sets that were let go.
    const dispose = (): void => this.answers.clear();
    this.tenants = new LRUCache({ max: MAX_TENANTS, ttl: options.maxAge ?? 0, dispose });
  }

  /** To be called when label sets are stored and before that is acknowledged. */
  note(tenant: Tenant, { entries }: SeriesDays): void {
    const known = entries.length === 0 ? undefined : this.tenants.peek(tenant);
    if (known === undefined) return;
    for (const { ref, day } of entries) {
      known.series.add({ id: idOf(ref), labels: ref.labels }, day);
    }
    this.makeRoom();
  }

  /** To be called when histograms are stored and before that is acknowledged. */
  noteHistograms({ tenant, name }: HistogramBatch): void {
    const known = this.tenants.peek(tenant);
    if (known !== undefined) for (const each of name.distinct) known.histogramNames.add(each);
  }

  /** To be called when label sets were taken out of the store. */
  forget(): void {
    this.tenants.clear();
  }

  async find(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<SelectedSeries> {
    const series = await this.loaded(tenant, days, limits);
    if (series === undefined) return this.options.stored.find(tenant, matchers, days, limits);
    return this.answers.of(
      ['series', tenant, matchers, days],
      series.version,
      () => inTurns(series.select(matchers, days, this.conditions)),
      ({ sets }) => sets.length,
    );
  }

  async labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    const series = await this.loaded(tenant, days, limits);
    if (series === undefined) return this.options.stored.labelNames(tenant, matchers, days, limits);
    return this.texts(['names', tenant, matchers, days], series, matchers, days, (labels, names) => {
      for (let i = 0; i < labels.length; i += 2) names.add(labels[i]!);
    });
  }

  async labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    const series = await this.loaded(tenant, days, limits);
    if (series === undefined) return this.options.stored.labelValues(tenant, label, matchers, days, limits);
    return this.texts(['values', tenant, matchers, days, label], series, matchers, days, (labels, values) => {
      const value = labelValue(labels, label);
      if (value !== '') values.add(value);
    });
  }

  async histogramNames(tenant: Tenant, _days: DayRange, limits: QueryLimits): Promise<ReadonlySet<string>> {
    const known = this.known(tenant);
    known.histogramNamesLoaded ??= this.loadHistogramNames(tenant, known, limits);
    await known.histogramNamesLoaded;
    return known.histogramNames;
  }

  /** What `gather` finds in the label sets that are selected, sorted. */
  private texts(
    key: readonly unknown[],
    series: TenantSeries,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    gather: (labels: Labels, into: Set<string>) => void,
  ): Promise<string[]> {
    const make = async (): Promise<string[]> => {
      const { sets } = await inTurns(series.select(matchers, days, this.conditions));
      const found = new Set<string>();
      for (const { labels } of sets) gather(labels, found);
      return [...found].sort();
    };
    return this.answers.of(key, series.version, make, ({ length }) => length);
  }

  /** The tenant's label sets, complete for these days; undefined where they are too many. */
  private async loaded(tenant: Tenant, days: DayRange, limits: QueryLimits): Promise<TenantSeries | undefined> {
    if (limits.signal?.aborted) throw canceled();
    const known = this.known(tenant);
    if (!known.series.covers(days)) {
      known.loading = known.loading.catch(() => undefined).then(() => this.load(tenant, known, days, limits));
      await known.loading;
      if (limits.signal?.aborted) throw canceled();
    }
    return known.series.covers(days) ? known.series : undefined;
  }

  private known(tenant: Tenant): Known {
    let known = this.tenants.get(tenant);
    if (known === undefined) {
      known = { series: new TenantSeries(), histogramNames: new Set(), loading: Promise.resolve() };
      this.tenants.set(tenant, known);
    }
    return known;
  }

  private async load(tenant: Tenant, known: Known, days: DayRange, { maxMemory }: QueryLimits): Promise<void> {
    if (known.series.covers(days) || hadTooMany(known, days)) return;
    const limits = { timeoutMs: LOAD_TIMEOUT, maxMemory };
    const { sets } = this.options.stored;
    if ((await sets.count(tenant, days, limits)) > this.options.maxSets) {
      known.tooMany = { days, at: performance.now() };
      return;
    }
    for await (const batch of sets.all(tenant, days, limits)) {
      for (const { set, days: seen } of batch) for (const day of seen) known.series.add(set, day);
    }
    known.series.cover(days);
    this.makeRoom(known);
  }

  private async loadHistogramNames(tenant: Tenant, known: Known, { maxMemory }: QueryLimits): Promise<void> {
    try {
      const limits = { timeoutMs: LOAD_TIMEOUT, maxMemory };
      for (const name of await this.options.stored.histogramNames(tenant, STORED_DAYS, limits)) {
        known.histogramNames.add(name);
      }
    } catch (error) {
      known.histogramNamesLoaded = undefined;
      throw error;
    }
  }

  /** Drops tenants that were not asked for lately, and `last` only after all others. */
  private makeRoom(last?: Known): void {
    let held = 0;
    for (const { series } of this.tenants.values()) held += series.size;
    for (const [tenant, known] of [...this.tenants.entries()].reverse()) {
      if (held <= this.options.maxSets) return;
      if (known === last) continue;
      held -= known.series.size;
      this.tenants.delete(tenant);
    }
  }
}

function hadTooMany({ tooMany }: Known, { first, last }: DayRange): boolean {
  if (tooMany === undefined || performance.now() - tooMany.at > RECOUNT_AFTER) return false;
  return tooMany.days.first >= first && tooMany.days.last <= last;
}
