import type { NativeHistogram } from '../../model/samples.js';
import { atKnownSchema, invalidHistogram } from '../prometheus/native-histogram.js';
import type { ProtobufReader } from '../protobuf/reader.js';
import type { ExposedExemplar } from './exposition-reader.js';
import {
  bytes,
  double,
  fieldsOf,
  fixed64,
  many,
  one,
  type ReadField,
  readMessage,
  sint32,
  uint64,
  varint,
} from './protobuf-fields.js';
import { readExemplar, readTimestamp } from './protobuf-parts.js';

interface Bucket {
  /** Observations up to `bound`, inclusive. */
  count: number;
  floatCount: number;
  bound: number;
  exemplar: ExposedExemplar | undefined;
}

type Span = { offset: number; length: number };

interface Side {
  readonly spans: Span[];
  /** Of integer histograms: each bucket's count less the count of the bucket before. */
  readonly deltas: number[];
  /** Of float histograms. */
  readonly counts: number[];
}

/** A `Histogram` as it stands on the page. Of counts that are given as integers and as floats the floats count. */
export interface HistogramMessage {
  count: number;
  floatCount: number;
  sum: number;
  readonly buckets: Bucket[];
  createdMs: number | undefined;
  schema: number;
  zeroThreshold: number;
  zeroCount: number;
  floatZeroCount: number;
  readonly negative: Side;
  readonly positive: Side;
  /** Of the native histogram. */
  readonly exemplars: ExposedExemplar[];
}

const BUCKET = fieldsOf<Bucket>([
  [varint(1), one('count', uint64)],
  [fixed64(2), one('bound', double)],
  [bytes(3), one('exemplar', readExemplar)],
  [fixed64(4), one('floatCount', double)],
]);

const readBucket = (reader: ProtobufReader): Bucket =>
  readMessage<Bucket>(reader, BUCKET, { count: 0, floatCount: 0, bound: 0, exemplar: undefined });

const SPAN = fieldsOf<Span>([
  [varint(1), one('offset', sint32)],
  [varint(2), one('length', (reader) => reader.uint32())],
]);

const readSpan = (reader: ProtobufReader): Span => readMessage(reader, SPAN, { offset: 0, length: 0 });

const signed = (reader: ProtobufReader): number => reader.sint64();

const HISTOGRAM = fieldsOf<HistogramMessage>([
  [varint(1), one('count', uint64)],
  [fixed64(2), one('sum', double)],
  [bytes(3), many('buckets', readBucket)],
  [fixed64(4), one('floatCount', double)],
  [varint(5), one('schema', sint32)],
  [fixed64(6), one('zeroThreshold', double)],
  [varint(7), one('zeroCount', uint64)],
  [fixed64(8), one('floatZeroCount', double)],
  ...sideFields('negative', 9),
  ...sideFields('positive', 12),
  [bytes(15), one('createdMs', readTimestamp)],
  [bytes(16), many('exemplars', readExemplar)],
]);

/** Spans, deltas and counts of one side, from field `first` on; numbers may be packed. */
function sideFields(side: 'negative' | 'positive', first: number): [number, ReadField<HistogramMessage>][] {
  const spans: ReadField<HistogramMessage> = (reader, into) => {
    into[side].spans.push(readSpan(reader));
  };
  const deltas: ReadField<HistogramMessage> = (reader, into, tag) => reader.numbers(tag, into[side].deltas, signed);
  const counts: ReadField<HistogramMessage> = (reader, into, tag) => reader.numbers(tag, into[side].counts, double);
  return [
    [bytes(first), spans],
    [varint(first + 1), deltas],
    [bytes(first + 1), deltas],
    [fixed64(first + 2), counts],
    [bytes(first + 2), counts],
  ];
}

export const newHistogram = (): HistogramMessage => ({
  count: 0,
  floatCount: 0,
  sum: 0,
  buckets: [],
  createdMs: undefined,
  schema: 0,
  zeroThreshold: 0,
  zeroCount: 0,
  floatZeroCount: 0,
  negative: { spans: [], deltas: [], counts: [] },
  positive: { spans: [], deltas: [], counts: [] },
  exemplars: [],
});

/** A `Histogram`, whose length comes next. */
export const readHistogram = (reader: ProtobufReader): HistogramMessage =>
  readMessage(reader, HISTOGRAM, newHistogram());

/** Whether there is more than classic buckets. A native histogram without observations has a span of no length. */
export function isNative({ positive, negative, zeroThreshold, zeroCount, floatZeroCount }: HistogramMessage): boolean {
  const buckets = [positive, negative].some(
    ({ spans, deltas, counts }) => spans.length + deltas.length + counts.length > 0,
  );
  return buckets || zeroThreshold > 0 || zeroCount > 0 || floatZeroCount > 0;
}

/**
 * The native histogram of the message; throws where it is not valid. Gauges have the reset hint `gauge`.
 * https://prometheus.io/docs/specs/native_histograms/#exposition-formats
 */
export function nativeHistogram(message: HistogramMessage, isGauge: boolean, reader: ProtobufReader): NativeHistogram {
  const isFloat = message.floatCount > 0 || message.floatZeroCount > 0;
  const countsOf = ({ counts, deltas }: Side): number[] => (isFloat ? counts : added(deltas));
  const histogram: NativeHistogram = {
    schema: message.schema,
    zeroThreshold: message.zeroThreshold,
    zeroCount: isFloat ? message.floatZeroCount : message.zeroCount,
    count: isFloat ? message.floatCount : message.count,
    sum: Number.isNaN(message.sum) ? Number.NaN : message.sum,
    positiveSpans: filledSpans(message.positive.spans),
    positiveCounts: countsOf(message.positive),
    negativeSpans: filledSpans(message.negative.spans),
    negativeCounts: countsOf(message.negative),
    customValues: [],
    resetHint: isGauge ? GAUGE : 0,
    isFloat,
  };
  const problem = invalidHistogram(histogram);
  if (problem !== undefined) throw reader.broken(`a native histogram is not valid: ${problem}`);
  return atKnownSchema(histogram);
}

const GAUGE = 3;

/** Those that have buckets; what the others skip is added to the next. */
function filledSpans(spans: readonly Span[]): Span[] {
  const filled: Span[] = [];
  let skipped = 0;
  for (const { offset, length } of spans) {
    skipped += offset;
    if (length === 0) continue;
    filled.push({ offset: skipped, length });
    skipped = 0;
  }
  return filled;
}

function added(deltas: readonly number[]): number[] {
  const counts = Array.from(deltas);
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
  return counts;
}
