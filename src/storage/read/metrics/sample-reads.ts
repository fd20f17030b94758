import { labelValue, METRIC_NAME } from '../../../model/labels.js';
import type { Tenant } from '../../../model/tenant.js';
import type { SeriesSamples } from '../../interface.js';
import type { TenantRecentSamples } from '../../recent/tenant-recent-samples.js';
import type { LabelSet } from '../labels/label-sets.js';
import { GatheredSamples, type SampleRun } from './gathered-samples.js';
import { HISTOGRAM_COLUMNS, type HistogramRun, HistogramRuns, mergedRun } from './histogram-runs.js';
import type { SampleDensity } from './sample-density.js';
import { SegmentPool } from './sample-segments.js';
import { byName, ofSeries, type SeriesChunk, seriesChunks } from './series-chunks.js';
import type { SeriesRows } from './series-rows.js';
import type { SelectedSeries } from './series-source.js';

/** The floats of so many series wait in memory while the histograms of the same series are read. */
const MIXED_SERIES_AT_ONCE = 500;

/** Series of which the samples in memory are given at once. */
const RECENT_AT_ONCE = 1_000;

export interface SampleReadOptions {
  readonly tenant: Tenant;
  readonly density: SampleDensity;
  /** Metric names under which there may be native histograms. */
  readonly histogramNames: ReadonlySet<string>;
  /** Samples that need not be read of the store. */
  readonly recent?: TenantRecentSamples | undefined;
}

/** Reads the samples of one tenant's series. */
export class SampleReads {
  private readonly pool = new SegmentPool();

  constructor(
    private readonly rows: SeriesRows,
    private readonly options: SampleReadOptions,
  ) {}

  /** In batches; series without samples in the range are left out. `spanOf` as of `storedSpans`. */
  async *of(selected: SelectedSeries, spanOf: (name: string) => number): AsyncGenerator<readonly SeriesSamples[]> {
    const { tenant, density, histogramNames } = this.options;
    const isMixed = ({ labels }: LabelSet): boolean => histogramNames.has(labelValue(labels, METRIC_NAME));
    const mixed = histogramNames.size === 0 ? [] : selected.sets.filter(isMixed);
    const floats = mixed.length === 0 ? selected.sets : selected.sets.filter((set) => !isMixed(set));
    const left = yield* this.recent(floats);
    const seriesOf = (name: string): number => density.seriesAtOnce(tenant, name, spanOf(name));
    const isWhole = (name: string): boolean => left === floats && selected.isWhole(name);
    const chunks = seriesChunks({ sets: left, isWhole }, { seriesOf });
    for await (const gathered of oneAhead(chunks, (chunk) => this.gather(chunk))) {
      for await (const runs of this.runs(gathered)) yield runs.map(withLabels);
    }
    for (const { sets, condition } of seriesChunks(
      { sets: mixed, isWhole: () => false },
      { seriesOf: (name) => Math.min(MIXED_SERIES_AT_ONCE, seriesOf(name)) },
    )) {
      yield* this.mixed(sets, condition);
    }
  }

  /** Gives the series whose samples are in memory, and returns those that are to be read. */
  private async *recent(sets: readonly LabelSet[]): AsyncGenerator<readonly SeriesSamples[], readonly LabelSet[]> {
    const { recent } = this.options;
    const { range } = this.rows;
    if (recent === undefined || !recent.covers(range.start)) return sets;
    const left: LabelSet[] = [];
    for (let at = 0; at < sets.length; at += RECENT_AT_ONCE) {
      const part = sets.slice(at, at + RECENT_AT_ONCE);
      // It may have been taken away while the caller was at the part before.
      if (!recent.covers(range.start)) return [...left, ...sets.slice(at)];
      const found: SeriesSamples[] = [];
      for (const set of part) {
        const run = recent.between(set.id, range);
        if (run === undefined) left.push(set);
        else if (run.ts.length > 0) found.push({ labels: set.labels, ts: run.ts, values: run.values });
      }
      yield found;
    }
    return left;
  }

  private async gather({ sets, condition }: SeriesChunk): Promise<GatheredSamples> {
    const gathered = new GatheredSamples(sets, { pool: this.pool });
    for await (const block of this.rows.unordered('metric_samples', condition, ['value'])) gathered.add(block);
    for (const name of byName(sets).keys()) {
      this.options.density.note(this.options.tenant, name, sets.length, gathered.rows, gathered.span);
    }
    return gathered;
  }

  private async *runs(gathered: GatheredSamples): AsyncGenerator<SampleRun[]> {
    yield* gathered.series();
    const { disputed } = gathered;
    if (disputed.length === 0) return;
    const settled = new GatheredSamples(disputed, { isOrdered: true, pool: this.pool });
    for await (const block of this.rows.ordered('metric_samples', ofSeries(disputed), ['value'])) settled.add(block);
    yield* settled.series();
  }

  /** Series that may have floats, histograms or both. */
  private async *mixed(sets: readonly LabelSet[], condition: string): AsyncGenerator<readonly SeriesSamples[]> {
    const byId = new Map(sets.map((set) => [set.id, set]));
    const floats = new Map<bigint, SampleRun>();
    for await (const runs of this.runs(await this.gather({ sets, condition }))) {
      for (const run of runs) floats.set(run.set.id, run);
    }
    const merge = (run: HistogramRun): SeriesSamples => {
      const merged = mergedRun(floats.get(run.id), run);
      floats.delete(run.id);
      return { labels: byId.get(run.id)!.labels, ...merged };
    };
    const runs = new HistogramRuns();
    for await (const block of this.rows.ordered('metric_histograms', condition, HISTOGRAM_COLUMNS)) {
      yield runs.push(block).map(merge);
    }
    yield runs.finish().map(merge);
    yield Array.from(floats.values(), withLabels);
  }
}

const withLabels = ({ set, ts, values }: SampleRun): SeriesSamples => ({ labels: set.labels, ts, values });

/** What `work` makes of each item in turn; it is at the next one while the caller is at the one before. */
async function* oneAhead<T, R>(items: Iterable<T>, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  let ahead: Promise<R> | undefined;
  for (const item of items) {
    const ready = ahead === undefined ? undefined : await ahead;
    ahead = work(item);
    // Who breaks off does not hear of its failure.
    ahead.catch(() => undefined);
    if (ready !== undefined) yield ready;
  }
  if (ahead !== undefined) yield await ahead;
}
