import { TextInterner } from '../../lib/text-interner.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import { emptySpanFields, resetSpanFields, SpanBatch } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import { ProtobufReader, WIRE } from '../protobuf/reader.js';
import { readKeyValue } from './any-value.js';
import { Rejections } from './rejections.js';
import { type ByteRange, type ResourceScopeBytes, ResourceScopes } from './resource-scopes.js';
import {
  type DecodedTraces,
  known,
  MAX_RESOURCE_BYTES,
  RESOURCE_TOO_LARGE,
  SPAN_KINDS,
  STATUS_CODES,
  spanFault,
} from './span-rules.js';

const bytesField = (field: number): number => field * 8 + WIRE.bytes;

/** ExportTraceServiceRequest and TracesData. */
const RESOURCE_SPANS = bytesField(1);
/** ResourceSpans and ScopeSpans have the same shape: whose spans, then the spans, then a schema URL. */
const OWNER = bytesField(1);
const PARTS = bytesField(2);
const SCHEMA_URL = bytesField(3);

/** Span. */
const TRACE_ID = bytesField(1);
const SPAN_ID = bytesField(2);
const TRACE_STATE = bytesField(3);
const PARENT_SPAN_ID = bytesField(4);
const NAME = bytesField(5);
const KIND = 6 * 8 + WIRE.varint;
const START_TIME = 7 * 8 + WIRE.fixed64;
const END_TIME = 8 * 8 + WIRE.fixed64;
const ATTRIBUTES = bytesField(9);
const DROPPED_ATTRIBUTES = 10 * 8 + WIRE.varint;
const EVENTS = bytesField(11);
const DROPPED_EVENTS = 12 * 8 + WIRE.varint;
const LINKS = bytesField(13);
const DROPPED_LINKS = 14 * 8 + WIRE.varint;
const STATUS = bytesField(15);
const FLAGS = 16 * 8 + WIRE.fixed32;

/** Status. */
const STATUS_MESSAGE = bytesField(2);
const STATUS_CODE = 3 * 8 + WIRE.varint;

/** Span.Event and Span.Link. */
const EVENT_TIME = 1 * 8 + WIRE.fixed64;
const EVENT_NAME = bytesField(2);
const EVENT_ATTRIBUTES = bytesField(3);
const LINK_TRACE_ID = bytesField(1);
const LINK_SPAN_ID = bytesField(2);
const LINK_TRACE_STATE = bytesField(3);
const LINK_ATTRIBUTES = bytesField(4);

/** About 8 ms of work. */
const SPANS_PER_STEP = 2048;

/**
 * Decodes OTLP trace requests in protobuf. Values go from the body's bytes into columns; only names, which come again
 * and again, are strings. Spans that break the protocol's rules are left out and counted; a body that is not protobuf
 * throws `invalid_argument`. Keep one decoder for each index: it remembers names and resources.
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
 */
export class TracesDecoder {
  private readonly attributeKeys = new TextInterner();
  private readonly names = new TextInterner();
  private readonly resourceScopes: ResourceScopes;
  private readonly span = emptySpanFields();
  private readonly ranges: ResourceScopeBytes = {
    resource: { start: 0, end: 0 },
    resourceSchemaUrl: { start: 0, end: 0 },
    scope: { start: 0, end: 0 },
    scopeSchemaUrl: { start: 0, end: 0 },
  };

  constructor(resources: SeriesIndex) {
    this.resourceScopes = new ResourceScopes(resources, this.attributeKeys);
  }

  decode(body: Uint8Array, tenant: Tenant): DecodedTraces {
    const steps = this.steps(body, tenant);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  }

  /**
   * The same in steps of some ms, so that the caller can let others work in between. Pauses only between resources; one
   * decoder may have several bodies in progress.
   */
  *steps(body: Uint8Array, tenant: Tenant): Generator<undefined, DecodedTraces> {
    const decoded = { spans: new SpanBatch(tenant), rejected: new Rejections('spans') };
    // A plain view: slices of a Buffer cost several times as much.
    const reader = new ProtobufReader(new Uint8Array(body.buffer, body.byteOffset, body.length));
    let stepEnd = SPANS_PER_STEP;
    while (reader.position < reader.end) {
      const tag = reader.tag();
      if (tag === RESOURCE_SPANS) this.readResourceSpans(reader, reader.message(), decoded);
      else reader.skip(tag);
      if (decoded.spans.rows >= stepEnd) {
        stepEnd = decoded.spans.rows + SPANS_PER_STEP;
        yield;
      }
    }
    return decoded;
  }

