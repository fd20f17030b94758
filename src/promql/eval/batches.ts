import type { GridSeries } from '../../vector/grid-series.js';
import { mergeSameLabels } from './same-labels.js';

/** Series of a vector, a few at a time. Whoever takes them owns them. */
export type Batches = AsyncIterable<readonly GridSeries[]>;

/** Each batch changed as it comes. */
export async function* mapBatches(
  batches: Batches,
  change: (batch: readonly GridSeries[]) => readonly GridSeries[],
): Batches {
  for await (const batch of batches) yield change(batch);
}

/** All series at the end of the stream, those with the same labels as one. */
export async function* mergedBatches(batches: Batches): Batches {
  const all: GridSeries[] = [];
  for await (const batch of batches) for (const series of batch) all.push(series);
  yield mergeSameLabels(all);
}

/** A stream of what comes at once. */
export async function* oneBatch(evaluate: () => Promise<readonly GridSeries[]>): Batches {
  yield await evaluate();
}
