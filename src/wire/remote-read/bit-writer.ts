/** Writes numbers of any number of bits one behind the other, the highest bit first. */
export class BitWriter {
  private bytes = new Uint8Array(64);
  private length = 0;
  /** Bits of the last byte that are still free. */
  private free = 0;

  /** The lowest `count` (at most 32) bits of `value`. */
  bits(value: number, count: number): void {
    let rest = count;
    while (rest > 0) {
      if (this.free === 0) this.nextByte();
      const taken = Math.min(rest, this.free);
      const part = (value >>> (rest - taken)) & ((1 << taken) - 1);
      this.bytes[this.length - 1]! |= part << (this.free - taken);
      this.free -= taken;
      rest -= taken;
    }
  }

  /** The lowest `count` (at most 64) bits of a number in two 32-bit words. */
  wideBits(high: number, low: number, count: number): void {
    if (count > 32) this.bits(high, count - 32);
    this.bits(low, Math.min(count, 32));
  }

  /** A whole number from 0 to 2^53 in groups of seven bits, the lowest first. */
  uvarint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.bits((rest % 128) | 128, 8);
      rest = Math.floor(rest / 128);
    }
    this.bits(rest, 8);
  }

  /** A whole number of either sign, its absolute value at most 2^52. */
  varint(value: number): void {
    this.uvarint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  float(value: number): void {
    scratch.setFloat64(0, value);
    this.wideBits(scratch.getUint32(0), scratch.getUint32(4), 64);
  }

  /** What was written; the last byte is filled with zeros. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private nextByte(): void {
    if (this.length === this.bytes.length) {
      const grown = new Uint8Array(this.bytes.length * 2);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[this.length++] = 0;
    this.free = 8;
  }
}

const scratch = new DataView(new ArrayBuffer(8));

/** A whole number's words in two's complement: [high, low]. */
export const wordsOf = (value: number): readonly [number, number] => [
  Math.floor(value / 4294967296) >>> 0,
  (value % 4294967296) >>> 0,
];
