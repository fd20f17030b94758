import type { NativeHistogram } from '../../../model/samples.js';
import { detectReset } from '../../histogram/reset.js';

/**
 * Where counters of a run started again: indexes of samples that are lower than the one before, ascending. A window adds
 * up what stood before its own resets, and nothing else, so that its sum has the rounding of a computation from scratch.
 */
export function floatResets(values: Float64Array): readonly number[] {
  const resets: number[] = [];
  for (let i = 1; i < values.length; i++) if (values[i]! < values[i - 1]!) resets.push(i);
  return resets;
}

/** The same of histograms; a float between them ends a sequence. */
export function histogramResets(histograms: readonly (NativeHistogram | undefined)[]): readonly number[] {
  const resets: number[] = [];
  for (let i = 1; i < histograms.length; i++) if (isHistogramReset(histograms, i)) resets.push(i);
  return resets;
}

function isHistogramReset(histograms: readonly (NativeHistogram | undefined)[], index: number): boolean {
  const current = histograms[index];
  const previous = histograms[index - 1];
  return current !== undefined && previous !== undefined && detectReset(current, previous);
}

/** The resets of windows that go forward only. */
export class ResetCursor {
  private first = 0;

  constructor(private readonly resets: readonly number[]) {}

  /** Index in the list of the first reset after sample `from`. */
  after(from: number): number {
    while (this.first < this.resets.length && this.resets[this.first]! <= from) this.first++;
    return this.first;
  }
}
