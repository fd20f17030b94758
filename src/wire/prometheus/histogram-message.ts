import type { NativeHistogram } from '../../model/samples.js';
import { ProtobufWriter } from '../protobuf/writer.js';

type Side = readonly [spans: NativeHistogram['positiveSpans'], counts: readonly number[]];

const FIELDS = {
  negative: { spans: 8, deltas: 9, counts: 10 },
  positive: { spans: 11, deltas: 12, counts: 13 },
} as const;

/**
 * The message `Histogram` without its time (field 15), as bytes: whole, with its schema, its reset hint and whether its counts
 * are integers. https://github.com/prometheus/prometheus/blob/main/prompb/types.proto
 */
export function histogramMessage(histogram: NativeHistogram): Buffer {
  const writer = new ProtobufWriter(512);
  writeHistogram(writer, histogram);
  return writer.finish();
}

/** The same into `writer`. */
export function writeHistogram(writer: ProtobufWriter, histogram: NativeHistogram): void {
  const { isFloat, count, zeroCount } = histogram;
  if (isFloat) writer.doubleAlways(2, count);
  else writer.int64Always(1, BigInt(count));
  writer.doubleAlways(3, histogram.sum);
  writer.uint32(4, zigzag(histogram.schema));
  writer.doubleAlways(5, histogram.zeroThreshold);
  if (isFloat) writer.doubleAlways(7, zeroCount);
  else writer.int64Always(6, BigInt(zeroCount));
  writeSide(writer, FIELDS.negative, [histogram.negativeSpans, histogram.negativeCounts], isFloat);
  writeSide(writer, FIELDS.positive, [histogram.positiveSpans, histogram.positiveCounts], isFloat);
  writer.uint32(14, histogram.resetHint);
  writeDoubles(writer, 16, histogram.customValues);
}

/** Float histograms have absolute counts, integer ones differences from the bucket before. */
function writeSide(
  writer: ProtobufWriter,
  fields: (typeof FIELDS)['negative' | 'positive'],
  [spans, counts]: Side,
  isFloat: boolean,
): void {
  for (const { offset, length } of spans) {
    writer.message(fields.spans, (span) => {
      span.uint32(1, zigzag(offset));
      span.uint32(2, length);
    });
  }
  if (isFloat) {
    writeDoubles(writer, fields.counts, counts);
    return;
  }
  let before = 0;
  for (const count of counts) {
    writer.int64Always(fields.deltas, zigzag64(BigInt(count) - BigInt(before)));
    before = count;
  }
}

function writeDoubles(writer: ProtobufWriter, field: number, values: readonly number[]): void {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [i, value] of values.entries()) bytes.writeDoubleLE(value, i * 8);
  writer.bytes(field, bytes);
}

const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;
const zigzag64 = (value: bigint): bigint => (value << 1n) ^ (value >> 63n);
