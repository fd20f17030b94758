import type { ThriftReader } from '../thrift/reader.js';
import { THRIFT } from '../thrift/types.js';
import type { Reference } from './references.js';
import { resetTag, type Tag, THRIFT_TAG_TYPES } from './tag.js';

/** Reads a Tag. */
export function readTag(reader: ThriftReader, tag: Tag): void {
  resetTag(tag);
  let binaryStart = 0;
  let binaryEnd = 0;
  reader.structBegin();
  while (reader.nextField()) {
    if (reader.fieldId === 1 && reader.is(THRIFT.binary)) {
      reader.binary();
      tag.keyStart = reader.start;
      tag.keyEnd = reader.stop;
    } else if (reader.fieldId === 2 && reader.is(THRIFT.i32)) {
      tag.typeNumber = reader.i32();
      tag.type = THRIFT_TAG_TYPES[tag.typeNumber];
    } else if (reader.fieldId === 3 && reader.is(THRIFT.binary)) {
      reader.binary();
      tag.start = reader.start;
      tag.end = reader.stop;
    } else if (reader.fieldId === 4 && reader.is(THRIFT.double)) tag.float = reader.double();
    else if (reader.fieldId === 5 && reader.is(THRIFT.bool)) tag.bool = reader.bool();
    else if (reader.fieldId === 6 && reader.is(THRIFT.i64)) {
      reader.i64();
      tag.low = reader.low;
      tag.high = reader.high;
    } else if (reader.fieldId === 7 && reader.is(THRIFT.binary)) {
      reader.binary();
      binaryStart = reader.start;
      binaryEnd = reader.stop;
    } else reader.skipField();
  }
  reader.structEnd();
  if (tag.type === 'binary') {
    tag.start = binaryStart;
    tag.end = binaryEnd;
  }
}

/** Reads a SpanRef; its ids go into `ref.buffer`, which has 24 bytes. */
export function readReference(reader: ThriftReader, ref: Reference): void {
  ref.type = ref.traceStart = 0;
  ref.traceEnd = ref.spanStart = 16;
  ref.spanEnd = 24;
  ref.buffer.fill(0);
  reader.structBegin();
  while (reader.nextField()) {
    if (reader.fieldId === 1 && reader.is(THRIFT.i32)) ref.type = reader.i32();
    else if (reader.fieldId === 2 && reader.is(THRIFT.i64)) readId(reader, ref.buffer, 8);
    else if (reader.fieldId === 3 && reader.is(THRIFT.i64)) readId(reader, ref.buffer, 0);
    else if (reader.fieldId === 4 && reader.is(THRIFT.i64)) readId(reader, ref.buffer, 16);
    else reader.skipField();
  }
  reader.structEnd();
}

/** Reads an i64 into `ids[at, at + 8)`, big-endian. */
export function readId(reader: ThriftReader, ids: Uint8Array, at: number): void {
  reader.i64();
  putWord(ids, at, reader.high);
  putWord(ids, at + 4, reader.low);
}

function putWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}
