import { WIRE } from './reader.js';

/**
 * Builds protobuf messages where speed does not decide: answers, errors, traces read back. Fields with proto3's default
 * value are left out, except by `message` and by what is named `…Always`.
 * https://protobuf.dev/programming-guides/encoding/
 */
export class ProtobufWriter {
  private buffer: Buffer;
  private size = 0;

  constructor(capacity = 256) {
    this.buffer = Buffer.allocUnsafe(capacity);
  }

  /** What was written, as a copy of its own. */
  finish(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.size));
  }

  /** uint32, bool (0 or 1) and non-negative enum values. */
  uint32(field: number, value: number): void {
    if (value === 0) return;
    this.varint(field * 8 + WIRE.varint);
    this.varint(value);
  }

  /** int64 in two's complement, written even when it is 0 (a oneof's member). */
  int64Always(field: number, value: bigint): void {
    this.varint(field * 8 + WIRE.varint);
    let rest = BigInt.asUintN(64, value);
    this.reserve(10);
    while (rest > 127n) {
      this.buffer[this.size++] = Number(rest & 127n) | 128;
      rest >>= 7n;
    }
    this.buffer[this.size++] = Number(rest);
  }

  boolAlways(field: number, value: boolean): void {
    this.varint(field * 8 + WIRE.varint);
    this.varint(value ? 1 : 0);
  }

  doubleAlways(field: number, value: number): void {
    this.varint(field * 8 + WIRE.fixed64);
    this.reserve(8);
    this.size = this.buffer.writeDoubleLE(value, this.size);
  }

  fixed64(field: number, value: bigint): void {
    if (value === 0n) return;
    this.varint(field * 8 + WIRE.fixed64);
    this.reserve(8);
    this.size = this.buffer.writeBigUInt64LE(BigInt.asUintN(64, value), this.size);
  }

  fixed32(field: number, value: number): void {
    if (value === 0) return;
    this.varint(field * 8 + WIRE.fixed32);
    this.reserve(4);
    this.size = this.buffer.writeUInt32LE(value, this.size);
  }

  string(field: number, text: string): void {
    if (text !== '') this.stringAlways(field, text);
  }

  stringAlways(field: number, text: string): void {
    this.bytesAlways(field, Buffer.from(text, 'utf8'));
  }

  bytes(field: number, value: Uint8Array): void {
    if (value.length > 0) this.bytesAlways(field, value);
  }

  bytesAlways(field: number, value: Uint8Array): void {
    this.varint(field * 8 + WIRE.bytes);
    this.varint(value.length);
    this.reserve(value.length);
    this.buffer.set(value, this.size);
    this.size += value.length;
  }

  /** What stands before a message whose bytes are written elsewhere. */
  messageHead(field: number, length: number): void {
    this.varint(field * 8 + WIRE.bytes);
    this.varint(length);
  }

  /** A message of its own, written by `write` into this buffer. */
  message(field: number, write: (writer: this) => void): void {
    this.varint(field * 8 + WIRE.bytes);
    const start = this.size;
    write(this);
    const length = this.size - start;
    const prefix = varintSize(length);
    this.reserve(prefix);
    this.buffer.copyWithin(start + prefix, start, this.size);
    this.size = start;
    this.varint(length);
    this.size += length;
  }

  private varint(value: number): void {
    this.reserve(5);
    let rest = value >>> 0;
    while (rest > 127) {
      this.buffer[this.size++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.buffer[this.size++] = rest;
  }

  private reserve(more: number): void {
    if (this.size + more <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.size + more));
    this.buffer.copy(grown, 0, 0, this.size);
    this.buffer = grown;
  }
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) size++;
  return size;
}
