import type { StoredEvent, StoredLink, StoredSpan } from '../../model/stored-span.js';
import type { KeyValueJson } from './any-value-json.js';
import { SPAN_KINDS, STATUS_CODES } from './span-rules.js';
import { groupSpans, isZero, keyValues } from './trace-groups.js';

/**
 * OTLP's ResourceSpans in the JSON form of Tempo's API: ids in base64, 64-bit integers as text, enums by name, fields
 * with default values left out.
 */
export interface ResourceSpansJson {
  readonly resource: { readonly attributes?: readonly KeyValueJson[]; readonly droppedAttributesCount?: number };
  readonly scopeSpans: readonly {
    readonly scope: object;
    readonly spans: readonly object[];
    readonly schemaUrl?: string;
  }[];
  readonly schemaUrl?: string;
}

/** Spans as ResourceSpans, grouped by resource and then by scope. */
export function tracesJson(spans: readonly StoredSpan[]): ResourceSpansJson[] {
  return groupSpans(spans).map(({ scopes, ...resource }) => ({
    resource: withoutDefaults({ attributes: resource.attributes, droppedAttributesCount: resource.dropped }),
    scopeSpans: scopes.map((scope) => ({
      scope: withoutDefaults({
        name: scope.name,
        version: scope.version,
        attributes: scope.attributes,
        droppedAttributesCount: scope.dropped,
      }),
      spans: scope.spans.map(spanJson),
      ...withoutDefaults({ schemaUrl: scope.schemaUrl }),
    })),
    ...withoutDefaults({ schemaUrl: resource.schemaUrl }),
  }));
}

const spanJson = (span: StoredSpan): object => ({
  ...withoutDefaults({
    traceId: base64(span.traceId),
    spanId: base64(span.spanId),
    traceState: span.traceState,
    parentSpanId: isZero(span.parentId) ? '' : base64(span.parentId),
    name: span.name,
    kind: span.kind === 0 ? '' : SPAN_KINDS[span.kind],
    startTimeUnixNano: decimal(span.startNs),
    endTimeUnixNano: decimal(span.startNs + span.durationNs),
    attributes: keyValues(span.attributes),
    droppedAttributesCount: span.dropped.attributes,
    events: span.events.map(eventJson),
    droppedEventsCount: span.dropped.events,
    links: span.links.map(linkJson),
    droppedLinksCount: span.dropped.links,
  }),
  status: withoutDefaults({
    message: span.statusMessage,
    code: span.status === 0 ? '' : STATUS_CODES[span.status],
  }),
  ...withoutDefaults({ flags: span.flags }),
});

const eventJson = (event: StoredEvent): object =>
  withoutDefaults({ timeUnixNano: decimal(event.ns), name: event.name, attributes: keyValues(event.attributes) });

const linkJson = (link: StoredLink): object =>
  withoutDefaults({
    traceId: base64(link.traceId),
    spanId: base64(link.spanId),
    traceState: link.traceState,
    attributes: keyValues(link.attributes),
  });

const decimal = (value: bigint): string => (value === 0n ? '' : String(value));

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** `fields` without empty texts, zeros, empty arrays and undefined: proto3's defaults, which JSON leaves out. */
function withoutDefaults<T extends object>(fields: T): Partial<T> {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== '' && value !== 0 && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Partial<T>;
}
