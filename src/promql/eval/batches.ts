import type { GridSeries } from '../../vector/grid-series.js';
import type { Pace } from '../../vector/pace.js';
import { mergeSameLabels } from './same-labels.js';

/** Series of a vector, a few at a time. Whoever takes them owns them. */
export type Batches = AsyncIterable<readonly GridSeries[]>;

/** Series that are changed before the pace is looked at. */
const AT_A_STRETCH = 64;

/** Each batch changed as it comes, a few of its series at a time. */
export async function* mapBatches(
  batches: Batches,
  change: (batch: readonly GridSeries[]) => readonly GridSeries[],
  pace: Pace,
): Batches {
  for await (const batch of batches) {
    const changed: GridSeries[] = [];
    for (let at = 0; at < batch.length; at += AT_A_STRETCH) {
      for (const series of change(batch.slice(at, at + AT_A_STRETCH))) changed.push(series);
      if (pace.isDue) await pace.rest();
    }
    yield changed;
  }
}

/** All series at the end of the stream, those with the same labels as one. */
export async function* mergedBatches(batches: Batches, pace: Pace): Batches {
  const all: GridSeries[] = [];
  for await (const batch of batches) for (const series of batch) all.push(series);
  yield await mergeSameLabels(all, pace);
}

/** A stream of what comes at once. */
export async function* oneBatch(evaluate: () => Promise<readonly GridSeries[]>): Batches {
  yield await evaluate();
}
