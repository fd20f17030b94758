import { AttributePairs } from '../../model/attributes.js';
import { labelsFrom } from '../../model/labels.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import { emptySpanFields, RESOURCE_LABELS, resetSpanFields, SpanBatch, type SpanFields } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import { highWord, lowWord } from '../../model/words.js';
import { putJsonAttributes } from './any-value-from-json.js';
import { jsonArray, jsonEnum, jsonObject, jsonText, jsonUint32, jsonUint64, parseJsonBody } from './json-fields.js';
import { Rejections } from './rejections.js';
import { countText, firstOfEach } from './resource-scopes.js';
import {
  type DecodedTraces,
  known,
  MAX_RESOURCE_BYTES,
  RESOURCE_TOO_LARGE,
  SPAN_KINDS,
  STATUS_CODES,
  spanFault,
} from './span-rules.js';

type Json = Record<string, unknown>;

/**
 * Decodes an OTLP/JSON trace request: names in lowerCamelCase, ids in hex, 64-bit integers as text or numbers, enums as
 * numbers or names. Rules and errors are those of protobuf (`TracesDecoder`).
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function decodeTracesJson(body: Buffer, tenant: Tenant, resources: SeriesIndex): DecodedTraces {
  const decoded = { spans: new SpanBatch(tenant), rejected: new Rejections('spans') };
  const span = emptySpanFields();
  for (const group of jsonArray(parseJsonBody(body).resourceSpans, 'resourceSpans')) {
    const resourceSpans = jsonObject(group, 'resourceSpans');
    const resource = resourceLabels(resourceSpans);
    for (const part of jsonArray(resourceSpans.scopeSpans, 'scopeSpans')) {
      const scopeSpans = jsonObject(part, 'scopeSpans');
      const labels = [...resource, ...scopeLabels(scopeSpans)];
      const spans = jsonArray(scopeSpans.spans, 'spans');
      if (textLength(labels) > MAX_RESOURCE_BYTES) decoded.rejected.add(RESOURCE_TOO_LARGE, spans.length);
      else {
        const ref = resources.intern(tenant, labelsFrom(labels));
        for (const item of spans) putSpan(jsonObject(item, 'spans'), ref, resetSpanFields(span), decoded);
      }
    }
  }
  return decoded;
}

function resourceLabels({ resource, schemaUrl }: Json): [string, string][] {
  const fields = jsonObject(resource, 'resource');
  const attributes = new AttributePairs(RESOURCE_LABELS.resourcePrefix);
  putJsonAttributes(fields.attributes, attributes);
  return [
    ...firstOfEach(attributes.pairs),
    [RESOURCE_LABELS.resourceSchemaUrl, jsonText(schemaUrl, 'schemaUrl')],
    [RESOURCE_LABELS.resourceDropped, countText(jsonUint32(fields.droppedAttributesCount, 'droppedAttributesCount'))],
  ];
}

function scopeLabels({ scope, schemaUrl }: Json): [string, string][] {
  const fields = jsonObject(scope, 'scope');
  const attributes = new AttributePairs(RESOURCE_LABELS.scopePrefix);
  putJsonAttributes(fields.attributes, attributes);
  return [
    ...firstOfEach(attributes.pairs),
    [RESOURCE_LABELS.scopeName, jsonText(fields.name, 'scope.name')],
    [RESOURCE_LABELS.scopeVersion, jsonText(fields.version, 'scope.version')],
    [RESOURCE_LABELS.scopeSchemaUrl, jsonText(schemaUrl, 'schemaUrl')],
    [RESOURCE_LABELS.scopeDropped, countText(jsonUint32(fields.droppedAttributesCount, 'droppedAttributesCount'))],
  ];
}

const textLength = (labels: readonly [string, string][]): number =>
  labels.reduce((sum, [name, value]) => sum + name.length + value.length, 0);

function putSpan(json: Json, ref: SeriesRef, span: SpanFields, { spans, rejected }: DecodedTraces): void {
  fillFields(json, span);
  const fault = spanFault(span);
  if (fault !== undefined) {
    rejected.add(fault);
    return;
  }
  spans.begin(ref, span);
  putJsonAttributes(json.attributes, spans.attributes);
  for (const item of jsonArray(json.events, 'events')) putEvent(jsonObject(item, 'events'), spans);
  for (const item of jsonArray(json.links, 'links')) putLink(jsonObject(item, 'links'), spans);
  spans.endRow();
}

function fillFields(json: Json, span: SpanFields): void {
  const traceId = hexBytes(json.traceId, 'traceId');
  const spanId = hexBytes(json.spanId, 'spanId');
  const parentId = hexBytes(json.parentSpanId, 'parentSpanId');
  span.ids = Buffer.concat([traceId, spanId, parentId]);
  span.traceEnd = span.spanStart = traceId.length;
  span.spanEnd = span.parentStart = span.spanStart + spanId.length;
  span.parentEnd = span.ids.length;
  span.name = jsonText(json.name, 'name');
  span.kind = known(jsonEnum(json.kind, 'kind', SPAN_KINDS), SPAN_KINDS);
  const start = jsonUint64(json.startTimeUnixNano, 'startTimeUnixNano');
  span.startLow = lowWord(start);
  span.startHigh = highWord(start);
  const end = jsonUint64(json.endTimeUnixNano, 'endTimeUnixNano');
  span.endLow = lowWord(end);
  span.endHigh = highWord(end);
  const status = jsonObject(json.status, 'status');
  span.status = known(jsonEnum(status.code, 'status.code', STATUS_CODES), STATUS_CODES);
  span.statusMessage = jsonText(status.message, 'status.message');
  span.traceState = jsonText(json.traceState, 'traceState');
  span.flags = jsonUint32(json.flags, 'flags');
  span.droppedAttributes = jsonUint32(json.droppedAttributesCount, 'droppedAttributesCount');
  span.droppedEvents = jsonUint32(json.droppedEventsCount, 'droppedEventsCount');
  span.droppedLinks = jsonUint32(json.droppedLinksCount, 'droppedLinksCount');
}

function putEvent(json: Json, spans: SpanBatch): void {
  const ns = jsonUint64(json.timeUnixNano, 'timeUnixNano');
  spans.event(lowWord(ns), highWord(ns), jsonText(json.name, 'name'));
  putJsonAttributes(json.attributes, spans.events.attributes);
  spans.events.attributes.endRow();
}

function putLink(json: Json, spans: SpanBatch): void {
  const traceId = hexBytes(json.traceId, 'traceId');
  const spanId = hexBytes(json.spanId, 'spanId');
  const ids = Buffer.concat([traceId, spanId]);
  spans.link(ids, 0, traceId.length, traceId.length, ids.length, jsonText(json.traceState, 'traceState'));
  putJsonAttributes(json.attributes, spans.links.attributes);
  spans.links.attributes.endRow();
}

/** An id in hex of either case; what is not hex has no bytes and so the wrong length. */
function hexBytes(value: unknown, name: string): Buffer {
  const text = jsonText(value, name);
  return /^(?:[0-9a-f]{2}){1,32}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.alloc(text === '' ? 0 : 1);
}
