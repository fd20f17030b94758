import type { AttributeTag } from '../../model/attributes.js';
import type { Labels } from '../../model/labels.js';
import { labelValue } from '../../model/labels.js';
import { RESOURCE_LABELS } from '../../model/spans.js';
import type { StoredAttributes, StoredEvent, StoredLink, StoredSpan } from '../../model/stored-span.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import { writeKeyValue } from './any-value-encode.js';
import { type AnyValueJson, anyValueOf, type KeyValueJson } from './any-value-json.js';
import { SPAN_KINDS, STATUS_CODES } from './span-rules.js';

/** A trace as OTLP's TracesData: its bytes, and its ResourceSpans as JSON. */
export interface EncodedTrace {
  readonly protobuf: Buffer;
  readonly json: readonly ResourceSpansJson[];
}

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

/** Spans as TracesData, grouped by resource and then by scope, in the order in which these come first. */
export function tracesProtobuf(spans: readonly StoredSpan[]): Buffer {
  const writer = new ProtobufWriter(1024 + spans.length * 256);
  writeTraces(writer, spans);
  return writer.finish();
}

/** Writes the fields of a TracesData message. */
export function writeTraces(writer: ProtobufWriter, spans: readonly StoredSpan[]): void {
  for (const { scopes, ...resource } of grouped(spans)) {
    writer.message(1, (resourceSpans) => {
      resourceSpans.message(1, (message) => {
        for (const pair of resource.attributes) writeKeyValue(message, 1, pair);
        message.uint32(2, resource.dropped);
      });
      for (const scope of scopes) {
        resourceSpans.message(2, (scopeSpans) => {
          scopeSpans.message(1, (message) => {
            message.string(1, scope.name);
            message.string(2, scope.version);
            for (const pair of scope.attributes) writeKeyValue(message, 3, pair);
            message.uint32(4, scope.dropped);
          });
          for (const span of scope.spans) scopeSpans.message(2, (message) => writeSpan(message, span));
          scopeSpans.string(3, scope.schemaUrl);
        });
      }
      resourceSpans.string(3, resource.schemaUrl);
    });
  }
}

/** The same in JSON. */
export function tracesJson(spans: readonly StoredSpan[]): ResourceSpansJson[] {
  return grouped(spans).map(({ scopes, ...resource }) => ({
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

interface Owner {
  readonly attributes: readonly KeyValueJson[];
  readonly dropped: number;
  readonly schemaUrl: string;
}

interface ScopeGroup extends Owner {
  readonly name: string;
  readonly version: string;
  readonly spans: StoredSpan[];
}

interface ResourceGroup extends Owner {
  readonly scopes: ScopeGroup[];
}

function grouped(spans: readonly StoredSpan[]): ResourceGroup[] {
  const byLabels = new Map<string, ScopeGroup>();
  const byResource = new Map<string, ResourceGroup>();
  for (const span of spans) {
    const labelsKey = JSON.stringify(span.resource);
    let scope = byLabels.get(labelsKey);
    if (scope === undefined) {
      scope = scopeOf(span.resource);
      byLabels.set(labelsKey, scope);
      const made = resourceOf(span.resource);
      const resourceKey = JSON.stringify(made);
      const resource = byResource.get(resourceKey) ?? made;
      byResource.set(resourceKey, resource);
      resource.scopes.push(scope);
    }
    scope.spans.push(span);
  }
  return [...byResource.values()];
}

const resourceOf = (labels: Labels): ResourceGroup => ({
  attributes: attributesWithPrefix(labels, RESOURCE_LABELS.resourcePrefix),
  dropped: Number(labelValue(labels, RESOURCE_LABELS.resourceDropped)),
  schemaUrl: labelValue(labels, RESOURCE_LABELS.resourceSchemaUrl),
  scopes: [],
});

const scopeOf = (labels: Labels): ScopeGroup => ({
  name: labelValue(labels, RESOURCE_LABELS.scopeName),
  version: labelValue(labels, RESOURCE_LABELS.scopeVersion),
  attributes: attributesWithPrefix(labels, RESOURCE_LABELS.scopePrefix),
  dropped: Number(labelValue(labels, RESOURCE_LABELS.scopeDropped)),
  schemaUrl: labelValue(labels, RESOURCE_LABELS.scopeSchemaUrl),
  spans: [],
});

function attributesWithPrefix(labels: Labels, prefix: string): KeyValueJson[] {
  const pairs: KeyValueJson[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    const name = labels[i]!;
    if (name.startsWith(prefix)) pairs.push({ key: name.slice(prefix.length), value: taggedValue(labels[i + 1]!) });
  }
  return pairs;
}

function keyValues(attributes: StoredAttributes): KeyValueJson[] {
  const pairs: KeyValueJson[] = [];
  for (let i = 0; i < attributes.length; i += 2) {
    pairs.push({ key: attributes[i]!, value: taggedValue(attributes[i + 1]!) });
  }
  return pairs;
}

const taggedValue = (tagged: string): AnyValueJson => anyValueOf(tagged.charAt(0) as AttributeTag, tagged.slice(1));

function writeSpan(message: ProtobufWriter, span: StoredSpan): void {
  message.bytes(1, span.traceId);
  message.bytes(2, span.spanId);
  message.string(3, span.traceState);
  if (!isZero(span.parentId)) message.bytes(4, span.parentId);
  message.string(5, span.name);
  message.uint32(6, span.kind);
  message.fixed64(7, span.startNs);
  message.fixed64(8, span.startNs + span.durationNs);
  for (const pair of keyValues(span.attributes)) writeKeyValue(message, 9, pair);
  message.uint32(10, span.dropped.attributes);
  for (const event of span.events) {
    message.message(11, (fields) => {
      fields.fixed64(1, event.ns);
      fields.string(2, event.name);
      for (const pair of keyValues(event.attributes)) writeKeyValue(fields, 3, pair);
    });
  }
  message.uint32(12, span.dropped.events);
  for (const link of span.links) {
    message.message(13, (fields) => {
      fields.bytes(1, link.traceId);
      fields.bytes(2, link.spanId);
      fields.string(3, link.traceState);
      for (const pair of keyValues(link.attributes)) writeKeyValue(fields, 4, pair);
    });
  }
  message.uint32(14, span.dropped.links);
  message.message(15, (status) => {
    status.string(2, span.statusMessage);
    status.uint32(3, span.status);
  });
  message.fixed32(16, span.flags);
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

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** `fields` without empty texts, zeros, empty arrays and undefined: proto3's defaults, which JSON leaves out. */
function withoutDefaults<T extends object>(fields: T): Partial<T> {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== '' && value !== 0 && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Partial<T>;
}
