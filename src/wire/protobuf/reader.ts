import { QuartetError } from '../../model/errors.js';

/** Wire types of https://protobuf.dev/programming-guides/encoding/#structure. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/**
 * A cursor over protobuf bytes, for decoders that copy values straight into columns. It holds no message: who reads a
 * message loops `while (reader.position < end)` over `tag()` and reads or skips each field. Every read is checked
 * against the end of the buffer; a broken message throws `invalid_argument` with the position.
 *
 * `tag()` gives field number * 8 + wire type, so that one `switch` names both: `case (3 << 3) | WIRE.bytes`.
 */
export class ProtobufReader {
  position: number;
  readonly end: number;
  /** Words of the last `varint64` or `fixed64`. */
  low = 0;
  high = 0;
  /** Bounds of the last `bytes()`. */
  start = 0;
  stop = 0;

  constructor(
    readonly buffer: Uint8Array,
    start = 0,
    end = buffer.length,
  ) {
    this.position = start;
    this.end = end;
  }

  tag(): number {
    const tag = this.uint32();
    if (tag < 8) throw this.broken('field number 0');
    return tag;
  }

  /** A varint of which the low 32 bits count, unsigned. */
  uint32(): number {
    const { buffer } = this;
    let at = this.position;
    if (at < this.end && buffer[at]! < 128) {
      this.position = at + 1;
      return buffer[at]!;
    }
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= this.end) throw this.broken('unexpected end');
      const byte = buffer[at++]!;
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) {
        this.position = at;
        return value >>> 0;
      }
    }
    throw this.broken('varint of more than 10 bytes');
  }

  /** int32 and enum values, also when they were written as negative 64-bit varints. */
  int32(): number {
    return this.uint32() | 0;
  }

  sint32(): number {
    const value = this.uint32();
    return (value >>> 1) ^ -(value & 1);
  }

  bool(): boolean {
    this.varint64();
    return (this.low | this.high) !== 0;
  }

  /** Reads a 64-bit varint into `low` and `high`. */
  varint64(): void {
    const { buffer } = this;
    let at = this.position;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= this.end) throw this.broken('unexpected end');
      const byte = buffer[at++]!;
      if (shift < 28) low |= (byte & 127) << shift;
      else if (shift === 28) {
        low |= (byte & 127) << 28;
        high |= (byte & 127) >>> 4;
      } else high |= (byte & 127) << (shift - 32);
      if (byte < 128) {
        this.position = at;
        this.low = low >>> 0;
        this.high = high >>> 0;
        return;
      }
    }
    throw this.broken('varint of more than 10 bytes');
  }

  /** A 64-bit varint as a signed number; beyond 2^53 it is rounded. */
  int64(): number {
    this.varint64();
    return (this.high | 0) * 4294967296 + this.low;
  }

  /** A 64-bit varint as a number, unsigned; beyond 2^53 it is rounded. */
  uint64(): number {
    this.varint64();
    return this.high * 4294967296 + this.low;
  }

  /** A zigzag varint as a number; beyond 2^53 it is rounded. */
  sint64(): number {
    this.varint64();
    const half = (this.high >>> 1) * 4294967296 + (((this.low >>> 1) | (this.high << 31)) >>> 0);
    return (this.low & 1) === 1 ? -half - 1 : half;
  }

  /** Reads eight little-endian bytes into `low` and `high`. */
  fixed64(): void {
    const at = this.position;
    if (at + 8 > this.end) throw this.broken('unexpected end');
    const { buffer } = this;
    this.low = (buffer[at]! | (buffer[at + 1]! << 8) | (buffer[at + 2]! << 16) | (buffer[at + 3]! << 24)) >>> 0;
    this.high = (buffer[at + 4]! | (buffer[at + 5]! << 8) | (buffer[at + 6]! << 16) | (buffer[at + 7]! << 24)) >>> 0;
    this.position = at + 8;
  }

  /** A double; where NaN payloads matter use `fixed64` and its words. */
  double(): number {
    this.fixed64();
    scratchWords[0] = this.low;
    scratchWords[1] = this.high;
    return scratchFloat[0]!;
  }

  fixed32(): number {
    const at = this.position;
    if (at + 4 > this.end) throw this.broken('unexpected end');
    const { buffer } = this;
    this.position = at + 4;
    return (buffer[at]! | (buffer[at + 1]! << 8) | (buffer[at + 2]! << 16) | (buffer[at + 3]! << 24)) >>> 0;
  }

  /** Reads a length and steps over as many bytes; they are `buffer[start, stop)`. Returns `stop`. */
  bytes(): number {
    const length = this.uint32();
    const stop = this.position + length;
    if (stop > this.end) throw this.broken(`length ${length} reaches beyond the end`);
    this.start = this.position;
    this.stop = stop;
    this.position = stop;
    return stop;
  }

  /** A length-delimited message: leaves `position` at its first byte and returns its end. */
  message(): number {
    const stop = this.bytes();
    this.position = this.start;
    return stop;
  }

  string(): string {
    this.bytes();
    return utf8(this.buffer, this.start, this.stop);
  }

  /** The bytes of a field, such as an id, in hex. */
  hex(): string {
    this.bytes();
    const { buffer, start, stop } = this;
    return Buffer.from(buffer.buffer, buffer.byteOffset + start, stop - start).toString('hex');
  }

  /** Adds to `into` what a repeated number has at `tag`: several where it is packed, else one. */
  numbers(tag: number, into: number[], read: (reader: this) => number): void {
    if ((tag & 7) !== WIRE.bytes) {
      into.push(read(this));
      return;
    }
    const end = this.message();
    while (this.position < end) into.push(read(this));
    this.expectEnd(end);
  }

  /** Steps over the value of a field that is not wanted. */
  skip(tag: number): void {
    switch (tag & 7) {
      case WIRE.varint:
        this.varint64();
        return;
      case WIRE.fixed64:
        this.fixed64();
        return;
      case WIRE.bytes:
        this.bytes();
        return;
      case WIRE.fixed32:
        this.fixed32();
        return;
      default:
        throw this.broken(`wire type ${tag & 7}`);
    }
  }

  /** To be called after a message: a field that ran over the message's end makes it invalid. */
  expectEnd(end: number): void {
    if (this.position !== end) throw this.broken('a field reaches beyond its message');
  }

  broken(what: string): QuartetError {
    return new QuartetError('invalid_argument', `invalid protobuf at byte ${this.position}: ${what}`);
  }
}

const scratchWords = new Uint32Array(2);
const scratchFloat = new Float64Array(scratchWords.buffer);
const decoder = new TextDecoder('utf-8');

/** Bytes as text; broken UTF-8 becomes U+FFFD. Short ASCII, the common case of names, avoids the decoder. */
export function utf8(buffer: Uint8Array, start: number, end: number): string {
  if (end - start > 64) return decoder.decode(buffer.subarray(start, end));
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = buffer[i]!;
    if (byte > 127) return decoder.decode(buffer.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}
