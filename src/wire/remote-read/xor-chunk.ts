import { BitWriter, wordsOf } from './bit-writer.js';

/** Classes of the change of a time difference: what stands before it, and its bits. */
const CHANGES = [
  { mark: 0b10, markBits: 2, bits: 14 },
  { mark: 0b110, markBits: 3, bits: 17 },
  { mark: 0b1110, markBits: 4, bits: 20 },
] as const;

/**
 * A chunk of float samples in the encoding XOR: times as changes of their differences, values as what differs from the
 * one before. `words` are the values' bits, low and high in turn. At least one sample, at most 65,535.
 * https://github.com/prometheus/prometheus/blob/main/tsdb/docs/format/chunks.md#xor-chunk-data
 */
export function xorChunk(ts: Float64Array, words: Uint32Array, start: number, end: number): Uint8Array {
  const writer = new BitWriter();
  const values = new XorValues(writer, words);
  writer.bits(end - start, 16);
  writer.varint(ts[start]!);
  values.first(start);
  let difference = 0;
  for (let i = start + 1; i < end; i++) {
    const next = ts[i]! - ts[i - 1]!;
    if (i === start + 1) writer.uvarint(next);
    else writeChange(writer, next - difference);
    difference = next;
    values.next(i);
  }
  return writer.finish();
}

function writeChange(writer: BitWriter, change: number): void {
  if (change === 0) return writer.bits(0, 1);
  for (const { mark, markBits, bits } of CHANGES) {
    if (change < -(2 ** (bits - 1)) + 1 || change > 2 ** (bits - 1)) continue;
    writer.bits(mark, markBits);
    return writer.bits(change, bits);
  }
  writer.bits(0b1111, 4);
  writer.wideBits(...wordsOf(change), 64);
}

/** Values as what differs from the value before: the bits between the leading and the trailing zeros. */
class XorValues {
  /** Zeros that the last written window leaves out; none yet: -1. */
  private leading = -1;
  private trailing = 0;

  constructor(
    private readonly writer: BitWriter,
    private readonly words: Uint32Array,
  ) {}

  first(i: number): void {
    this.writer.wideBits(this.words[2 * i + 1]!, this.words[2 * i]!, 64);
  }

  next(i: number): void {
    const { writer, words } = this;
    const low = (words[2 * i]! ^ words[2 * i - 2]!) >>> 0;
    const high = (words[2 * i + 1]! ^ words[2 * i - 1]!) >>> 0;
    if (low === 0 && high === 0) return writer.bits(0, 1);
    writer.bits(1, 1);
    // Five bits hold it.
    const leading = Math.min(31, high === 0 ? 32 + Math.clz32(low) : Math.clz32(high));
    const trailing = low === 0 ? 32 + trailingZeros(high) : trailingZeros(low);
    if (this.leading >= 0 && leading >= this.leading && trailing >= this.trailing) {
      writer.bits(0, 1);
    } else {
      this.leading = leading;
      this.trailing = trailing;
      writer.bits(1, 1);
      writer.bits(leading, 5);
      // 64 does not fit into six bits and is written as 0, which cannot be.
      writer.bits((64 - leading - trailing) & 63, 6);
    }
    this.window(high, low);
  }

  private window(high: number, low: number): void {
    const { leading, trailing } = this;
    const count = 64 - leading - trailing;
    if (trailing >= 32) return this.writer.bits(high >>> (trailing - 32), count);
    const shifted = trailing === 0 ? low : ((low >>> trailing) | (high << (32 - trailing))) >>> 0;
    this.writer.wideBits(high >>> trailing, shifted, count);
  }
}

const trailingZeros = (word: number): number => 31 - Math.clz32(word & -word);
