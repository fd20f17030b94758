import type { Column64 } from '../../model/columns.js';
import type { HistogramBatch, NativeHistogram } from '../../model/samples.js';

/** A row of a batch, as it was appended. */
export function histogramAt(batch: HistogramBatch, row: number): NativeHistogram {
  const positive = { spans: spansAt(batch.positiveSpans, row), counts: doublesAt(batch.positiveCounts, row) };
  const negative = { spans: spansAt(batch.negativeSpans, row), counts: doublesAt(batch.negativeCounts, row) };
  return {
    schema: batch.schema.values[row]!,
    zeroThreshold: doubleAt(batch.zeroThreshold, row),
    zeroCount: doubleAt(batch.zeroCount, row),
    count: doubleAt(batch.count, row),
    sum: doubleAt(batch.sum, row),
    positiveSpans: positive.spans,
    positiveCounts: positive.counts,
    negativeSpans: negative.spans,
    negativeCounts: negative.counts,
    customValues: doublesAt(batch.customValues, row),
    resetHint: batch.resetHint.values[row]!,
    isFloat: batch.isFloat.values[row] === 1,
  };
}

/** Of at most 53 bits. */
export const integerAt = ({ words }: Column64, row: number): number =>
  (words[row * 2 + 1]! | 0) * 4294967296 + words[row * 2]!;

const doubleAt = ({ words }: Column64, row: number): number =>
  new Float64Array(words.slice(row * 2, row * 2 + 2).buffer)[0]!;

interface Ends {
  readonly ends: { readonly ends: Column64 };
}

function boundsAt({ ends }: Ends, row: number): readonly [from: number, to: number] {
  return [row === 0 ? 0 : integerAt(ends.ends, row - 1), integerAt(ends.ends, row)];
}

function doublesAt(column: Ends & { readonly values: Column64 }, row: number): number[] {
  const [from, to] = boundsAt(column, row);
  return Array.from({ length: to - from }, (_, i) => doubleAt(column.values, from + i));
}

/** Offsets and lengths stand in turn. */
function spansAt(column: Ends & { readonly values: { readonly values: Int32Array } }, row: number) {
  const [from, to] = boundsAt(column, row);
  const { values } = column.values;
  return Array.from({ length: (to - from) / 2 }, (_, i) => ({
    offset: values[from + 2 * i]!,
    length: values[from + 2 * i + 1]!,
  }));
}
