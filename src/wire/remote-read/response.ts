import type { Labels } from '../../model/labels.js';
import type { NativeHistogram } from '../../model/samples.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import { crc32c } from './crc32c.js';
import { histogramChunk } from './histogram-chunk.js';
import { xorChunk } from './xor-chunk.js';

/** A series with its samples; where it has a histogram, that is the sample. Times in ms, ascending. */
export interface ReadSeries {
  readonly labels: Labels;
  readonly ts: Float64Array;
  readonly values: Float64Array;
  readonly histograms?: readonly (NativeHistogram | undefined)[] | undefined;
}

/** Samples of one chunk, as the original makes them. */
const CHUNK_SAMPLES = 120;
const ENCODING = { xor: 1, floatHistogram: 3 } as const;

/** Writes the bits of values, since a stale marker is one particular NaN. */
const wordsOf = (values: Float64Array): Uint32Array => new Uint32Array(values.slice().buffer);
const bitsOf = (values: Float64Array): BigUint64Array => new BigUint64Array(values.slice().buffer);

/** The message TimeSeries of one series: https://github.com/prometheus/prometheus/blob/main/prompb/types.proto */
export function timeSeries({ labels, ts, values, histograms }: ReadSeries): Buffer {
  const writer = new ProtobufWriter(64 + ts.length * 20);
  writeLabels(writer, labels);
  const bits = bitsOf(values);
  for (let i = 0; i < ts.length; i++) {
    if (histograms?.[i] !== undefined) continue;
    writer.message(2, (sample) => {
      sample.fixed64(1, bits[i]!);
      sample.int64Always(2, BigInt(ts[i]!));
    });
  }
  for (const [i, histogram] of histograms?.entries() ?? []) {
    if (histogram !== undefined) writer.message(4, (message) => writeHistogram(message, ts[i]!, histogram));
  }
  return writer.finish();
}

/** A whole ReadResponse: for each query the messages of its series. */
export function readResponse(results: readonly (readonly Uint8Array[])[]): Buffer {
  const writer = new ProtobufWriter(4096);
  for (const series of results) {
    writer.message(1, (result) => {
      for (const message of series) result.bytesAlways(1, message);
    });
  }
  return writer.finish();
}

/** The message ChunkedSeries of one series. */
export function chunkedSeries(series: ReadSeries): Buffer {
  const writer = new ProtobufWriter(256 + series.ts.length * 2);
  writeLabels(writer, series.labels);
  const words = wordsOf(series.values);
  const { ts, histograms } = series;
  for (let start = 0; start < ts.length; ) {
    const histogram = histograms?.[start];
    let end = start + 1;
    if (histogram === undefined) {
      while (end < ts.length && end - start < CHUNK_SAMPLES && histograms?.[end] === undefined) end++;
    }
    const bytes = histogram === undefined ? xorChunk(ts, words, start, end) : histogramChunk(ts[start]!, histogram);
    writer.message(2, (chunk) => {
      chunk.int64Always(1, BigInt(ts[start]!));
      chunk.int64Always(2, BigInt(ts[end - 1]!));
      chunk.uint32(3, histogram === undefined ? ENCODING.xor : ENCODING.floatHistogram);
      chunk.bytesAlways(4, bytes);
    });
    start = end;
  }
  return writer.finish();
}

/** A frame of a streamed answer: its length, a checksum, and a ChunkedReadResponse with some series of one query. */
export function chunkedFrame(query: number, series: readonly Uint8Array[]): Buffer {
  const writer = new ProtobufWriter(series.reduce((sum, { length }) => sum + length + 8, 8));
  for (const message of series) writer.bytesAlways(1, message);
  writer.uint32(2, query);
  const payload = writer.finish();
  const head: number[] = [];
  let rest = payload.length;
  for (; rest > 127; rest >>>= 7) head.push((rest & 127) | 128);
  head.push(rest);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32c(payload));
  return Buffer.concat([Buffer.from(head), checksum, payload]);
}

function writeLabels(writer: ProtobufWriter, labels: Labels): void {
  for (let i = 0; i < labels.length; i += 2) {
    writer.message(1, (label) => {
      label.string(1, labels[i]!);
      label.string(2, labels[i + 1]!);
    });
  }
}

const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;

/** Counts are absolute, as float histograms have them. */
function writeHistogram(writer: ProtobufWriter, ms: number, histogram: NativeHistogram): void {
  writer.doubleAlways(2, histogram.count);
  writer.doubleAlways(3, histogram.sum);
  writer.uint32(4, zigzag(histogram.schema));
  writer.doubleAlways(5, histogram.zeroThreshold);
  writer.doubleAlways(7, histogram.zeroCount);
  writeSpans(writer, 8, histogram.negativeSpans);
  writeDoubles(writer, 10, histogram.negativeCounts);
  writeSpans(writer, 11, histogram.positiveSpans);
  writeDoubles(writer, 13, histogram.positiveCounts);
  writer.uint32(14, histogram.resetHint);
  writer.int64Always(15, BigInt(ms));
  writeDoubles(writer, 16, histogram.customValues);
}

function writeSpans(writer: ProtobufWriter, field: number, spans: NativeHistogram['positiveSpans']): void {
  for (const { offset, length } of spans) {
    writer.message(field, (span) => {
      span.uint32(1, zigzag(offset));
      span.uint32(2, length);
    });
  }
}

function writeDoubles(writer: ProtobufWriter, field: number, values: readonly number[]): void {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [i, value] of values.entries()) bytes.writeDoubleLE(value, i * 8);
  writer.bytes(field, bytes);
}
