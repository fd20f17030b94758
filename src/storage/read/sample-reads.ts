import { type Labels, labelValue, METRIC_NAME } from '../../model/labels.js';
import type { SeriesSamples } from '../interface.js';
import { HISTOGRAM_COLUMNS, type HistogramRun, HistogramRuns, mergedRun } from './histogram-runs.js';
import type { LabelSet } from './label-sets.js';
import { inParts, namesOf, SERIES_PER_STATEMENT, type SeriesRows } from './series-rows.js';
import { type SampleRun, SampleRuns } from './series-runs.js';

/** The floats of so many series wait in memory while the histograms of the same series are read. */
const MIXED_SERIES_AT_ONCE = 500;

/** The samples of series, in batches; series without samples in the range are left out. */
export async function* readSamples(
  rows: SeriesRows,
  sets: readonly LabelSet[],
): AsyncGenerator<readonly SeriesSamples[]> {
  if (sets.length === 0) return;
  const withHistograms = await rows.namesIn('metric_histograms', namesOf(sets));
  const isMixed = ({ labels }: LabelSet): boolean => withHistograms.has(labelValue(labels, METRIC_NAME));
  const floats = withHistograms.size === 0 ? sets : sets.filter((set) => !isMixed(set));
  const mixed = withHistograms.size === 0 ? [] : sets.filter(isMixed);
  for (const part of inParts(floats, SERIES_PER_STATEMENT)) yield* readFloats(rows, part);
  for (const part of inParts(mixed, MIXED_SERIES_AT_ONCE)) yield* readMixed(rows, part);
}

async function* readFloats(rows: SeriesRows, sets: readonly LabelSet[]): AsyncGenerator<readonly SeriesSamples[]> {
  const labels = labelsById(sets);
  for await (const runs of floatRuns(rows, sets)) {
    yield runs.map(({ id, ts, values }) => ({ labels: labels.get(id)!, ts, values }));
  }
}

async function* floatRuns(rows: SeriesRows, sets: readonly LabelSet[]): AsyncGenerator<readonly SampleRun[]> {
  const runs = new SampleRuns();
  for await (const block of rows.of('metric_samples', sets, ['value'])) yield runs.push(block);
  yield runs.finish();
}

/** Series that may have floats, histograms or both. */
async function* readMixed(rows: SeriesRows, sets: readonly LabelSet[]): AsyncGenerator<readonly SeriesSamples[]> {
  const labels = labelsById(sets);
  const floats = new Map<bigint, SampleRun>();
  for await (const runs of floatRuns(rows, sets)) for (const run of runs) floats.set(run.id, run);
  const merge = (run: HistogramRun): SeriesSamples => {
    const merged = mergedRun(floats.get(run.id), run);
    floats.delete(run.id);
    return { labels: labels.get(run.id)!, ...merged };
  };
  const runs = new HistogramRuns();
  for await (const block of rows.of('metric_histograms', sets, HISTOGRAM_COLUMNS)) yield runs.push(block).map(merge);
  yield runs.finish().map(merge);
  yield Array.from(floats.values(), ({ id, ts, values }) => ({ labels: labels.get(id)!, ts, values }));
}

const labelsById = (sets: readonly LabelSet[]): Map<bigint, Labels> =>
  new Map(sets.map(({ id, labels }) => [id, labels]));
