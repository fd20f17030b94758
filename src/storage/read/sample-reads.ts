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

/** Reads the samples of one tenant's series. */
export class SampleReads {
  constructor(
    private readonly tenant: Tenant,
    private readonly rows: SeriesRows,
    private readonly density: SampleDensity,
    /** Metric names under which there may be native histograms. */
    private readonly histogramNames: ReadonlySet<string>,
  ) {}

  /** In batches; series without samples in the range are left out. */
  async *of(selected: SelectedSeries): AsyncGenerator<readonly SeriesSamples[]> {
    const mixed = this.histogramNames.size === 0 ? [] : selected.sets.filter((set) => this.isMixed(set));
    const floats = mixed.length === 0 ? selected.sets : selected.sets.filter((set) => !this.isMixed(set));
    const seriesOf = (name: string): number => this.density.seriesAtOnce(this.tenant, name, this.rows.range);
    for (const chunk of seriesChunks({ ...selected, sets: floats }, { seriesOf })) {
      for await (const runs of this.floats(chunk)) yield runs.map(withLabels);
    }
    for (const { sets } of seriesChunks(
      { sets: mixed, isWhole: () => false },
      { seriesOf: (name) => Math.min(MIXED_SERIES_AT_ONCE, seriesOf(name)) },
    )) {
      yield* this.mixed(sets);
    }
  }

  private isMixed({ labels }: LabelSet): boolean {
    return this.histogramNames.has(labelValue(labels, METRIC_NAME));
  }

  private async *floats({ sets, condition }: SeriesChunk): AsyncGenerator<SampleRun[]> {
    const gathered = new GatheredSamples(sets);
    for await (const block of this.rows.unordered('metric_samples', condition, ['value'])) gathered.add(block);
    yield gathered.series();
    for (const name of byName(sets).keys()) {
      this.density.note(this.tenant, name, sets.length, gathered.rows, gathered.span);
    }
    if (gathered.disputed.length === 0) return;
    const settled = new GatheredSamples(gathered.disputed, true);
    const disputed = ofSeries(gathered.disputed);
    for await (const block of this.rows.ordered('metric_samples', disputed, ['value'])) settled.add(block);
    yield settled.series();
  }

  /** Series that may have floats, histograms or both. */
  private async *mixed(sets: readonly LabelSet[]): AsyncGenerator<readonly SeriesSamples[]> {
    const condition = ofSeries(sets);
    const byId = new Map(sets.map((set) => [set.id, set]));
    const floats = new Map<bigint, SampleRun>();
    for await (const runs of this.floats({ sets, condition })) for (const run of runs) floats.set(run.set.id, run);
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
