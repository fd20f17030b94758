import { QuartetError } from '../../model/errors.js';
import { utf8 } from '../protobuf/reader.js';
import { THRIFT, type ThriftType } from './types.js';

/** Structs and containers inside one another; real messages have fewer than ten. */
const MAX_DEPTH = 32;

/**
 * A cursor over Thrift bytes, for decoders that copy values straight into columns; the binary and the compact protocol
 * are its two kinds. It builds no structs: who reads one loops
 *
 *     reader.structBegin();
 *     while (reader.nextField()) …read the value or reader.skipField()…
 *     reader.structEnd();
 *
 * Every read is checked against the end of the buffer, sizes of containers against the bytes that are left, and depth
 * against a limit; a broken message throws `invalid_argument` with the position.
 */
export abstract class ThriftReader {
  position: number;
  /** The field that `nextField` found. */
  fieldId = 0;
  fieldType: ThriftType = THRIFT.stop;
  /** The elements of the list or set that `listBegin` opened. */
  elementType: ThriftType = THRIFT.stop;
  /** Words of the last `i64`, two's complement. */
  low = 0;
  high = 0;
  /** Bounds of the last `binary`. */
  start = 0;
  stop = 0;
  private depth = 0;

  constructor(
    readonly buffer: Uint8Array,
    position = 0,
    readonly end = buffer.length,
  ) {
    this.position = position;
  }

  /** Steps to the next field of the struct that is open, and gives false at its end. */
  abstract nextField(): boolean;
  abstract bool(): boolean;
  abstract i16(): number;
  abstract i32(): number;
  /** Reads an integer into `low` and `high`. */
  abstract i64(): void;
  abstract double(): number;
  /** Opens a list or set and gives the number of its elements. */
  abstract listBegin(): number;
  /** Reads a length, which must not reach beyond the end, and steps to the first of as many bytes. */
  protected abstract length(): number;
  /** Opens a map: gives the number of entries and sets `keyType` and `elementType`. */
  protected abstract mapBegin(): number;
  /** Fewest bytes that an element of this type takes in a container. */
  protected abstract smallest(type: ThriftType): number;
  protected keyType: ThriftType = THRIFT.stop;

  structBegin(): void {
    this.enter();
  }

  structEnd(): void {
    this.leave();
  }

  byte(): number {
    if (this.position >= this.end) throw this.broken('unexpected end');
    return this.buffer[this.position++]!;
  }

  /** Reads a string or binary value, which is then `buffer[start, stop)`. */
  binary(): void {
    const length = this.length();
    this.start = this.position;
    this.stop = this.position + length;
    this.position = this.stop;
  }

  string(): string {
    this.binary();
    return utf8(this.buffer, this.start, this.stop);
  }

  /** True when the field has the type that the schema gives it; fields of another type are to be skipped. */
  is(type: ThriftType): boolean {
    return this.fieldType === type;
  }

  /** Steps over the value of a field that is not wanted. */
  skipField(): void {
    this.skip(this.fieldType);
  }

  skip(type: ThriftType): void {
    switch (type) {
      case THRIFT.bool:
        this.bool();
        return;
      case THRIFT.byte:
        this.byte();
        return;
      case THRIFT.i16:
        this.i16();
        return;
      case THRIFT.i32:
        this.i32();
        return;
      case THRIFT.i64:
        this.i64();
        return;
      case THRIFT.double:
        this.double();
        return;
      case THRIFT.binary:
        this.binary();
        return;
      case THRIFT.uuid:
        this.need(16);
        this.position += 16;
        return;
      case THRIFT.struct:
        this.structBegin();
        while (this.nextField()) this.skipField();
        this.structEnd();
        return;
      case THRIFT.set:
      case THRIFT.list:
        this.skipElements(this.listBegin(), this.elementType);
        return;
      case THRIFT.map:
        this.skipElements(this.mapBegin(), this.keyType, this.elementType);
        return;
      default:
        throw this.broken(`type ${type}`);
    }
  }

  broken(what: string): QuartetError {
    return new QuartetError('invalid_argument', `invalid Thrift at byte ${this.position}: ${what}`);
  }

  /** Throws unless `bytes` more are there. */
  protected need(bytes: number): void {
    if (bytes > this.end - this.position) throw this.broken('unexpected end');
  }

  /** Throws when `size` elements of `bytes` at least cannot be in what is left. */
  protected checkSize(size: number, bytes: number): number {
    if (size < 0) throw this.broken(`negative size ${size}`);
    if (size * bytes > this.end - this.position) throw this.broken(`size ${size} reaches beyond the end`);
    return size;
  }

  private skipElements(count: number, ...types: ThriftType[]): void {
    this.enter();
    for (let i = 0; i < count; i++) for (const type of types) this.skip(type);
    this.leave();
  }

  private enter(): void {
    if (++this.depth > MAX_DEPTH) throw this.broken(`more than ${MAX_DEPTH} levels of nesting`);
  }

  private leave(): void {
    this.depth--;
  }
}
