import { AttributePairs } from '../../model/attributes.js';
import type { SeriesIndex } from '../../model/series.js';
import { RESOURCE_LABELS, SpanBatch } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import { Nanoseconds } from '../nanoseconds.js';
import { ProtobufReader, WIRE } from '../protobuf/reader.js';
import { EventName } from './event-name.js';
import { requireId } from './ids.js';
import { PendingSpan, SAMPLED } from './pending-span.js';
import { noProcess, Process, type ProcessCache } from './processes.js';
import { readDuration, readKeyValue, readReference, readTimestamp } from './protobuf-parts.js';
import { parentRank, putLink, type Reference } from './references.js';
import { emptyTag, putTag, type Tag } from './tag.js';

/**
 * Decodes `jaeger.api_v2.PostSpansRequest` (collector.proto, model.proto of https://github.com/jaegertracing/jaeger-idl)
 * into OpenTelemetry spans, mapped as the Collector's Jaeger receiver does. Each span's message is read twice, first for
 * its fixed fields and then for its lists, so that nothing is held in between.
 */
export function decodePostSpans(
  body: Uint8Array,
  tenant: Tenant,
  index: SeriesIndex,
  processes: ProcessCache,
): SpanBatch {
  const decoder = new PostSpansDecoder(body, tenant, index, processes);
  decoder.request();
  return decoder.batch;
}

class PostSpansDecoder {
  readonly batch: SpanBatch;
  private readonly reader: ProtobufReader;
  private readonly pending = new PendingSpan('start_time');
  private readonly tag: Tag;
  private readonly ref: Reference;
  private readonly logTime = new Nanoseconds('timestamp of a log');
  private readonly eventName = new EventName();

  constructor(
    private readonly body: Uint8Array,
    tenant: Tenant,
    private readonly index: SeriesIndex,
    private readonly processes: ProcessCache,
  ) {
    this.batch = new SpanBatch(tenant);
    this.reader = new ProtobufReader(body);
    this.tag = emptyTag(body);
    this.ref = { buffer: body, type: 0, traceStart: 0, traceEnd: 0, spanStart: 0, spanEnd: 0 };
  }

  request(): void {
    const { reader } = this;
    while (reader.position < reader.end) {
      const field = reader.tag();
      if (field === ((1 << 3) | WIRE.bytes)) this.jaegerBatch(reader.message());
      else reader.skip(field);
    }
  }

  /** The process stands behind the spans in the canonical order of fields, so it is looked for first. */
  private jaegerBatch(end: number): void {
    const { reader } = this;
    const begin = reader.position;
    let process = noProcess();
    while (reader.position < end) {
      const field = reader.tag();
      if (field === ((2 << 3) | WIRE.bytes)) process = this.process(reader.bytes());
      else reader.skip(field);
    }
    reader.expectEnd(end);
    reader.position = begin;
    while (reader.position < end) {
      const field = reader.tag();
      if (field === ((1 << 3) | WIRE.bytes)) this.jaegerSpan(process, reader.message());
      else reader.skip(field);
    }
  }

  /** The process whose bytes the reader has just stepped over. */
  private process(end: number): Process {
    const begin = this.reader.start;
    return this.processes.get(this.body, begin, end, () => {
      const reader = new ProtobufReader(this.body, begin, end);
      const tags = new AttributePairs(RESOURCE_LABELS.resourcePrefix);
      let serviceName = '';
      while (reader.position < end) {
        const field = reader.tag();
        if (field === ((1 << 3) | WIRE.bytes)) serviceName = reader.string();
        else if (field === ((2 << 3) | WIRE.bytes)) {
          readKeyValue(reader, reader.message(), this.tag);
          putTag(tags, this.tag);
        } else reader.skip(field);
      }
      return new Process(serviceName, tags);
    });
  }

