import { labelValue, METRIC_NAME } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { SeriesSamples } from '../interface.js';
import { GatheredSamples, type SampleRun } from './gathered-samples.js';
import { HISTOGRAM_COLUMNS, type HistogramRun, HistogramRuns, mergedRun } from './histogram-runs.js';
import type { LabelSet } from './label-sets.js';
import type { SampleDensity } from './sample-density.js';
import { byName, ofSeries, type SeriesChunk, seriesChunks } from './series-chunks.js';
import type { SeriesRows } from './series-rows.js';
import type { SelectedSeries } from './series-source.js';

/** The floats of so many series wait in memory while the histograms of the same series are read. */
const MIXED_SERIES_AT_ONCE = 500;

export interface SampleReadOptions {
  readonly tenant: Tenant;
  readonly density: SampleDensity;
  /** Metric names under which there may be native histograms. */
  readonly histogramNames: ReadonlySet<string>;
}

/** Reads the samples of one tenant's series. */
export class SampleReads {
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
    const seriesOf = (name: string): number => density.seriesAtOnce(tenant, name, spanOf(name));
    const chunks = seriesChunks({ ...selected, sets: floats }, { seriesOf });
    for await (const runs of oneAhead(chunks, (chunk) => this.floats(chunk))) yield runs.map(withLabels);
    for (const { sets, condition } of seriesChunks(
      { sets: mixed, isWhole: () => false },
      { seriesOf: (name) => Math.min(MIXED_SERIES_AT_ONCE, seriesOf(name)) },
    )) {
      yield* this.mixed(sets, condition);
    }
  }

  private async floats({ sets, condition }: SeriesChunk): Promise<SampleRun[]> {
    const gathered = new GatheredSamples(sets);
    for await (const block of this.rows.unordered('metric_samples', condition, ['value'])) gathered.add(block);
    const runs = gathered.series();
    for (const name of byName(sets).keys()) {
      this.options.density.note(this.options.tenant, name, sets.length, gathered.rows, gathered.span);
    }
    if (gathered.disputed.length === 0) return runs;
    const settled = new GatheredSamples(gathered.disputed, true);
    const disputed = ofSeries(gathered.disputed);
    for await (const block of this.rows.ordered('metric_samples', disputed, ['value'])) settled.add(block);
    return [...runs, ...settled.series()];
  }

  /** Series that may have floats, histograms or both. */
  private async *mixed(sets: readonly LabelSet[], condition: string): AsyncGenerator<readonly SeriesSamples[]> {
    const byId = new Map(sets.map((set) => [set.id, set]));
    const floats = new Map((await this.floats({ sets, condition })).map((run) => [run.set.id, run]));
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
