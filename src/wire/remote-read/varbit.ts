import { type BitWriter, wordsOf } from './bit-writer.js';

/** How many bits a number has, by how many ones stand before it; the last class has no zero after its ones. */
const CLASSES = [0, 3, 6, 9, 12, 18, 25, 56, 64] as const;

/**
 * The varbit integers of histogram chunks: small numbers take few bits.
 * https://github.com/prometheus/prometheus/blob/main/tsdb/docs/format/chunks.md
 */
export function varbitInt(writer: BitWriter, value: number): void {
  writeClass(writer, value, (bits) => value >= -(2 ** (bits - 1)) + 1 && value <= 2 ** (bits - 1));
}

/** The same for numbers without a sign. */
export function varbitUint(writer: BitWriter, value: number): void {
  writeClass(writer, value, (bits) => value < 2 ** bits);
}

function writeClass(writer: BitWriter, value: number, fits: (bits: number) => boolean): void {
  const index = value === 0 ? 0 : CLASSES.findIndex((bits, i) => i > 0 && (bits === 64 || fits(bits)));
  for (let i = 0; i < index; i++) writer.bits(1, 1);
  if (index < CLASSES.length - 1) writer.bits(0, 1);
  const [high, low] = wordsOf(value);
  writer.wideBits(high, low, CLASSES[index]!);
}
