import ipaddr from 'ipaddr.js';
import { QuartetError } from '../../model/errors.js';
import { ProtobufReader, WIRE } from '../protobuf/reader.js';
import { isZero, requireId } from './ids.js';
import { NO_ENDPOINT, type ZipkinAnnotation, type ZipkinEndpoint, type ZipkinKind, type ZipkinSpan } from './span.js';

const KINDS: readonly (ZipkinKind | undefined)[] = [undefined, 'CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER'];

type Draft = { -readonly [K in keyof ZipkinSpan]: ZipkinSpan[K] } & { annotations: ZipkinAnnotation[] };

/**
 * Decodes `zipkin.proto3.ListOfSpans`, the body of `POST /api/v2/spans` with `application/x-protobuf`:
 * https://github.com/openzipkin/zipkin-api/blob/master/zipkin.proto
 */
export function* decodeProtobuf(body: Buffer): Generator<ZipkinSpan> {
  const reader = new ProtobufReader(body);
  while (reader.position < reader.end) {
    const field = reader.tag();
    if (field === ((1 << 3) | WIRE.bytes)) yield readSpan(reader, reader.message());
    else reader.skip(field);
  }
}

const NO_ID = new Uint8Array(0);

function readSpan(reader: ProtobufReader, end: number): ZipkinSpan {
  const span: Draft = {
    traceId: NO_ID,
    id: NO_ID,
    parentId: undefined,
    kind: undefined,
    name: '',
    timestamp: undefined,
    duration: 0,
    localEndpoint: NO_ENDPOINT,
    remoteEndpoint: NO_ENDPOINT,
    annotations: [],
    tags: new Map(),
    debug: false,
  };
  while (reader.position < end) {
    const tag = reader.tag();
    const read = SPAN_FIELDS[tag];
    if (read === undefined) reader.skip(tag);
    else read(span, reader);
  }
  reader.expectEnd(end);
  requireId('traceId', span.traceId, 16);
  requireId('id', span.id, 8);
  return span;
}

/** By tag: field number and wire type. */
const SPAN_FIELDS: Readonly<Record<number, (span: Draft, reader: ProtobufReader) => void>> = {
  [(1 << 3) | WIRE.bytes]: (span, reader) => {
    span.traceId = slice(reader);
  },
  [(2 << 3) | WIRE.bytes]: (span, reader) => {
    const parent = slice(reader);
    span.parentId = isZero(parent) ? undefined : requireId('parentId', parent, 8);
  },
  [(3 << 3) | WIRE.bytes]: (span, reader) => {
    span.id = slice(reader);
  },
  [(4 << 3) | WIRE.varint]: (span, reader) => {
    span.kind = KINDS[reader.uint32()];
  },
  [(5 << 3) | WIRE.bytes]: (span, reader) => {
    span.name = reader.string();
  },
  [(6 << 3) | WIRE.fixed64]: (span, reader) => {
    reader.fixed64();
    span.timestamp = micros(reader, 'timestamp') || undefined;
  },
  [(7 << 3) | WIRE.varint]: (span, reader) => {
    reader.varint64();
    span.duration = micros(reader, 'duration');
  },
  [(8 << 3) | WIRE.bytes]: (span, reader) => {
    span.localEndpoint = readEndpoint(reader, reader.message());
  },
  [(9 << 3) | WIRE.bytes]: (span, reader) => {
    span.remoteEndpoint = readEndpoint(reader, reader.message());
  },
  [(10 << 3) | WIRE.bytes]: (span, reader) => {
    span.annotations.push(readAnnotation(reader, reader.message()));
  },
  [(11 << 3) | WIRE.bytes]: (span, reader) => {
    readTag(span.tags, reader, reader.message());
  },
  [(12 << 3) | WIRE.varint]: (span, reader) => {
    span.debug = reader.bool();
  },
};

function readEndpoint(reader: ProtobufReader, end: number): ZipkinEndpoint {
  const endpoint = { ...NO_ENDPOINT };
  while (reader.position < end) {
    const field = reader.tag();
    if (field === ((1 << 3) | WIRE.bytes)) endpoint.serviceName = reader.string();
    else if (field === ((2 << 3) | WIRE.bytes)) endpoint.ipv4 = addressText(slice(reader), 4);
    else if (field === ((3 << 3) | WIRE.bytes)) endpoint.ipv6 = addressText(slice(reader), 16);
    else if (field === ((4 << 3) | WIRE.varint)) endpoint.port = reader.int32();
    else reader.skip(field);
  }
  reader.expectEnd(end);
  return endpoint;
}

function readAnnotation(reader: ProtobufReader, end: number): ZipkinAnnotation {
  let timestamp = 0;
  let value = '';
  while (reader.position < end) {
    const field = reader.tag();
    if (field === ((1 << 3) | WIRE.fixed64)) {
      reader.fixed64();
      timestamp = micros(reader, 'annotation.timestamp');
    } else if (field === ((2 << 3) | WIRE.bytes)) value = reader.string();
    else reader.skip(field);
  }
  reader.expectEnd(end);
  return { timestamp, value };
}

/** An entry of a map<string, string>. */
function readTag(tags: Map<string, string>, reader: ProtobufReader, end: number): void {
  let key = '';
  let value = '';
  while (reader.position < end) {
    const field = reader.tag();
    if (field === ((1 << 3) | WIRE.bytes)) key = reader.string();
    else if (field === ((2 << 3) | WIRE.bytes)) value = reader.string();
    else reader.skip(field);
  }
  reader.expectEnd(end);
  tags.set(key, value);
}

function slice(reader: ProtobufReader): Uint8Array {
  reader.bytes();
  return reader.buffer.subarray(reader.start, reader.stop);
}

/** The reader's last 64-bit value as whole microseconds. */
function micros(reader: ProtobufReader, what: string): number {
  const value = reader.high * 4294967296 + reader.low;
  if (!Number.isSafeInteger(value)) throw new QuartetError('invalid_argument', `${what} is beyond 2^53 microseconds`);
  return value;
}

/** An address as text; empty unless it has the bytes of its kind. */
function addressText(bytes: Uint8Array, width: 4 | 16): string {
  if (bytes.length !== width) return '';
  const address = ipaddr.fromByteArray([...bytes]);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
