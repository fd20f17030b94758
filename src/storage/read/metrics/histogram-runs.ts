import type { NativeHistogram } from '../../../model/samples.js';
import { STALE_NAN } from '../../../model/samples.js';
import type { SeriesSamples } from '../../interface.js';
import type { Block } from '../../native/block-reader.js';
import { ArrayColumn, NumberColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { SampleRun } from './gathered-samples.js';

/** Columns of `metric_histograms` that a `HistogramRuns` reads, besides `id` and `ms`. */
export const HISTOGRAM_COLUMNS = [
  'schema',
  'reset_hint',
  'is_float',
  'zero_threshold',
  'zero_count',
  'count',
  'sum',
  'positive_spans',
  'positive_counts',
  'negative_spans',
  'negative_counts',
  'custom_values',
] as const;

/** Histogram samples of one series: times (ms) ascending, each once; undefined stands for a staleness marker. */
export interface HistogramRun {
  readonly id: bigint;
  readonly ts: number[];
  readonly histograms: (NativeHistogram | undefined)[];
}

/** Cuts blocks of `metric_histograms`, sorted by series and time, into series. Of several at one time the last counts. */
export class HistogramRuns {
  private open: HistogramRun | undefined;

  /** The series that are complete now that this block has come. */
  push(block: Block): HistogramRun[] {
    const ids = block.as('id', WideColumn).values;
    const ms = block.as('ms', NumberColumn).values;
    const rows = new HistogramRows(block);
    const complete: HistogramRun[] = [];
    for (let row = 0; row < block.rows; row++) {
      const id = ids[row]!;
      if (this.open?.id !== id) {
        complete.push(...this.finish());
        this.open = { id, ts: [], histograms: [] };
      }
      const { ts, histograms } = this.open!;
      if (ts.at(-1) === ms[row]) {
        ts.pop();
        histograms.pop();
      }
      ts.push(ms[row]!);
      histograms.push(rows.at(row));
    }
    return complete;
  }

  /** The last series, once there are no more blocks. */
  finish(): HistogramRun[] {
    const last = this.open;
    this.open = undefined;
    return last === undefined ? [] : [last];
  }
}

/** The histograms of a block's rows. */
class HistogramRows {
  private readonly numbers: Readonly<Record<string, NumberColumn['values']>>;
  private readonly sumWords: Uint32Array;
  private readonly lists: Readonly<Record<string, ArrayColumn>>;

  constructor(block: Block) {
    const columns = HISTOGRAM_COLUMNS.map((name) => [name, block.column(name)] as const);
    this.numbers = Object.fromEntries(
      columns.flatMap(([name, column]) => (column instanceof NumberColumn ? [[name, column.values]] : [])),
    );
    this.lists = Object.fromEntries(
      columns.flatMap(([name, column]) => (column instanceof ArrayColumn ? [[name, column]] : [])),
    );
    const sums = this.numbers.sum!;
    this.sumWords = new Uint32Array(sums.buffer, sums.byteOffset, sums.length * 2);
  }

  /** Undefined for a staleness marker. */
  at(row: number): NativeHistogram | undefined {
    if (this.sumWords[row * 2] === STALE_NAN.low && this.sumWords[row * 2 + 1] === STALE_NAN.high) return undefined;
    return {
      schema: this.number('schema', row),
      zeroThreshold: this.number('zero_threshold', row),
      zeroCount: this.number('zero_count', row),
      count: this.number('count', row),
      sum: this.number('sum', row),
      positiveSpans: spans(this.list('positive_spans', row)),
      positiveCounts: this.list('positive_counts', row),
      negativeSpans: spans(this.list('negative_spans', row)),
      negativeCounts: this.list('negative_counts', row),
      customValues: this.list('custom_values', row),
      resetHint: this.number('reset_hint', row),
      isFloat: this.number('is_float', row) !== 0,
    };
  }

  private number(column: (typeof HISTOGRAM_COLUMNS)[number], row: number): number {
    return this.numbers[column]![row]!;
  }

  private list(column: (typeof HISTOGRAM_COLUMNS)[number], row: number): number[] {
    const list = this.lists[column]!;
    return Array.from((list.elements as NumberColumn).values.subarray(list.start(row), list.end(row)));
  }
}

/** Offsets and lengths in turn, as the table keeps them. */
function spans(numbers: readonly number[]): { offset: number; length: number }[] {
  const found: { offset: number; length: number }[] = [];
  for (let i = 0; i < numbers.length; i += 2) found.push({ offset: numbers[i]!, length: numbers[i + 1]! });
  return found;
}

const NO_FLOATS = new Float64Array(0);

/** One series' floats and histograms by time; where there are both at one time, the histogram counts. */
export function mergedRun(
  floats: SampleRun | undefined,
  { ts: histogramTimes, histograms }: HistogramRun,
): Omit<SeriesSamples, 'labels'> {
  const { ts: floatTimes, values: floatValues } = floats ?? { ts: NO_FLOATS, values: NO_FLOATS };
  const ts = new Float64Array(floatTimes.length + histogramTimes.length);
  const values = new Float64Array(ts.length);
  const words = new Uint32Array(values.buffer);
  const merged: (NativeHistogram | undefined)[] = [];
  let count = 0;
  for (let f = 0, h = 0; f < floatTimes.length || h < histogramTimes.length; count++) {
    const floatTime = floatTimes[f] ?? Number.POSITIVE_INFINITY;
    const histogramTime = histogramTimes[h] ?? Number.POSITIVE_INFINITY;
    ts[count] = Math.min(floatTime, histogramTime);
    if (floatTime < histogramTime) {
      values.set(floatValues.subarray(f, f + 1), count);
      merged.push(undefined);
      f++;
      continue;
    }
    if (floatTime === histogramTime) f++;
    const histogram = histograms[h++];
    if (histogram === undefined) words.set([STALE_NAN.low, STALE_NAN.high], count * 2);
    merged.push(histogram);
  }
  return {
    ts: ts.subarray(0, count),
    values: values.subarray(0, count),
    ...(merged.some((histogram) => histogram !== undefined) && { histograms: merged }),
  };
}
