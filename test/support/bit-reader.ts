/** Reads what chunks of remote read are made of, for tests: the reverse of `src/wire/remote-read/bit-writer.ts`. */
export class BitReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  bit(): number {
    const bit = (this.bytes[this.at >> 3]! >> (7 - (this.at & 7))) & 1;
    this.at++;
    return bit;
  }

  bits(count: number): bigint {
    let value = 0n;
    for (let i = 0; i < count; i++) value = (value << 1n) | BigInt(this.bit());
    return value;
  }

  /** The lowest `count` bits as a number; `count` is at most 32. */
  small(count: number): number {
    return Number(this.bits(count));
  }

  uvarint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.bits(8);
      value |= (byte & 127n) << shift;
      if (byte < 128n) return value;
    }
  }

  varint(): number {
    const value = this.uvarint();
    return Number((value & 1n) === 1n ? -(value >> 1n) - 1n : value >> 1n);
  }

  /** Ones up to the next zero, at most `most`. */
  ones(most: number): number {
    let count = 0;
    while (count < most && this.bit() === 1) count++;
    return count;
  }

  float(): number {
    return floatOf(this.bits(64));
  }
}

function floatOf(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** A number of which a bit class says how large it may be: positive up to half of the class, both ends included. */
const signed = (value: bigint, bits: number): number =>
  Number(bits < 64 && value > 1n << BigInt(bits - 1) ? value - (1n << BigInt(bits)) : BigInt.asIntN(64, value));

/** The samples of an XOR chunk; values as their bits. */
export function readXorChunk(bytes: Uint8Array): { ts: number; bits: bigint }[] {
  const reader = new BitReader(bytes);
  const count = reader.small(16);
  const samples: { ts: number; bits: bigint }[] = [];
  let difference = 0;
  let leading = 0;
  let trailing = 0;
  for (let i = 0; i < count; i++) {
    if (i === 0) {
      samples.push({ ts: reader.varint(), bits: reader.bits(64) });
      continue;
    }
    const before = samples[i - 1]!;
    if (i === 1) difference = Number(reader.uvarint());
    else {
      const width = [0, 14, 17, 20, 64][reader.ones(4)]!;
      if (width > 0) difference += signed(reader.bits(width), width);
    }
    let { bits } = before;
    if (reader.bit() === 1) {
      if (reader.bit() === 1) {
        leading = reader.small(5);
        const width = reader.small(6) || 64;
        trailing = 64 - leading - width;
      }
      bits ^= reader.bits(64 - leading - trailing) << BigInt(trailing);
    }
    samples.push({ ts: before.ts + difference, bits });
  }
  return samples;
}

const CLASSES = [0, 3, 6, 9, 12, 18, 25, 56, 64];

export function readVarbitInt(reader: BitReader): number {
  const width = CLASSES[reader.ones(8)]!;
  return width === 0 ? 0 : signed(reader.bits(width), width);
}

export function readVarbitUint(reader: BitReader): number {
  return Number(reader.bits(CLASSES[reader.ones(8)]!));
}
