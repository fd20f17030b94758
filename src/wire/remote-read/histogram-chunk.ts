import type { NativeHistogram } from '../../model/samples.js';
import { CUSTOM_BUCKETS_SCHEMA } from '../prometheus/native-histogram.js';
import { BitWriter } from './bit-writer.js';
import { varbitInt, varbitUint } from './varbit.js';

/** The two highest bits of a chunk's flags, by the reset hint: unknown, reset, no reset, gauge. */
const RESET_FLAGS = [0b00, 0b10, 0b01, 0b11] as const;
/** Powers of two that a zero threshold can be in one byte. */
const MIN_POWER = -242;
const MAX_POWER = 11;
/** Stands before a zero threshold that is written out. */
const RAW_THRESHOLD = 255;
/** Custom bounds up to this many thousandths are written as whole thousandths. */
const MAX_THOUSANDTHS = 33_554_430;

/**
 * A chunk of one native histogram in the encoding for float histograms. One a chunk, since histograms of another layout
 * would need a new chunk anyway and a reader joins chunks.
 * https://github.com/prometheus/prometheus/blob/main/tsdb/docs/format/chunks.md#float-histogram-chunk-data
 */
export function histogramChunk(ms: number, histogram: NativeHistogram): Uint8Array {
  const writer = new BitWriter();
  writer.bits(1, 16);
  writer.bits((RESET_FLAGS[histogram.resetHint] ?? 0) << 6, 8);
  writeZeroThreshold(writer, histogram.zeroThreshold);
  varbitInt(writer, histogram.schema);
  writeSpans(writer, histogram.positiveSpans);
  writeSpans(writer, histogram.negativeSpans);
  if (histogram.schema === CUSTOM_BUCKETS_SCHEMA) writeBounds(writer, histogram.customValues);
  varbitInt(writer, ms);
  for (const value of [histogram.count, histogram.zeroCount, histogram.sum]) writer.float(value);
  for (const count of histogram.positiveCounts) writer.float(count);
  for (const count of histogram.negativeCounts) writer.float(count);
  return writer.finish();
}

function writeZeroThreshold(writer: BitWriter, threshold: number): void {
  const power = threshold === 0 ? MIN_POWER - 1 : powerOfHalves(threshold);
  writer.bits(power === undefined ? RAW_THRESHOLD : power - MIN_POWER + 1, 8);
  if (power === undefined) writer.float(threshold);
}

/** The power of two of which a threshold is the half, where one byte can say it. */
function powerOfHalves(threshold: number): number | undefined {
  const power = Math.round(Math.log2(threshold)) + 1;
  return power >= MIN_POWER && power <= MAX_POWER && 2 ** (power - 1) === threshold ? power : undefined;
}

function writeSpans(writer: BitWriter, spans: NativeHistogram['positiveSpans']): void {
  varbitUint(writer, spans.length);
  for (const { offset, length } of spans) {
    varbitUint(writer, length);
    varbitInt(writer, offset);
  }
}

function writeBounds(writer: BitWriter, bounds: readonly number[]): void {
  varbitUint(writer, bounds.length);
  for (const bound of bounds) {
    const thousandths = Math.round(bound * 1000);
    if (bound >= 0 && thousandths <= MAX_THOUSANDTHS && thousandths / 1000 === bound) {
      varbitUint(writer, thousandths + 1);
    } else {
      writer.bits(0, 1);
      writer.float(bound);
    }
  }
}
