import { type AttributeTag, TextSink } from '../../model/attributes.js';
import { anyValueText } from './any-value-text.js';

/** The members of Metric's `data`, by their field number in protobuf and their name in JSON. */
export const METRIC_KINDS = {
  5: 'gauge',
  7: 'sum',
  9: 'histogram',
  10: 'exponentialHistogram',
  11: 'summary',
} as const;

export type MetricKind = (typeof METRIC_KINDS)[keyof typeof METRIC_KINDS];

export const TEMPORALITIES = [
  'AGGREGATION_TEMPORALITY_UNSPECIFIED',
  'AGGREGATION_TEMPORALITY_DELTA',
  'AGGREGATION_TEMPORALITY_CUMULATIVE',
] as const;
export const DELTA = 1;
export const CUMULATIVE = 2;

/** What is said of a metric beside its points. */
export interface MetricHeader {
  readonly kind: MetricKind;
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly monotonic: boolean;
  /** Cumulative for kinds that have none. */
  readonly temporality: number;
}

/** Attributes as keys and plain texts, in their order. */
export class AttributeTexts extends TextSink {
  readonly pairs: [string, string][] = [];

  bytes(key: string, source: Uint8Array, start: number, end: number): void {
    this.pairs.push([key, Buffer.from(source.buffer, source.byteOffset + start, end - start).toString('utf8')]);
  }

  override double(key: string, value: number): void {
    this.text(key, 'd', Object.is(value, -0) ? '-0' : String(value));
  }

  text(key: string, tag: AttributeTag, value: string): void {
    this.pairs.push([key, anyValueText(tag, value)]);
  }
}

export interface ExemplarPoint {
  readonly ms: number;
  readonly value: number;
  /** Hex; may be empty. */
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly [string, string][];
}

/** What all points have. */
export interface Point {
  readonly ms: number;
  /** No value was recorded: the series has ended (flag 1). */
  readonly stale: boolean;
  readonly exemplars: readonly ExemplarPoint[];
}

export interface NumberPoint extends Point {
  readonly value: number;
}

export interface HistogramPoint extends Point {
  readonly count: number;
  /** `undefined` where the sender cannot say (there were negative observations). */
  readonly sum: number | undefined;
  readonly bucketCounts: readonly number[];
  readonly bounds: readonly number[];
}

export interface ExponentialBuckets {
  readonly offset: number;
  readonly counts: readonly number[];
}

export interface ExponentialPoint extends Point {
  readonly count: number;
  readonly sum: number | undefined;
  readonly scale: number;
  readonly zeroCount: number;
  readonly positive: ExponentialBuckets;
  readonly negative: ExponentialBuckets;
}

export interface SummaryPoint extends Point {
  readonly count: number;
  readonly sum: number;
  readonly quantiles: readonly { readonly quantile: number; readonly value: number }[];
}

/** A time in ns, given as words, in whole ms. */
export function msOfNs(low: number, high: number): number {
  // 2^32 ns are 4294 ms and 967,296 ns.
  return high * 4294 + Math.floor((high * 967_296 + low) / 1_000_000);
}
