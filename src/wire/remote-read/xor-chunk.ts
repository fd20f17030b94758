import { BitWriter, wordsOf } from './bit-writer.js';

/** Classes of the change of a time difference: what stands before it, and its bits. */
const CHANGES = [
  { mark: 0b0, markBits: 1, bits: 0 },
  { mark: 0b10, markBits: 2, bits: 14 },
  { mark: 0b110, markBits: 3, bits: 17 },
  { mark: 0b1110, markBits: 4, bits: 20 },
] as const;
const LARGEST = { mark: 0b1111, markBits: 4, bits: 64 } as const;

const fits = (change: number, bits: number): boolean =>
  change === 0 || (bits > 0 && change >= -(2 ** (bits - 1)) + 1 && change <= 2 ** (bits - 1));

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
  const { mark, markBits, bits } = CHANGES.find((form) => fits(change, form.bits)) ?? LARGEST;
  writer.bits(mark, markBits);
  writer.wideBits(...wordsOf(change), bits);
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
    const isChanged = low !== 0 || high !== 0;
    writer.bits(isChanged ? 1 : 0, 1);
    if (!isChanged) return;
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
    if (trailing >= 32) {
      this.writer.bits(high >>> (trailing - 32), count);
      return;
    }
    const shifted = trailing === 0 ? low : ((low >>> trailing) | (high << (32 - trailing))) >>> 0;
    this.writer.wideBits(high >>> trailing, shifted, count);
  }
}

const trailingZeros = (word: number): number => 31 - Math.clz32(word & -word);
