import { AttributePairs } from '../../model/attributes.js';
import type { SeriesIndex } from '../../model/series.js';
import { RESOURCE_LABELS, SpanBatch } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import { Nanoseconds } from '../nanoseconds.js';
import type { ThriftReader } from '../thrift/reader.js';
import { THRIFT } from '../thrift/types.js';
import { EventName } from './event-name.js';
import { requireId } from './ids.js';
import { PendingSpan, SAMPLED } from './pending-span.js';
import { noProcess, Process, type ProcessCache } from './processes.js';
import { parentRank, putLink, type Reference } from './references.js';
import { emptyTag, putTag, type Tag } from './tag.js';
import { readId, readReference, readTag } from './thrift-parts.js';

/** Where a list was seen that is read later; none is at 0, where the batch begins. */
const ABSENT = 0;

/**
 * Decodes a `Batch` (jaeger.thrift of https://github.com/jaegertracing/jaeger-idl) that `reader` holds, in whichever
 * protocol, into OpenTelemetry spans, mapped as the Collector's Jaeger receiver does. A span's lists are read after its
 * fixed fields by going back to them, so that nothing is held in between.
 */
export function decodeBatch(
  reader: ThriftReader,
  tenant: Tenant,
  index: SeriesIndex,
  processes: ProcessCache,
): SpanBatch {
  const decoder = new BatchDecoder(reader, tenant, index, processes);
  decoder.jaegerBatch();
  return decoder.batch;
}

class BatchDecoder {
  readonly batch: SpanBatch;
  private readonly pending = new PendingSpan('startTime');
  /** Trace id (16 bytes), span id and parent id of the span. */
  private readonly ids = new Uint8Array(32);
  private readonly eventName = new EventName();
  private readonly tag: Tag;
  private readonly ref: Reference = {
    buffer: new Uint8Array(24),
    type: 0,
    traceStart: 0,
    traceEnd: 0,
    spanStart: 0,
    spanEnd: 0,
  };
  private readonly logTime = new Nanoseconds('timestamp of a log');
  private references = ABSENT;
  private tags = ABSENT;
  private logs = ABSENT;

  constructor(
    private readonly reader: ThriftReader,
    tenant: Tenant,
    private readonly index: SeriesIndex,
    private readonly processes: ProcessCache,
  ) {
    this.batch = new SpanBatch(tenant);
    this.tag = emptyTag(reader.buffer);
  }

  /** Reads the spans when the process is known: at once where it stands before them, as it does, else at the end. */
  jaegerBatch(): void {
    const { reader } = this;
    let process: Process | undefined;
    let waiting = ABSENT;
    reader.structBegin();
    while (reader.nextField()) {
      if (reader.fieldId === 1 && reader.is(THRIFT.struct)) process = this.process();
      else if (reader.fieldId === 2 && reader.is(THRIFT.list) && waiting === ABSENT) {
        if (process === undefined) {
          waiting = reader.position;
          reader.skipField();
        } else this.spans(reader.position, process);
      } else reader.skipField();
    }
    reader.structEnd();
    this.spans(waiting, process ?? noProcess());
  }

  private spans(list: number, process: Process): void {
    this.eachStruct(list, () => this.jaegerSpan(process));
  }

  private process(): Process {
    const { reader } = this;
    const begin = reader.position;
    reader.skip(THRIFT.struct);
    const end = reader.position;
    return this.processes.get(reader.buffer, begin, end, () => {
      reader.position = begin;
      const tags = new AttributePairs(RESOURCE_LABELS.resourcePrefix);
      let serviceName = '';
      reader.structBegin();
      while (reader.nextField()) {
        if (reader.fieldId === 1 && reader.is(THRIFT.binary)) serviceName = reader.string();
        else if (reader.fieldId === 2 && reader.is(THRIFT.list))
          this.eachTag(reader.position, (tag) => putTag(tags, tag));
        else reader.skipField();
      }
      reader.structEnd();
      return new Process(serviceName, tags);
    });
  }

  private jaegerSpan(process: Process): void {
    const { reader, pending, batch, ids } = this;
    const span = pending.fields;
    this.fixedFields();
    const end = reader.position;
    requireId('traceIdHigh and traceIdLow', ids, 0, 16, 16);
    requireId('spanId', ids, 16, 24, 8);
    if (span.parentEnd === 0) this.parent();
    pending.begin(batch, process, this.index);
    this.eachTag(this.tags, (tag) => {
      if (!pending.marks.took(tag)) putTag(batch.attributes, tag);
    });
    this.eachStruct(this.logs, () => this.log());
    this.eachReference((ref) => putLink(batch, span, ref));
    batch.endRow();
    reader.position = end;
  }

