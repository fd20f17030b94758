import type { NumberValues } from './block-reader-columns.js';

/** A class of typed arrays. */
export interface NumberArray {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, offset: number, length: number): NumberValues;
}

/**
 * Numbers whose bytes lie where no typed array may: they are copied once somebody reads them, or straight to where they
 * are wanted. ClickHouse puts a column right behind its name, so that most columns lie so.
 */
export class PackedNumbers {
  readonly length: number;

  constructor(
    private readonly bytes: Uint8Array<ArrayBuffer>,
    private readonly Values: NumberArray,
  ) {
    this.length = bytes.length / Values.BYTES_PER_ELEMENT;
  }

  unpack(): NumberValues {
    return new this.Values(this.bytes.slice().buffer, 0, this.length);
  }

  /** Copies the rows [start, end), bit for bit, to `target` from `at` on, which has elements of the same type. */
  copyTo(target: NumberValues, at: number, start: number, end: number): void {
    const width = this.Values.BYTES_PER_ELEMENT;
    const room = new Uint8Array(target.buffer, target.byteOffset + at * width, (end - start) * width);
    room.set(this.bytes.subarray(start * width, end * width));
  }
}
