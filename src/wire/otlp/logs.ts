import type { TextInterner } from '../../lib/text-interner.js';
import { ProtobufReader, WIRE } from '../protobuf/reader.js';
import { readAnyValue, readKeyValue } from './any-value.js';
import { LogRecordFields, type LogRecordSink, NO_SCOPE } from './logs-record.js';

/** ExportLogsServiceRequest */
const RESOURCE_LOGS = (1 << 3) | WIRE.bytes;
/** ResourceLogs and ScopeLogs: what they are of, and what they hold. */
const OWNER = (1 << 3) | WIRE.bytes;
const CONTENT = (2 << 3) | WIRE.bytes;
/** Resource */
const RESOURCE_ATTRIBUTES = (1 << 3) | WIRE.bytes;
const RESOURCE_DROPPED = (2 << 3) | WIRE.varint;
/** InstrumentationScope */
const SCOPE_NAME = (1 << 3) | WIRE.bytes;
const SCOPE_VERSION = (2 << 3) | WIRE.bytes;
const SCOPE_ATTRIBUTES = (3 << 3) | WIRE.bytes;
const SCOPE_DROPPED = (4 << 3) | WIRE.varint;
/** LogRecord */
const TIME = (1 << 3) | WIRE.fixed64;
const SEVERITY_NUMBER = (2 << 3) | WIRE.varint;
const SEVERITY_TEXT = (3 << 3) | WIRE.bytes;
const BODY = (5 << 3) | WIRE.bytes;
const ATTRIBUTES = (6 << 3) | WIRE.bytes;
const DROPPED = (7 << 3) | WIRE.varint;
const FLAGS = (8 << 3) | WIRE.fixed32;
const TRACE_ID = (9 << 3) | WIRE.bytes;
const SPAN_ID = (10 << 3) | WIRE.bytes;
const OBSERVED_TIME = (11 << 3) | WIRE.fixed64;
const EVENT_NAME = (12 << 3) | WIRE.bytes;

/**
 * Decodes opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest into `sink`. Broken protobuf throws
 * `invalid_argument`; what was handed on before must then be dropped.
 * https://opentelemetry.io/docs/specs/otlp/
 */
export function decodeLogsProtobuf(body: Uint8Array, sink: LogRecordSink, texts: TextInterner): void {
  new LogsDecoder(new ProtobufReader(body), sink, texts).request();
}

class LogsDecoder {
  private readonly fields = new LogRecordFields();

  constructor(
    private readonly reader: ProtobufReader,
    private readonly sink: LogRecordSink,
    private readonly texts: TextInterner,
  ) {}

  request(): void {
    const { reader } = this;
    while (reader.position < reader.end) {
      const tag = reader.tag();
      if (tag === RESOURCE_LOGS) this.resourceLogs(reader.message());
      else reader.skip(tag);
    }
  }

  private resourceLogs(end: number): void {
    const { reader } = this;
    const start = reader.position;
    this.sink.beginResource();
    const dropped = this.seek(OWNER, end) ? this.resource(reader.stop) : 0;
    const wanted = this.sink.resource(dropped);
    let leftOut = 0;
    reader.position = start;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag !== CONTENT) reader.skip(tag);
      else if (wanted) this.scopeLogs(reader.message());
      else leftOut += this.countRecords(reader.message());
    }
    reader.expectEnd(end);
    if (!wanted) this.sink.leftOut(leftOut);
  }

  private resource(end: number): number {
    const { reader } = this;
    let dropped = 0;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === RESOURCE_ATTRIBUTES) readKeyValue(reader, reader.message(), this.sink.attributes, this.texts);
      else if (tag === RESOURCE_DROPPED) dropped = reader.uint32();
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    return dropped;
  }

  private scopeLogs(end: number): void {
    const { reader } = this;
    const start = reader.position;
    this.sink.beginScope();
    if (this.seek(OWNER, end)) this.scope(reader.stop);
    else this.sink.scope(NO_SCOPE);
    reader.position = start;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === CONTENT) this.record(reader.message());
      else reader.skip(tag);
    }
    reader.expectEnd(end);
  }

  private scope(end: number): void {
    const { reader } = this;
    let name = '';
    let version = '';
    let droppedAttributes = 0;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === SCOPE_NAME) name = this.text();
      else if (tag === SCOPE_VERSION) version = this.text();
      else if (tag === SCOPE_ATTRIBUTES) readKeyValue(reader, reader.message(), this.sink.attributes, this.texts);
      else if (tag === SCOPE_DROPPED) droppedAttributes = reader.uint32();
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    this.sink.scope({ name, version, droppedAttributes });
  }

  private record(end: number): void {
    const { reader, fields, sink } = this;
    fields.clear();
    while (reader.position < end) {
      const tag = reader.tag();
      switch (tag) {
        case TIME:
          reader.fixed64();
          fields.timeLow = reader.low;
          fields.timeHigh = reader.high;
          break;
        case OBSERVED_TIME:
          reader.fixed64();
          fields.observedLow = reader.low;
          fields.observedHigh = reader.high;
          break;
        case SEVERITY_NUMBER:
          fields.severityNumber = reader.int32();
          break;
        case SEVERITY_TEXT:
          fields.severityText = this.text();
          break;
        case EVENT_NAME:
          fields.eventName = this.text();
          break;
        case BODY:
          readAnyValue(reader, reader.message(), '', sink.body);
          break;
        case ATTRIBUTES:
          readKeyValue(reader, reader.message(), sink.attributes, this.texts);
          break;
        case DROPPED:
          fields.droppedAttributes = reader.uint32();
          break;
        case FLAGS:
          fields.flags = reader.fixed32();
          break;
        case TRACE_ID:
          fields.traceId = reader.hex();
          break;
        case SPAN_ID:
          fields.spanId = reader.hex();
          break;
        default:
          reader.skip(tag);
      }
    }
    reader.expectEnd(end);
    sink.record(fields);
  }

  /** Steps into the first field with this tag, which is a message; false, and nowhere in particular, without one. */
  private seek(wanted: number, end: number): boolean {
    const { reader } = this;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === wanted) {
        reader.message();
        return true;
      }
      reader.skip(tag);
    }
    return false;
  }

  private countRecords(end: number): number {
    const { reader } = this;
    let records = 0;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === CONTENT) records++;
      reader.skip(tag);
    }
    return records;
  }

  private text(): string {
    const { reader } = this;
    reader.bytes();
    return this.texts.text(reader.buffer, reader.start, reader.stop);
  }
}
