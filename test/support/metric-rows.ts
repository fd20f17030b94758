import type { WriteBatch } from '../../src/model/batch.js';
import type { Column64 } from '../../src/model/columns.js';
import { labelsToObject } from '../../src/model/labels.js';
import type { SeriesRef } from '../../src/model/series.js';
import { dictionary, strings } from './column-values.js';

export interface SampleRow {
  readonly labels: Record<string, string>;
  readonly ms: number;
  readonly value: number;
  /** The value's bits, for NaN with a payload. */
  readonly bits: string;
}

export interface HistogramRow {
  readonly labels: Record<string, string>;
  readonly ms: number;
  readonly schema: number;
  readonly isFloat: boolean;
  readonly resetHint: number;
  readonly zeroThreshold: number;
  readonly zeroCount: number;
  readonly count: number;
  readonly sum: number;
  readonly sumBits: string;
  readonly positiveSpans: number[];
  readonly positiveCounts: number[];
  readonly negativeSpans: number[];
  readonly negativeCounts: number[];
  readonly customValues: number[];
}

/** Finds label sets by the ids of `memoryIndex`. */
export type SeriesById = ReadonlyMap<string, SeriesRef>;

function labelsOf(series: SeriesById, id: Column64, row: number): Record<string, string> {
  for (const ref of series.values()) if (ref.idLow === id.words[row * 2]) return labelsToObject(ref.labels);
  throw new Error(`no series has the id of row ${row}`);
}

const bits = (column: Column64, row: number): string =>
  [1, 0].map((word) => column.words[row * 2 + word]!.toString(16).padStart(8, '0')).join('');

const double = (column: Column64, row: number): number =>
  new Float64Array(column.words.slice(row * 2, row * 2 + 2).buffer)[0]!;

const integer = (column: Column64, row: number): number =>
  (column.words[row * 2 + 1]! | 0) * 4294967296 + column.words[row * 2]!;

/** The float samples of a batch as plain rows. */
export function sampleRows(batch: WriteBatch | undefined, series: SeriesById): SampleRow[] {
  const samples = batch?.samples;
  return Array.from({ length: samples?.rows ?? 0 }, (_, row) => ({
    labels: labelsOf(series, samples!.id, row),
    ms: integer(samples!.ts, row),
    value: double(samples!.value, row),
    bits: bits(samples!.value, row),
  }));
}

/** The native histograms of a batch as plain rows. */
export function histogramRows(batch: WriteBatch | undefined, series: SeriesById): HistogramRow[] {
  const rows = batch?.histograms;
  const slice = (ends: Column64, row: number): [number, number] => [
    row === 0 ? 0 : integer(ends, row - 1),
    integer(ends, row),
  ];
  const doubles = (part: { ends: { ends: Column64 }; values: Column64 }, row: number): number[] => {
    const [from, to] = slice(part.ends.ends, row);
    return Array.from({ length: to - from }, (_, i) => double(part.values, from + i));
  };
  const spans = (part: { ends: { ends: Column64 }; values: { values: Int32Array } }, row: number): number[] =>
    Array.from(part.values.values.subarray(...slice(part.ends.ends, row)));
  return Array.from({ length: rows?.rows ?? 0 }, (_, row) => ({
    labels: labelsOf(series, rows!.id, row),
    ms: integer(rows!.ts, row),
    schema: rows!.schema.values[row]!,
    isFloat: rows!.isFloat.values[row] === 1,
    resetHint: rows!.resetHint.values[row]!,
    zeroThreshold: double(rows!.zeroThreshold, row),
    zeroCount: double(rows!.zeroCount, row),
    count: double(rows!.count, row),
    sum: double(rows!.sum, row),
    sumBits: bits(rows!.sum, row),
    positiveSpans: spans(rows!.positiveSpans, row),
    positiveCounts: doubles(rows!.positiveCounts, row),
    negativeSpans: spans(rows!.negativeSpans, row),
    negativeCounts: doubles(rows!.negativeCounts, row),
    customValues: doubles(rows!.customValues, row),
  }));
}

export interface ExemplarRow {
  readonly series: Record<string, string>;
  readonly ms: number;
  readonly value: number;
  readonly labels: Record<string, string>;
}

/** The exemplars of a batch as plain rows. */
export function exemplarRows(batch: WriteBatch | undefined, series: SeriesById): ExemplarRow[] {
  const rows = batch?.exemplars;
  if (rows === undefined) return [];
  const keys = dictionary(rows.labels.keys);
  const values = strings(rows.labels.values);
  return Array.from({ length: rows.rows }, (_, row) => {
    const from = row === 0 ? 0 : integer(rows.labels.ends.ends, row - 1);
    const to = integer(rows.labels.ends.ends, row);
    const labels: Record<string, string> = {};
    for (let i = from; i < to; i++) labels[keys[i]!] = values[i]!;
    return {
      series: labelsOf(series, rows.id, row),
      ms: integer(rows.ts, row),
      value: double(rows.value, row),
      labels,
    };
  });
}