  private readResourceSpans(reader: ProtobufReader, end: number, decoded: DecodedTraces): void {
    const { ranges } = this;
    const first = findOwner(reader, end, ranges.resource, ranges.resourceSchemaUrl);
    reader.position = first;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === PARTS) this.readScopeSpans(reader, reader.message(), decoded);
      else reader.skip(tag);
    }
  }

  private readScopeSpans(reader: ProtobufReader, end: number, decoded: DecodedTraces): void {
    const { ranges } = this;
    const first = findOwner(reader, end, ranges.scope, ranges.scopeSchemaUrl);
    if (first === end) return;
    const fits = Object.values(ranges).every((range: ByteRange) => range.end - range.start <= MAX_RESOURCE_BYTES);
    const ref = fits ? this.resourceScopes.intern(reader, decoded.spans.tenant, ranges) : undefined;
    reader.position = first;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag !== PARTS) reader.skip(tag);
      else if (ref !== undefined) this.readSpan(reader, reader.message(), ref, decoded);
      else {
        reader.bytes();
        decoded.rejected.add(RESOURCE_TOO_LARGE);
      }
    }
  }

  private readSpan(reader: ProtobufReader, end: number, ref: SeriesRef, { spans, rejected }: DecodedTraces): void {
    const span = resetSpanFields(this.span);
    span.ids = reader.buffer;
    const firstChild = this.readSpanFields(reader, end);
    const fault = spanFault(span);
    if (fault !== undefined) {
      rejected.add(fault);
      return;
    }
    spans.begin(ref, span);
    reader.position = firstChild;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === ATTRIBUTES) readKeyValue(reader, reader.message(), spans.attributes, this.attributeKeys);
      else if (tag === EVENTS) this.readEvent(reader, reader.message(), spans);
      else if (tag === LINKS) this.readLink(reader, reader.message(), spans);
      else reader.skip(tag);
    }
    spans.endRow();
  }

  /** Fills `this.span` and steps over attributes, events and links; gives the place of the first of these. */
  private readSpanFields(reader: ProtobufReader, end: number): number {
    const { span } = this;
    let firstChild = end;
    while (reader.position < end) {
      const at = reader.position;
      const tag = reader.tag();
      switch (tag) {
        case ATTRIBUTES:
        case EVENTS:
        case LINKS:
          if (firstChild === end) firstChild = at;
          reader.bytes();
          break;
        case TRACE_ID:
          span.traceEnd = reader.bytes();
          span.traceStart = reader.start;
          break;
        case SPAN_ID:
          span.spanEnd = reader.bytes();
          span.spanStart = reader.start;
          break;
        case PARENT_SPAN_ID:
          span.parentEnd = reader.bytes();
          span.parentStart = reader.start;
          break;
        case TRACE_STATE:
          span.traceState = this.name(reader);
          break;
        case NAME:
          span.name = this.name(reader);
          break;
        case KIND:
          span.kind = known(reader.int32(), SPAN_KINDS);
          break;
        case START_TIME:
          reader.fixed64();
          span.startLow = reader.low;
          span.startHigh = reader.high;
          break;
        case END_TIME:
          reader.fixed64();
          span.endLow = reader.low;
          span.endHigh = reader.high;
          break;
        case STATUS:
          this.readStatus(reader, reader.message());
          break;
        case FLAGS:
          span.flags = reader.fixed32();
          break;
        case DROPPED_ATTRIBUTES:
          span.droppedAttributes = reader.uint32();
          break;
        case DROPPED_EVENTS:
          span.droppedEvents = reader.uint32();
          break;
        case DROPPED_LINKS:
          span.droppedLinks = reader.uint32();
          break;
        default:
          reader.skip(tag);
      }
    }
    reader.expectEnd(end);
    return firstChild;
  }

  private readStatus(reader: ProtobufReader, end: number): void {
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === STATUS_CODE) this.span.status = known(reader.int32(), STATUS_CODES);
      else if (tag === STATUS_MESSAGE) this.span.statusMessage = reader.string();
      else reader.skip(tag);
    }
    reader.expectEnd(end);
  }

  private readEvent(reader: ProtobufReader, end: number, spans: SpanBatch): void {
    const { attributes } = spans.events;
    let low = 0;
    let high = 0;
    let name = '';
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === EVENT_TIME) {
        reader.fixed64();
        low = reader.low;
        high = reader.high;
      } else if (tag === EVENT_NAME) name = this.name(reader);
      else if (tag === EVENT_ATTRIBUTES) readKeyValue(reader, reader.message(), attributes, this.attributeKeys);
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    spans.event(low, high, name);
    attributes.endRow();
  }

  private readLink(reader: ProtobufReader, end: number, spans: SpanBatch): void {
    const { attributes } = spans.links;
    let traceStart = 0;
    let traceEnd = 0;
    let spanStart = 0;
    let spanEnd = 0;
    let traceState = '';
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === LINK_TRACE_ID) {
        traceEnd = reader.bytes();
        traceStart = reader.start;
      } else if (tag === LINK_SPAN_ID) {
        spanEnd = reader.bytes();
        spanStart = reader.start;
      } else if (tag === LINK_TRACE_STATE) traceState = this.name(reader);
      else if (tag === LINK_ATTRIBUTES) readKeyValue(reader, reader.message(), attributes, this.attributeKeys);
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    spans.link(reader.buffer, traceStart, traceEnd, spanStart, spanEnd, traceState);
    attributes.endRow();
  }

  private name(reader: ProtobufReader): string {
    reader.bytes();
    return this.names.text(reader.buffer, reader.start, reader.stop);
  }
}

/**
 * Finds in a ResourceSpans or ScopeSpans whose spans they are, wherever it stands, and gives the place of the first
 * part (`end` when there is none). Leaves the reader at `end`.
 */
function findOwner(reader: ProtobufReader, end: number, owner: ByteRange, schemaUrl: ByteRange): number {
  owner.start = owner.end = schemaUrl.start = schemaUrl.end = 0;
  let first = end;
  while (reader.position < end) {
    const at = reader.position;
    const tag = reader.tag();
    if (tag === PARTS) {
      if (first === end) first = at;
      reader.bytes();
    } else if (tag === OWNER || tag === SCHEMA_URL) {
      const range = tag === OWNER ? owner : schemaUrl;
      range.end = reader.bytes();
      range.start = reader.start;
    } else reader.skip(tag);
  }
  reader.expectEnd(end);
  return first;
}
