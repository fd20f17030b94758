import { Column64, DictionaryColumn, OffsetColumn, SmallColumn, StringColumn } from './columns.js';
import { dayOfMs, MS_PER_DAY, SeriesDays, type SeriesRef } from './series.js';
import type { Tenant } from './tenant.js';

/** The bit pattern that Prometheus writes as a value to say that a series has ended. */
export const STALE_NAN = { low: 0x00000002, high: 0x7ff00000 } as const;

/** Float samples of many series. Times are ms; values keep their bits. */
export class SampleBatch {
  readonly name = new DictionaryColumn();
  readonly id: Column64;
  readonly ts: Column64;
  readonly value: Column64;
  readonly series = new SeriesDays();
  private current: SeriesRef | undefined;
  private currentName: string | undefined;
  private nameIndex = 0;
  /** The day of the row before: from inclusive, to exclusive, ms. */
  private dayStart = Number.NaN;
  private dayEnd = Number.NaN;

  /** `capacity`: rows that are expected; more only cost copying. */
  constructor(
    readonly tenant: Tenant,
    capacity = 256,
  ) {
    this.id = new Column64(capacity);
    this.ts = new Column64(capacity);
    this.value = new Column64(capacity);
  }

  get rows(): number {
    return this.id.rows;
  }

  append(ref: SeriesRef, ms: number, valueLow: number, valueHigh: number): void {
    if (ref !== this.current || !(ms >= this.dayStart && ms < this.dayEnd)) this.turnTo(ref, ms);
    this.name.indexes.append(this.nameIndex);
    this.id.append(ref.idLow, ref.idHigh);
    this.ts.appendInteger(ms);
    this.value.append(valueLow, valueHigh);
  }

  /** Notes that the rows that follow are of another series or day. */
  private turnTo(ref: SeriesRef, ms: number): void {
    this.current = ref;
    if (ref.name !== this.currentName) {
      this.currentName = ref.name;
      this.nameIndex = this.name.indexOf(ref.name);
    }
    if (!(ms >= this.dayStart && ms < this.dayEnd)) {
      this.dayStart = dayOfMs(ms) * MS_PER_DAY;
      this.dayEnd = this.dayStart + MS_PER_DAY;
    }
    this.series.note(ref, dayOfMs(this.dayStart));
  }

  appendNumber(ref: SeriesRef, ms: number, value: number): void {
    scratch[0] = value;
    this.append(ref, ms, scratchWords[0]!, scratchWords[1]!);
  }
}

const scratch = new Float64Array(1);
const scratchWords = new Uint32Array(scratch.buffer);

/**
 * One native histogram. Buckets are spans of (gap, length) and absolute counts, one for each bucket, as floats; integer
 * histograms are exact up to 2^53. Schema -53 means custom bucket bounds (`customValues`).
 * https://prometheus.io/docs/specs/native_histograms/
 */
export interface NativeHistogram {
  schema: number;
  zeroThreshold: number;
  zeroCount: number;
  count: number;
  sum: number;
  positiveSpans: readonly { offset: number; length: number }[];
  positiveCounts: readonly number[];
  negativeSpans: readonly { offset: number; length: number }[];
  negativeCounts: readonly number[];
  customValues: readonly number[];
  /** 0 unknown, 1 reset, 2 no reset, 3 gauge. */
  resetHint: number;
  /** Float histograms (counts may have fractions) as opposed to integer ones. */
  isFloat: boolean;
}

/** Native histogram samples. A stale marker is a histogram whose `sum` is the stale NaN. */
export class HistogramBatch {
  readonly name = new DictionaryColumn();
  readonly id = new Column64();
  readonly ts = new Column64();
  readonly schema = new SmallColumn(Int32Array);
  readonly resetHint = new SmallColumn(Uint8Array);
  readonly isFloat = new SmallColumn(Uint8Array);
  readonly zeroThreshold = new Column64();
  readonly zeroCount = new Column64();
  readonly count = new Column64();
  readonly sum = new Column64();
  /** Offsets and lengths of the spans in turn. */
  readonly positiveSpans = { ends: new OffsetColumn(), values: new SmallColumn(Int32Array) };
  readonly positiveCounts = { ends: new OffsetColumn(), values: new Column64() };
  readonly negativeSpans = { ends: new OffsetColumn(), values: new SmallColumn(Int32Array) };
  readonly negativeCounts = { ends: new OffsetColumn(), values: new Column64() };
  readonly customValues = { ends: new OffsetColumn(), values: new Column64() };
  readonly series = new SeriesDays();

  constructor(readonly tenant: Tenant) {}

  get rows(): number {
    return this.id.rows;
  }

  append(ref: SeriesRef, ms: number, histogram: NativeHistogram, stale = false): void {
    this.series.note(ref, dayOfMs(ms));
    this.name.append(ref.name);
    this.id.append(ref.idLow, ref.idHigh);
    this.ts.appendInteger(ms);
    this.schema.append(histogram.schema);
    this.resetHint.append(histogram.resetHint);
    this.isFloat.append(histogram.isFloat ? 1 : 0);
    this.zeroThreshold.appendFloat(histogram.zeroThreshold);
    this.zeroCount.appendFloat(histogram.zeroCount);
    this.count.appendFloat(histogram.count);
    if (stale) this.sum.append(STALE_NAN.low, STALE_NAN.high);
    else this.sum.appendFloat(histogram.sum);
    for (const [column, spans] of [
      [this.positiveSpans, histogram.positiveSpans],
      [this.negativeSpans, histogram.negativeSpans],
    ] as const) {
      for (const span of spans) {
        column.values.append(span.offset);
        column.values.append(span.length);
      }
      column.ends.append(spans.length * 2);
    }
    for (const [column, numbers] of [
      [this.positiveCounts, histogram.positiveCounts],
      [this.negativeCounts, histogram.negativeCounts],
      [this.customValues, histogram.customValues],
    ] as const) {
      for (const number of numbers) column.values.appendFloat(number);
      column.ends.append(numbers.length);
    }
  }
}

/** Exemplars: the sample of one request that stands for a bucket or a count, with its trace id among the labels. */
export class ExemplarBatch {
  readonly name = new DictionaryColumn();
  readonly id = new Column64();
  readonly ts = new Column64();
  readonly value = new Column64();
  readonly labels = { ends: new OffsetColumn(), keys: new DictionaryColumn(), values: new StringColumn() };
  readonly series = new SeriesDays();

  constructor(readonly tenant: Tenant) {}

  get rows(): number {
    return this.id.rows;
  }

  /** `labels`: names and values in turn. */
  append(ref: SeriesRef, ms: number, value: number, labels: readonly string[]): void {
    this.series.note(ref, dayOfMs(ms));
    this.name.append(ref.name);
    this.id.append(ref.idLow, ref.idHigh);
    this.ts.appendInteger(ms);
    this.value.appendFloat(value);
    for (let i = 0; i < labels.length; i += 2) {
      this.labels.keys.append(labels[i]!);
      this.labels.values.appendText(labels[i + 1]!);
    }
    this.labels.ends.append(labels.length / 2);
  }
}

/** What a sender says of a metric family. */
export interface MetricMetadata {
  readonly family: string;
  /** counter, gauge, histogram, gaugehistogram, summary, info, stateset or unknown. */
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}
