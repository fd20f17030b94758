import { type NativeHistogram, STALE_NAN } from '../../model/samples.js';
import { emptyHistogram } from '../prometheus/native-histogram.js';
import { type ProtobufReader, WIRE } from '../protobuf/reader.js';

/** A native histogram as it stands in a request; both protocol versions number its fields alike. */
export interface HistogramSample {
  readonly histogram: NativeHistogram;
  readonly ms: number;
  /** When counting began, ms; 0 is unknown. */
  readonly startMs: number;
  /** Whether it says that the series has ended. */
  readonly stale: boolean;
}

interface Side {
  spans: { offset: number; length: number }[];
  /** Of integer histograms: each bucket's count less the count of the bucket before. */
  deltas: number[];
  /** Of float histograms. */
  counts: number[];
}

const newSide = (): Side => ({ spans: [], deltas: [], counts: [] });

const field = (number: number, wire: number): number => (number << 3) | wire;

/**
 * Reads `Histogram` up to `end`.
 * https://github.com/prometheus/prometheus/blob/main/prompb/io/prometheus/write/v2/types.proto
 */
export function readHistogram(reader: ProtobufReader, end: number): HistogramSample {
  const negative = newSide();
  const positive = newSide();
  const customValues: number[] = [];
  let isFloat = false;
  let count = 0;
  let zeroCount = 0;
  let sum = 0;
  let stale = false;
  let schema = 0;
  let zeroThreshold = 0;
  let resetHint = 0;
  let ms = 0;
  let startMs = 0;
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case field(1, WIRE.varint):
        count = reader.uint64();
        isFloat = false;
        break;
      case field(2, WIRE.fixed64):
        count = reader.double();
        isFloat = true;
        break;
      case field(3, WIRE.fixed64):
        sum = reader.double();
        stale = reader.low === STALE_NAN.low && reader.high === STALE_NAN.high;
        break;
      case field(4, WIRE.varint):
        schema = reader.sint32();
        break;
      case field(5, WIRE.fixed64):
        zeroThreshold = reader.double();
        break;
      case field(6, WIRE.varint):
        zeroCount = reader.uint64();
        break;
      case field(7, WIRE.fixed64):
        zeroCount = reader.double();
        break;
      case field(8, WIRE.bytes):
        negative.spans.push(readSpan(reader));
        break;
      case field(9, WIRE.varint):
      case field(9, WIRE.bytes):
        reader.numbers(tag, negative.deltas, signed);
        break;
      case field(10, WIRE.fixed64):
      case field(10, WIRE.bytes):
        reader.numbers(tag, negative.counts, double);
        break;
      case field(11, WIRE.bytes):
        positive.spans.push(readSpan(reader));
        break;
      case field(12, WIRE.varint):
      case field(12, WIRE.bytes):
        reader.numbers(tag, positive.deltas, signed);
        break;
      case field(13, WIRE.fixed64):
      case field(13, WIRE.bytes):
        reader.numbers(tag, positive.counts, double);
        break;
      case field(14, WIRE.varint):
        resetHint = reader.uint32();
        break;
      case field(15, WIRE.varint):
        ms = reader.int64();
        break;
      case field(16, WIRE.fixed64):
      case field(16, WIRE.bytes):
        reader.numbers(tag, customValues, double);
        break;
      case field(17, WIRE.varint):
        startMs = reader.int64();
        break;
      default:
        reader.skip(tag);
    }
  }
  reader.expectEnd(end);
  const histogram: NativeHistogram = {
    schema,
    zeroThreshold,
    zeroCount,
    count,
    sum,
    positiveSpans: positive.spans,
    positiveCounts: isFloat ? positive.counts : added(positive.deltas),
    negativeSpans: negative.spans,
    negativeCounts: isFloat ? negative.counts : added(negative.deltas),
    customValues,
    resetHint: resetHint <= 3 ? resetHint : 0,
    isFloat,
  };
  return { histogram: stale ? emptyHistogram(isFloat) : histogram, ms, startMs, stale };
}

function readSpan(reader: ProtobufReader): { offset: number; length: number } {
  const end = reader.message();
  let offset = 0;
  let length = 0;
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === field(1, WIRE.varint)) offset = reader.sint32();
    else if (tag === field(2, WIRE.varint)) length = reader.uint32();
    else reader.skip(tag);
  }
  reader.expectEnd(end);
  return { offset, length };
}

const double = (reader: ProtobufReader): number => reader.double();
const signed = (reader: ProtobufReader): number => reader.sint64();

function added(deltas: readonly number[]): number[] {
  let count = 0;
  return deltas.map((delta) => {
    count += delta;
    return count;
  });
}
