import { ThriftReader } from './reader.js';
import { THRIFT, type ThriftType } from './types.js';

/** Bytes of the shortest value of each type: an empty string is its length, an empty struct its stop byte. */
const SMALLEST: Readonly<Record<number, number>> = {
  [THRIFT.bool]: 1,
  [THRIFT.byte]: 1,
  [THRIFT.double]: 8,
  [THRIFT.i16]: 2,
  [THRIFT.i32]: 4,
  [THRIFT.i64]: 8,
  [THRIFT.binary]: 4,
  [THRIFT.struct]: 1,
  [THRIFT.map]: 6,
  [THRIFT.set]: 5,
  [THRIFT.list]: 5,
  [THRIFT.uuid]: 16,
};

/**
 * Reads the binary protocol: big-endian integers of full width.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-binary-protocol.md
 */
export class BinaryThriftReader extends ThriftReader {
  nextField(): boolean {
    this.fieldType = this.byte() as ThriftType;
    if (this.fieldType === THRIFT.stop) return false;
    this.fieldId = this.i16();
    return true;
  }

  bool(): boolean {
    return this.byte() !== 0;
  }

  i16(): number {
    this.need(2);
    const { buffer, position } = this;
    this.position += 2;
    return ((buffer[position]! << 24) >> 16) | buffer[position + 1]!;
  }

  i32(): number {
    this.need(4);
    return this.word();
  }

  i64(): void {
    this.need(8);
    this.high = this.word() >>> 0;
    this.low = this.word() >>> 0;
  }

  double(): number {
    this.i64();
    scratchWords[0] = this.low;
    scratchWords[1] = this.high;
    return scratchFloat[0]!;
  }

  listBegin(): number {
    this.elementType = this.byte() as ThriftType;
    return this.checkSize(this.i32(), this.smallest(this.elementType));
  }

  protected mapBegin(): number {
    this.keyType = this.byte() as ThriftType;
    this.elementType = this.byte() as ThriftType;
    return this.checkSize(this.i32(), this.smallest(this.keyType) + this.smallest(this.elementType));
  }

  protected length(): number {
    return this.checkSize(this.i32(), 1);
  }

  protected smallest(type: ThriftType): number {
    return SMALLEST[type] ?? 1;
  }

  private word(): number {
    const { buffer, position } = this;
    this.position += 4;
    return (
      (buffer[position]! << 24) | (buffer[position + 1]! << 16) | (buffer[position + 2]! << 8) | buffer[position + 3]!
    );
  }
}

const scratchWords = new Uint32Array(2);
const scratchFloat = new Float64Array(scratchWords.buffer);