  private jaegerSpan(batchProcess: Process, end: number): void {
    const begin = this.reader.position;
    if (begin === end) return;
    const process = this.fixedFields(end) ?? batchProcess;
    const { pending, batch } = this;
    const span = pending.fields;
    requireId('trace_id', this.body, span.traceStart, span.traceEnd, 16);
    requireId('span_id', this.body, span.spanStart, span.spanEnd, 8);
    this.reader.position = begin;
    this.parent(end);
    pending.begin(batch, process, this.index);
    this.reader.position = begin;
    this.lists(end);
    batch.endRow();
  }

  /** Reads the fields that stand once, and notes the tags that become fields. Gives the span's own process, if any. */
  private fixedFields(end: number): Process | undefined {
    const { reader, body, pending } = this;
    const span = pending.clear(body);
    let process: Process | undefined;
    while (reader.position < end) {
      const field = reader.tag();
      switch (field) {
        case (1 << 3) | WIRE.bytes:
          span.traceEnd = reader.bytes();
          span.traceStart = reader.start;
          break;
        case (2 << 3) | WIRE.bytes:
          span.spanEnd = reader.bytes();
          span.spanStart = reader.start;
          break;
        case (3 << 3) | WIRE.bytes:
          span.name = reader.string();
          break;
        case (5 << 3) | WIRE.varint:
          span.flags = reader.uint32() & SAMPLED;
          break;
        case (6 << 3) | WIRE.bytes:
          readTimestamp(reader, reader.message(), pending.start);
          break;
        case (7 << 3) | WIRE.bytes:
          readDuration(reader, reader.message(), pending.length);
          break;
        case (8 << 3) | WIRE.bytes:
          readKeyValue(reader, reader.message(), this.tag);
          pending.marks.note(this.tag);
          break;
        case (10 << 3) | WIRE.bytes:
          process = this.process(reader.bytes());
          break;
        default:
          reader.skip(field);
      }
    }
    reader.expectEnd(end);
    return process;
  }

  /** Finds the parent among the references; the protobuf format has no other place for it. */
  private parent(end: number): void {
    const { reader, ref } = this;
    const span = this.pending.fields;
    let best = 0;
    while (reader.position < end) {
      const field = reader.tag();
      if (field !== ((4 << 3) | WIRE.bytes)) {
        reader.skip(field);
        continue;
      }
      readReference(reader, reader.message(), this.ref);
      const rank = parentRank(span, ref);
      if (rank <= best) continue;
      best = rank;
      span.parentStart = ref.spanStart;
      span.parentEnd = ref.spanEnd;
    }
  }

  private lists(end: number): void {
    const { reader, batch, pending, tag } = this;
    while (reader.position < end) {
      const field = reader.tag();
      switch (field) {
        case (4 << 3) | WIRE.bytes:
          readReference(reader, reader.message(), this.ref);
          putLink(batch, pending.fields, this.ref);
          break;
        case (8 << 3) | WIRE.bytes:
          readKeyValue(reader, reader.message(), this.tag);
          if (!pending.marks.took(tag)) putTag(batch.attributes, tag);
          break;
        case (9 << 3) | WIRE.bytes:
          this.log(reader.message());
          break;
        default:
          reader.skip(field);
      }
    }
  }

  private log(end: number): void {
    const { reader, batch, tag, eventName } = this;
    const begin = reader.position;
    const { attributes } = batch.events;
    this.logTime.fromMicros(0, 0);
    eventName.clear();
    while (reader.position < end) {
      const field = reader.tag();
      if (field === ((1 << 3) | WIRE.bytes)) readTimestamp(reader, reader.message(), this.logTime);
      else if (field === ((2 << 3) | WIRE.bytes)) {
        readKeyValue(reader, reader.message(), tag);
        eventName.note(tag);
      } else reader.skip(field);
    }
    reader.expectEnd(end);
    batch.event(this.logTime.low, this.logTime.high, eventName.name);
    reader.position = begin;
    while (reader.position < end) {
      const field = reader.tag();
      if (field === ((2 << 3) | WIRE.bytes)) {
        readKeyValue(reader, reader.message(), tag);
        if (!eventName.took(tag)) putTag(attributes, tag);
      } else reader.skip(field);
    }
    attributes.endRow();
  }
}
