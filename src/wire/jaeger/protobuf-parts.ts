import type { Nanoseconds } from '../nanoseconds.js';
import { type ProtobufReader, WIRE } from '../protobuf/reader.js';
import type { Reference } from './references.js';
import { PROTOBUF_TAG_TYPES, resetTag, type Tag } from './tag.js';

/** Reads a KeyValue that ends at `end`. */
export function readKeyValue(reader: ProtobufReader, end: number, tag: Tag): void {
  resetTag(tag);
  let binaryStart = 0;
  let binaryEnd = 0;
  while (reader.position < end) {
    const field = reader.tag();
    switch (field) {
      case (1 << 3) | WIRE.bytes:
        tag.keyEnd = reader.bytes();
        tag.keyStart = reader.start;
        break;
      case (2 << 3) | WIRE.varint:
        tag.typeNumber = reader.int32();
        tag.type = PROTOBUF_TAG_TYPES[tag.typeNumber];
        break;
      case (3 << 3) | WIRE.bytes:
        tag.end = reader.bytes();
        tag.start = reader.start;
        break;
      case (4 << 3) | WIRE.varint:
        tag.bool = reader.bool();
        break;
      case (5 << 3) | WIRE.varint:
        reader.varint64();
        tag.low = reader.low;
        tag.high = reader.high;
        break;
      case (6 << 3) | WIRE.fixed64:
        tag.float = reader.double();
        break;
      case (7 << 3) | WIRE.bytes:
        binaryEnd = reader.bytes();
        binaryStart = reader.start;
        break;
      default:
        reader.skip(field);
    }
  }
  reader.expectEnd(end);
  if (tag.type === 'binary') {
    tag.start = binaryStart;
    tag.end = binaryEnd;
  }
}

/** Reads a SpanRef that ends at `end`. */
export function readReference(reader: ProtobufReader, end: number, ref: Reference): void {
  ref.type = ref.traceStart = ref.traceEnd = ref.spanStart = ref.spanEnd = 0;
  while (reader.position < end) {
    const field = reader.tag();
    switch (field) {
      case (1 << 3) | WIRE.bytes:
        ref.traceEnd = reader.bytes();
        ref.traceStart = reader.start;
        break;
      case (2 << 3) | WIRE.bytes:
        ref.spanEnd = reader.bytes();
        ref.spanStart = reader.start;
        break;
      case (3 << 3) | WIRE.varint:
        ref.type = reader.int32();
        break;
      default:
        reader.skip(field);
    }
  }
  reader.expectEnd(end);
}

/** Reads a google.protobuf.Timestamp that ends at `end`. */
export function readTimestamp(reader: ProtobufReader, end: number, into: Nanoseconds): void {
  const nanos = readSecondsAndNanos(reader, end);
  into.fromSeconds(reader.low, reader.high, nanos);
}

/** Reads a google.protobuf.Duration that ends at `end`; a negative one (clocks that differ) counts as 0. */
export function readDuration(reader: ProtobufReader, end: number, into: Nanoseconds): void {
  const nanos = readSecondsAndNanos(reader, end);
  if (reader.high > 0x7fffffff || nanos < 0) into.fromSeconds(0, 0, 0);
  else into.fromSeconds(reader.low, reader.high, nanos);
}

/** Gives the nanoseconds and leaves the words of the seconds in the reader. */
function readSecondsAndNanos(reader: ProtobufReader, end: number): number {
  let low = 0;
  let high = 0;
  let nanos = 0;
  while (reader.position < end) {
    const field = reader.tag();
    if (field === ((1 << 3) | WIRE.varint)) {
      reader.varint64();
      low = reader.low;
      high = reader.high;
    } else if (field === ((2 << 3) | WIRE.varint)) nanos = reader.int32();
    else reader.skip(field);
  }
  reader.expectEnd(end);
  reader.low = low;
  reader.high = high;
  return nanos;
}
