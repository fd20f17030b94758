import type { AttributeSink, AttributeTag } from '../../src/model/attributes.js';
import type { SeriesIndex } from '../../src/model/series.js';
import { emptySpanFields, SpanBatch } from '../../src/model/spans.js';
import type { StoredSpan } from '../../src/model/stored-span.js';

/** A span with what most tests do not ask for. */
export function storedSpan(fields: Partial<StoredSpan>): StoredSpan {
  return {
    resource: ['resource.service.name', 'sshop'],
    traceId: new Uint8Array(16).fill(1),
    spanId: new Uint8Array(8).fill(1),
    parentId: new Uint8Array(8),
    name: 'work',
    kind: 1,
    status: 0,
    statusMessage: '',
    startNs: 0n,
    durationNs: 0n,
    traceState: '',
    flags: 0,
    dropped: { attributes: 0, events: 0, links: 0 },
    attributes: [],
    events: [],
    links: [],
    ...fields,
  };
}

/** Spans as a receiver would hand them to the writer. */
export function storedSpanBatch(
  indexes: { readonly resources: SeriesIndex },
  spans: readonly StoredSpan[],
  tenant = 'default',
): SpanBatch {
  const batch = new SpanBatch(tenant);
  for (const span of spans) {
    const end = span.startNs + span.durationNs;
    const ids = Buffer.concat([span.traceId, span.spanId, span.parentId]);
    batch.begin(indexes.resources.intern(tenant, span.resource), {
      ...emptySpanFields(),
      ids,
      traceEnd: 16,
      spanStart: 16,
      spanEnd: 24,
      parentStart: 24,
      parentEnd: 32,
      name: span.name,
      kind: span.kind,
      status: span.status,
      statusMessage: span.statusMessage,
      startLow: low(span.startNs),
      startHigh: high(span.startNs),
      endLow: low(end),
      endHigh: high(end),
      traceState: span.traceState,
      flags: span.flags,
      droppedAttributes: span.dropped.attributes,
      droppedEvents: span.dropped.events,
      droppedLinks: span.dropped.links,
    });
    put(batch.attributes, span.attributes);
    for (const event of span.events) {
      batch.event(low(event.ns), high(event.ns), event.name);
      put(batch.events.attributes, event.attributes);
      batch.events.attributes.endRow();
    }
    for (const link of span.links) {
      const bytes = Buffer.concat([link.traceId, link.spanId]);
      batch.link(bytes, 0, 16, 16, 24, link.traceState);
      put(batch.links.attributes, link.attributes);
      batch.links.attributes.endRow();
    }
    batch.endRow();
  }
  return batch;
}

function put(sink: AttributeSink, attributes: readonly string[]): void {
  for (let i = 0; i < attributes.length; i += 2) {
    const value = attributes[i + 1]!;
    sink.text(attributes[i]!, value[0] as AttributeTag, value.slice(1));
  }
}

const low = (value: bigint): number => Number(value & 0xffffffffn);
const high = (value: bigint): number => Number((value >> 32n) & 0xffffffffn);
