import { AttributeColumn } from './attributes.js';
import { Column64, DictionaryColumn, FixedColumn, OffsetColumn, SmallColumn, StringColumn } from './columns.js';
import { dayOfNs, SeriesDays, type SeriesRef } from './series.js';
import type { Tenant } from './tenant.js';
import { TypedAttributes } from './typed-attributes.js';

/** Names under which a resource and its scope are kept as the label set of a `SeriesRef` (values tagged, see attributes). */
export const RESOURCE_LABELS = {
  resourcePrefix: 'resource.',
  resourceSchemaUrl: 'resource_schema_url',
  resourceDropped: 'resource_dropped_attributes_count',
  scopePrefix: 'scope.attributes.',
  scopeName: 'scope.name',
  scopeVersion: 'scope.version',
  scopeDropped: 'scope_dropped_attributes_count',
  scopeSchemaUrl: 'scope_schema_url',
} as const;

/** A span's fixed fields. A decoder keeps one such object and fills it anew for each span (`resetSpanFields`). */
export interface SpanFields {
  /** Holds the bytes of the ids; an id of no bytes counts as zeros, a zero parent means a root. */
  ids: Uint8Array;
  traceStart: number;
  traceEnd: number;
  spanStart: number;
  spanEnd: number;
  parentStart: number;
  parentEnd: number;
  name: string;
  kind: number;
  status: number;
  statusMessage: string;
  startLow: number;
  startHigh: number;
  endLow: number;
  endHigh: number;
  traceState: string;
  flags: number;
  droppedAttributes: number;
  droppedEvents: number;
  droppedLinks: number;
}

export function emptySpanFields(): SpanFields {
  return resetSpanFields({} as SpanFields);
}

export function resetSpanFields(span: SpanFields): SpanFields {
  span.ids = NO_BYTES;
  span.traceStart = span.traceEnd = span.spanStart = span.spanEnd = span.parentStart = span.parentEnd = 0;
  span.name = span.statusMessage = span.traceState = '';
  span.kind = span.status = span.flags = 0;
  span.startLow = span.startHigh = span.endLow = span.endHigh = 0;
  span.droppedAttributes = span.droppedEvents = span.droppedLinks = 0;
  return span;
}

const NO_BYTES = new Uint8Array(0);

interface ResourceRun {
  readonly resource: SeriesRef;
  end: number;
}

/**
 * Spans. A row is written so: `begin`, then `attributes.…`, `event…`, `link…` in any order, then `endRow`. Times are ns
 * as two 32-bit words; kind and status have the numbers of OTLP's enums.
 * https://opentelemetry.io/docs/specs/otel/trace/api/
 */
export class SpanBatch {
  readonly resource = new Column64();
  readonly service = new DictionaryColumn();
  readonly traceId = new FixedColumn(16);
  readonly spanId = new FixedColumn(8);
  readonly parentId = new FixedColumn(8);
  readonly name = new DictionaryColumn();
  readonly kind = new SmallColumn(Uint8Array);
  readonly status = new SmallColumn(Uint8Array);
  readonly statusMessage = new StringColumn();
  readonly ts = new Column64();
  /** ns; an end before the start counts as 0. */
  readonly duration = new Column64();
  readonly traceState = new StringColumn();
  readonly flags = new SmallColumn(Uint32Array);
  /** How many attributes, events and links the sender dropped. */
  readonly dropped = {
    attributes: new SmallColumn(Uint32Array),
    events: new SmallColumn(Uint32Array),
    links: new SmallColumn(Uint32Array),
  };
  readonly attributes = new TypedAttributes();
  readonly events = {
    ends: new OffsetColumn(),
    ts: new Column64(),
    name: new StringColumn(),
    attributes: new AttributeColumn(),
  };
  readonly links = {
    ends: new OffsetColumn(),
    traceId: new FixedColumn(16),
    spanId: new FixedColumn(8),
    traceState: new StringColumn(),
    attributes: new AttributeColumn(),
  };
  readonly resources = new SeriesDays();
  /** The rows of one resource and scope that follow one another: up to `end`, exclusive. */
  readonly runs: ResourceRun[] = [];
  private rowEvents = 0;
  private rowLinks = 0;

  constructor(readonly tenant: Tenant) {}

  get rows(): number {
    return this.resource.rows;
  }

  /** Begins a row with the span's fixed fields. `resource.name` is the service. */
  begin(resource: SeriesRef, span: SpanFields): void {
    const { startLow, startHigh, endLow, endHigh, ids } = span;
    this.resources.note(resource, dayOfNs(startLow, startHigh));
    const run = this.runs.at(-1);
    if (run?.resource === resource) run.end++;
    else this.runs.push({ resource, end: this.rows + 1 });
    this.resource.append(resource.idLow, resource.idHigh);
    this.service.append(resource.name);
    this.traceId.append(ids, span.traceStart, span.traceEnd);
    this.spanId.append(ids, span.spanStart, span.spanEnd);
    this.parentId.append(ids, span.parentStart, span.parentEnd);
    this.name.append(span.name);
    this.kind.append(span.kind);
    this.status.append(span.status);
    this.statusMessage.appendText(span.statusMessage);
    this.ts.append(startLow, startHigh);
    if (endHigh < startHigh || (endHigh === startHigh && endLow < startLow)) this.duration.append(0, 0);
    else this.duration.append((endLow - startLow) >>> 0, (endHigh - startHigh - (endLow < startLow ? 1 : 0)) >>> 0);
    this.traceState.appendText(span.traceState);
    this.flags.append(span.flags);
    this.dropped.attributes.append(span.droppedAttributes);
    this.dropped.events.append(span.droppedEvents);
    this.dropped.links.append(span.droppedLinks);
  }

  /** Adds an event; its attributes are then put into `events.attributes` and closed with `events.attributes.endRow()`. */
  event(nsLow: number, nsHigh: number, name: string): void {
    this.events.ts.append(nsLow, nsHigh);
    this.events.name.appendText(name);
    this.rowEvents++;
  }

  /** Adds a link; its attributes are then put into `links.attributes` and closed with `links.attributes.endRow()`. */
  link(
    source: Uint8Array,
    traceStart: number,
    traceEnd: number,
    spanStart: number,
    spanEnd: number,
    traceState: string,
  ): void {
    this.links.traceId.append(source, traceStart, traceEnd);
    this.links.spanId.append(source, spanStart, spanEnd);
    this.links.traceState.appendText(traceState);
    this.rowLinks++;
  }

  endRow(): void {
    this.events.ends.append(this.rowEvents);
    this.links.ends.append(this.rowLinks);
    this.attributes.endRow();
    this.rowEvents = 0;
    this.rowLinks = 0;
  }
}
