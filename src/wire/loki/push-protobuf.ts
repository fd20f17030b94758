import { ProtobufReader, WIRE } from '../protobuf/reader.js';
import { ENTRIES_BETWEEN_PAUSES, type PushDecoding, PushEntry, type PushSink } from './push-entry.js';
import { MAX_SECONDS, setNanoseconds } from './timestamp.js';

/** PushRequest */
const STREAMS = (1 << 3) | WIRE.bytes;
/** StreamAdapter */
const LABELS = (1 << 3) | WIRE.bytes;
const ENTRIES = (2 << 3) | WIRE.bytes;
/** EntryAdapter */
const TIMESTAMP = (1 << 3) | WIRE.bytes;
const LINE = (2 << 3) | WIRE.bytes;
const METADATA = (3 << 3) | WIRE.bytes;
/** Timestamp */
const SECONDS = (1 << 3) | WIRE.varint;
const NANOS = (2 << 3) | WIRE.varint;
/** LabelPairAdapter */
const NAME = (1 << 3) | WIRE.bytes;
const VALUE = (2 << 3) | WIRE.bytes;

/**
 * Decodes logproto.PushRequest, the uncompressed body of a push in protobuf, into `sink`. Broken protobuf throws `invalid_argument`; what was handed on before must then be dropped.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
export function* decodePushProtobuf(body: Uint8Array, sink: PushSink): PushDecoding {
  const reader = new ProtobufReader(body);
  const entry = new PushEntry();
  entry.body = body;
  entry.line = body;
  let streams = 0;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag !== STREAMS) {
      reader.skip(tag);
      continue;
    }
    streams++;
    yield* readStream(reader, reader.message(), entry, sink);
  }
  return streams;
}

function* readStream(
  reader: ProtobufReader,
  end: number,
  entry: PushEntry,
  sink: PushSink,
): Generator<undefined, void> {
  let entries = 0;
  const start = reader.position;
  findLabels(reader, end);
  const wanted = sink.stream(reader.buffer, reader.start, reader.stop);
  if (!wanted) {
    reader.position = end;
    return;
  }
  reader.position = start;
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === ENTRIES) {
      readEntry(reader, reader.message(), entry);
      sink.entry(entry);
      if (++entries % ENTRIES_BETWEEN_PAUSES === 0) yield;
    } else reader.skip(tag);
  }
  reader.expectEnd(end);
}

/** Leaves the label string's bounds in `reader.start` and `reader.stop`. Senders write it first, but need not. */
function findLabels(reader: ProtobufReader, end: number): void {
  while (reader.position < end) {
    const tag = reader.tag();
    reader.skip(tag);
    if (tag === LABELS) return;
  }
  reader.start = end;
  reader.stop = end;
}

function readEntry(reader: ProtobufReader, end: number, entry: PushEntry): void {
  entry.rawStart = reader.position;
  entry.rawEnd = end;
  entry.nsLow = 0;
  entry.nsHigh = 0;
  entry.lineStart = end;
  entry.lineEnd = end;
  entry.metadata.clear(reader.buffer);
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case TIMESTAMP:
        readTimestamp(reader, reader.message(), entry);
        break;
      case LINE:
        entry.lineEnd = reader.bytes();
        entry.lineStart = reader.start;
        break;
      case METADATA:
        readPair(reader, reader.message(), entry);
        break;
      default:
        reader.skip(tag);
    }
  }
  reader.expectEnd(end);
}

function readPair(reader: ProtobufReader, end: number, entry: PushEntry): void {
  let nameStart = end;
  let nameEnd = end;
  let valueStart = end;
  let valueEnd = end;
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === NAME) {
      nameEnd = reader.bytes();
      nameStart = reader.start;
    } else if (tag === VALUE) {
      valueEnd = reader.bytes();
      valueStart = reader.start;
    } else reader.skip(tag);
  }
  reader.expectEnd(end);
  entry.metadata.add(nameStart, nameEnd, valueStart, valueEnd);
}

/** google.protobuf.Timestamp: https://protobuf.dev/reference/protobuf/google.protobuf/#timestamp */
function readTimestamp(reader: ProtobufReader, end: number, entry: PushEntry): void {
  let seconds = 0;
  let nanos = 0;
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === SECONDS) seconds = reader.int64();
    else if (tag === NANOS) nanos = reader.int32();
    else reader.skip(tag);
  }
  reader.expectEnd(end);
  if (Math.abs(seconds) > MAX_SECONDS || nanos < 0 || nanos > 999_999_999) {
    throw reader.broken(`a timestamp of ${seconds} s and ${nanos} ns is out of range`);
  }
  setNanoseconds(entry, seconds, nanos);
}
