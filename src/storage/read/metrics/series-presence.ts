import { labelValue, METRIC_NAME } from '../../../model/labels.js';
import { MS_PER_DAY } from '../../../model/series.js';
import type { TimeRangeMs } from '../../interface.js';
import { NumberColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { DayRange } from '../labels/label-set-condition.js';
import type { LabelSet } from '../labels/label-sets.js';
import { ofSeries } from './series-chunks.js';
import type { SeriesRows } from './series-rows.js';

/** Chunks of Prometheus end at multiples of two hours, and at usual intervals hold about half an hour. */
const CHUNKS_END = 2 * 3_600_000;
const CHUNK = 30 * 60_000;

/** Series of which one query asks. */
const SERIES_AT_ONCE = 10_000;

/** The days that lie in a range from their first moment to their last; `first` above `last` where none does. */
export const wholeDays = ({ start, end }: TimeRangeMs): DayRange => ({
  first: Math.ceil(start / MS_PER_DAY),
  last: Math.floor((end + 1) / MS_PER_DAY) - 1,
});

/** Where samples lie that decide on whether a series is in a range. */
export const presenceRange = ({ start, end }: TimeRangeMs): TimeRangeMs => ({
  start: Math.min(start, end) - CHUNK,
  end: Math.max(start, end) + CHUNK,
});

/**
 * Those of the series that Prometheus would find in a range: they have a chunk of samples that overlaps it, so that a gap
 * within a chunk does not count. Chunks are only estimated here. `rows` are those of `presenceRange`.
 */
export async function presentIn(
  range: TimeRangeMs,
  rows: SeriesRows,
  sets: readonly LabelSet[],
  histogramNames: ReadonlySet<string>,
): Promise<Set<bigint>> {
  const mayHaveHistograms = ({ labels }: LabelSet): boolean => histogramNames.has(labelValue(labels, METRIC_NAME));
  const found = new Set<bigint>();
  for (let at = 0; at < sets.length; at += SERIES_AT_ONCE) {
    const part = sets.slice(at, at + SERIES_AT_ONCE);
    await findIn('metric_samples', range, rows, part, found);
    await findIn('metric_histograms', range, rows, part.filter(mayHaveHistograms), found);
  }
  return found;
}

async function findIn(
  table: string,
  { start, end }: TimeRangeMs,
  rows: SeriesRows,
  sets: readonly LabelSet[],
  found: Set<bigint>,
): Promise<void> {
  if (sets.length === 0) return;
  const ms = 'toFloat64(toUnixTimestamp64Milli(ts))';
  const [from, to] = [Math.ceil(start), Math.floor(end)];
  const aggregates = [
    `maxIf(${ms}, ${ms} <= (${to})) AS last_before_end`,
    `minIf(${ms}, ${ms} >= (${from})) AS first_after_start`,
    `countIf(${ms} <= (${to})) > 0 AND countIf(${ms} >= (${from})) > 0 AS has_both`,
  ];
  for await (const block of rows.grouped(table, ofSeries(sets), aggregates)) {
    const ids = block.as('id', WideColumn).values;
    const lasts = block.as('last_before_end', NumberColumn).values;
    const firsts = block.as('first_after_start', NumberColumn).values;
    const both = block.column('has_both');
    for (let row = 0; row < block.rows; row++) {
      const isInside = firsts[row]! <= end;
      const isInOneChunk = Math.floor(lasts[row]! / CHUNKS_END) === Math.floor(firsts[row]! / CHUNKS_END);
      if (both.number(row) !== 0 && (isInside || isInOneChunk)) found.add(ids[row]!);
    }
  }
}