  /** Reads the fields that stand once, notes the tags that become fields, and remembers where the lists are. */
  private fixedFields(): void {
    const { reader, ids } = this;
    const span = this.pending.clear(ids);
    ids.fill(0);
    span.traceEnd = span.spanStart = 16;
    span.spanEnd = 24;
    this.references = this.tags = this.logs = ABSENT;
    reader.structBegin();
    while (reader.nextField()) this.spanField();
    reader.structEnd();
  }

  private spanField(): void {
    const { reader, ids } = this;
    const { fields: span, marks, start } = this.pending;
    const type = SPAN_FIELDS[reader.fieldId];
    if (type === undefined || !reader.is(type)) {
      reader.skipField();
      return;
    }
    switch (reader.fieldId) {
      case 1:
        readId(reader, ids, 8);
        return;
      case 2:
        readId(reader, ids, 0);
        return;
      case 3:
        readId(reader, ids, 16);
        return;
      case 4:
        readId(reader, ids, 24);
        if ((reader.low | reader.high) !== 0) this.parentAt24();
        return;
      case 5:
        span.name = reader.string();
        return;
      case 6:
        this.references = reader.position;
        break;
      case 7:
        span.flags = reader.i32() & SAMPLED;
        return;
      case 8:
        reader.i64();
        start.fromMicros(reader.low, reader.high);
        return;
      case 9:
        this.duration();
        return;
      case 10:
        this.tags = reader.position;
        marks.clear();
        this.eachTag(this.tags, (tag) => marks.note(tag));
        return;
      default:
        this.logs = reader.position;
    }
    reader.skipField();
  }

  /** A negative duration (clocks that differ) counts as 0. */
  private duration(): void {
    this.reader.i64();
    const { low, high } = this.reader;
    const { length } = this.pending;
    if (high > 0x7fffffff) length.fromMicros(0, 0);
    else length.fromMicros(low, high);
  }

  private parentAt24(): void {
    const span = this.pending.fields;
    span.parentStart = 24;
    span.parentEnd = 32;
  }

  /** Finds the parent among the references of a span without `parentSpanId`. */
  private parent(): void {
    const { ids } = this;
    const span = this.pending.fields;
    let best = 0;
    this.eachReference((ref) => {
      const rank = parentRank(span, ref);
      if (rank <= best) return;
      best = rank;
      ids.set(ref.buffer.subarray(ref.spanStart, ref.spanEnd), 24);
    });
    if (best > 0) this.parentAt24();
  }

  private log(): void {
    const { reader, batch, eventName } = this;
    const { attributes } = batch.events;
    let fields = ABSENT;
    this.logTime.fromMicros(0, 0);
    eventName.clear();
    reader.structBegin();
    while (reader.nextField()) {
      if (reader.fieldId === 1 && reader.is(THRIFT.i64)) {
        reader.i64();
        this.logTime.fromMicros(reader.low, reader.high);
      } else if (reader.fieldId === 2 && reader.is(THRIFT.list)) {
        fields = reader.position;
        this.eachTag(fields, (tag) => eventName.note(tag));
      } else reader.skipField();
    }
    reader.structEnd();
    const end = reader.position;
    batch.event(this.logTime.low, this.logTime.high, eventName.name);
    this.eachTag(fields, (tag) => {
      if (!eventName.took(tag)) putTag(attributes, tag);
    });
    attributes.endRow();
    reader.position = end;
  }

  private eachReference(use: (ref: Reference) => void): void {
    this.eachStruct(this.references, () => {
      readReference(this.reader, this.ref);
      use(this.ref);
    });
  }

  private eachTag(list: number, use: (tag: Tag) => void): void {
    this.eachStruct(list, () => {
      readTag(this.reader, this.tag);
      use(this.tag);
    });
  }

  /** Goes to a list of structs and has each one read; leaves the reader behind the list. */
  private eachStruct(list: number, read: () => void): void {
    if (list === ABSENT) return;
    const { reader } = this;
    reader.position = list;
    const count = reader.listBegin();
    if (count > 0 && reader.elementType !== THRIFT.struct) throw reader.broken('a list of structs has other elements');
    for (let i = 0; i < count; i++) read();
  }
}

/** Types of a Span's fields by their ids; a field of another type is stepped over. */
const SPAN_FIELDS: Readonly<Record<number, (typeof THRIFT)[keyof typeof THRIFT]>> = {
  1: THRIFT.i64,
  2: THRIFT.i64,
  3: THRIFT.i64,
  4: THRIFT.i64,
  5: THRIFT.binary,
  6: THRIFT.list,
  7: THRIFT.i32,
  8: THRIFT.i64,
  9: THRIFT.i64,
  10: THRIFT.list,
  11: THRIFT.list,
};
