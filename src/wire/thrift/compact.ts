import { ThriftReader } from './reader.js';
import { THRIFT, type ThriftType } from './types.js';

/** The compact protocol's number of a type → ours; 1 and 2 are the two values of a bool field. */
const TYPES: readonly ThriftType[] = [
  THRIFT.stop,
  THRIFT.bool,
  THRIFT.bool,
  THRIFT.byte,
  THRIFT.i16,
  THRIFT.i32,
  THRIFT.i64,
  THRIFT.double,
  THRIFT.binary,
  THRIFT.list,
  THRIFT.set,
  THRIFT.map,
  THRIFT.struct,
  THRIFT.uuid,
];

const COMPACT_TRUE = 1;
const COMPACT_FALSE = 2;

/**
 * Reads the compact protocol: zigzag varints, field ids as differences, bool fields inside the field's header.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export class CompactThriftReader extends ThriftReader {
  /** Ids of the last fields of the structs that enclose the open one. */
  private readonly outer: number[] = [];
  private lastId = 0;
  /** The value of the bool field whose header was read, until it is taken. */
  private pending: boolean | undefined;

  override structBegin(): void {
    super.structBegin();
    this.outer.push(this.lastId);
    this.lastId = 0;
  }

  override structEnd(): void {
    super.structEnd();
    this.lastId = this.outer.pop() ?? 0;
  }

  nextField(): boolean {
    this.pending = undefined;
    const header = this.byte();
    if (header === 0) {
      this.fieldType = THRIFT.stop;
      return false;
    }
    const number = header & 15;
    this.fieldType = this.typeOf(number);
    this.fieldId = header >>> 4 === 0 ? this.i16() : this.lastId + (header >>> 4);
    this.lastId = this.fieldId;
    if (number === COMPACT_TRUE || number === COMPACT_FALSE) this.pending = number === COMPACT_TRUE;
    return true;
  }

  bool(): boolean {
    const { pending } = this;
    if (pending === undefined) return this.byte() === COMPACT_TRUE;
    this.pending = undefined;
    return pending;
  }

  i16(): number {
    return (this.i32() << 16) >> 16;
  }

  i32(): number {
    const value = this.varint32();
    return (value >>> 1) ^ -(value & 1);
  }

  i64(): void {
    let low = 0;
    let high = 0;
    for (let shift = 0; ; shift += 7) {
      if (shift === 70) throw this.broken('varint of more than 10 bytes');
      const byte = this.byte();
      if (shift < 28) low |= (byte & 127) << shift;
      else if (shift === 28) {
        low |= (byte & 127) << 28;
        high |= (byte & 127) >>> 4;
      } else high |= (byte & 127) << (shift - 32);
      if (byte < 128) break;
    }
    const sign = -(low & 1);
    this.low = (((low >>> 1) | (high << 31)) ^ sign) >>> 0;
    this.high = ((high >>> 1) ^ sign) >>> 0;
  }

  double(): number {
    this.need(8);
    for (let i = 0; i < 8; i++) scratchBytes[i] = this.buffer[this.position + i]!;
    this.position += 8;
    return scratchFloat[0]!;
  }

  listBegin(): number {
    this.pending = undefined;
    const header = this.byte();
    this.elementType = this.typeOf(header & 15);
    const size = header >>> 4 === 15 ? this.varint32() : header >>> 4;
    return this.checkSize(size, this.smallest(this.elementType));
  }

  protected mapBegin(): number {
    this.pending = undefined;
    const size = this.varint32();
    if (size === 0) return 0;
    const types = this.byte();
    this.keyType = this.typeOf(types >>> 4);
    this.elementType = this.typeOf(types & 15);
    return this.checkSize(size, this.smallest(this.keyType) + this.smallest(this.elementType));
  }

  protected length(): number {
    return this.checkSize(this.varint32(), 1);
  }

  protected smallest(type: ThriftType): number {
    if (type === THRIFT.double) return 8;
    return type === THRIFT.uuid ? 16 : 1;
  }

  private typeOf(number: number): ThriftType {
    const type = TYPES[number];
    if (type === undefined || type === THRIFT.stop) throw this.broken(`type ${number}`);
    return type;
  }

  private varint32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw this.broken('varint of more than 5 bytes');
  }
}

const scratchBytes = new Uint8Array(8);
const scratchFloat = new Float64Array(scratchBytes.buffer);
