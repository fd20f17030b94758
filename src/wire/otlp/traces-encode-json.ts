import type { StoredEvent, StoredLink, StoredSpan } from '../../model/stored-span.js';
import type { KeyValueJson } from './any-value-json.js';
import { SPAN_KINDS, STATUS_CODES } from './span-rules.js';
import { groupSpans, isZero, keyValues } from './trace-groups.js';

/**
 * OTLP's ResourceSpans in JSON: 64-bit integers as text, ids and enums as a form has them, fields with default values
 * left out.
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

/** What is written differently from one user of this JSON to another. */
export interface SpanJsonForm {
  readonly id: (bytes: Uint8Array) => string;
  readonly kind: (kind: number) => string | number | undefined;
  readonly status: (status: number) => string | number | undefined;
}

/** Tempo's: what protobuf's mapping to JSON makes of bytes and enums. */
const PROTOBUF_FORM: SpanJsonForm = {
  id: (bytes) => Buffer.from(bytes).toString('base64'),
  kind: (kind) => SPAN_KINDS[kind],
  status: (status) => STATUS_CODES[status],
};

/** OTLP's own: ids in hex, enums as numbers. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export const OTLP_FORM: SpanJsonForm = {
  id: (bytes) => Buffer.from(bytes).toString('hex'),
  kind: (kind) => kind,
  status: (status) => status,
};

/** Spans as ResourceSpans, grouped by resource and then by scope. */
export function tracesJson(spans: readonly StoredSpan[], form: SpanJsonForm = PROTOBUF_FORM): ResourceSpansJson[] {
  return groupSpans(spans).map(({ scopes, ...resource }) => ({
    resource: withoutDefaults({ attributes: resource.attributes, droppedAttributesCount: resource.dropped }),
    scopeSpans: scopes.map((scope) => ({
      scope: withoutDefaults({
        name: scope.name,
        version: scope.version,
        attributes: scope.attributes,
        droppedAttributesCount: scope.dropped,
      }),
      spans: scope.spans.map((span) => spanJson(span, form)),
      ...withoutDefaults({ schemaUrl: scope.schemaUrl }),
    })),
    ...withoutDefaults({ schemaUrl: resource.schemaUrl }),
  }));
}

const spanJson = (span: StoredSpan, { id, kind, status }: SpanJsonForm): object => ({
  ...withoutDefaults({
    traceId: id(span.traceId),
    spanId: id(span.spanId),
    traceState: span.traceState,
    parentSpanId: isZero(span.parentId) ? '' : id(span.parentId),
    name: span.name,
    kind: span.kind === 0 ? '' : kind(span.kind),
    startTimeUnixNano: decimal(span.startNs),
    endTimeUnixNano: decimal(span.startNs + span.durationNs),
    attributes: keyValues(span.attributes),
    droppedAttributesCount: span.dropped.attributes,
    events: span.events.map(eventJson),
    droppedEventsCount: span.dropped.events,
    links: span.links.map((link) => linkJson(link, id)),
    droppedLinksCount: span.dropped.links,
  }),
  status: withoutDefaults({
    message: span.statusMessage,
    code: span.status === 0 ? '' : status(span.status),
  }),
  ...withoutDefaults({ flags: span.flags }),
});

const eventJson = (event: StoredEvent): object =>
  withoutDefaults({ timeUnixNano: decimal(event.ns), name: event.name, attributes: keyValues(event.attributes) });

const linkJson = (link: StoredLink, id: SpanJsonForm['id']): object =>
  withoutDefaults({
    traceId: id(link.traceId),
    spanId: id(link.spanId),
    traceState: link.traceState,
    attributes: keyValues(link.attributes),
  });

const decimal = (value: bigint): string => (value === 0n ? '' : String(value));

/** `fields` without empty texts, zeros, empty arrays and undefined: proto3's defaults, which JSON leaves out. */
function withoutDefaults<T extends object>(fields: T): Partial<T> {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== '' && value !== 0 && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Partial<T>;
}
