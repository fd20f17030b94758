import type { Labels } from '../../model/labels.js';
import type { NativeHistogram } from '../../model/samples.js';
import { writeHistogram } from '../prometheus/histogram-message.js';
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
    if (histogram === undefined) continue;
    writer.message(4, (message) => {
      writeHistogram(message, { ...histogram, isFloat: true });
      message.int64Always(15, BigInt(ts[i]!));
    });
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
