import type { SeriesIndex } from '../../model/series.js';
import { emptySpanFields, resetSpanFields, SpanBatch, type SpanFields } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import { Nanoseconds } from '../nanoseconds.js';
import { putScalars, splitAnnotation, takeLinks } from './encoded-attributes.js';
import { takeTag, ZipkinResources } from './resource.js';
import type { ZipkinAnnotation, ZipkinKind, ZipkinSpan } from './span.js';
import { START_ABSENT, TAG } from './tag-names.js';

/** OTLP's SpanKind and StatusCode. */
const KINDS: Readonly<Record<ZipkinKind, number>> = { SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 };
const INTERNAL = 1;
const STATUSES: Readonly<Record<string, number>> = { OK: 1, ERROR: 2 };
const ERROR = 2;

/** W3C's sampled flag. */
const SAMPLED = 1;

/**
 * Zipkin's spans as OpenTelemetry's, mapped as the Collector's Zipkin receiver does. Where that one would refuse a batch
 * or file a span under 1970 this is more lenient: a span without a time gets that of its first annotation, else `nowMs`,
 * and is marked with `otel.zipkin.absentField.startTime`; annotations and tags that are not encoded as they look are
 * kept as they are. A shared span (both sides of a call under one id) keeps its id.
 */
export function zipkinToSpans(
  spans: Iterable<ZipkinSpan>,
  tenant: Tenant,
  index: SeriesIndex,
  nowMs: number,
): SpanBatch {
  const batch = new SpanBatch(tenant);
  const resources = new ZipkinResources(index, tenant);
  const fields = emptySpanFields();
  for (const span of spans) {
    const resource = resources.take(span);
    const start = span.timestamp ?? firstTime(span.annotations) ?? nowMs * 1000;
    setTimes(resetSpanFields(fields), start, span.duration);
    setIds(fields, span);
    fields.name = span.name;
    fields.kind = kindOf(span);
    fields.flags = span.debug ? SAMPLED : 0;
    fields.traceState = takeTag(span.tags, TAG.traceState);
    setStatus(fields, span.tags);
    batch.begin(resource, fields);
    takeLinks(batch, span.tags);
    putAttributes(batch, span);
    for (const annotation of span.annotations) putEvent(batch, annotation);
    batch.endRow();
  }
  return batch;
}

const time = new Nanoseconds('timestamp');
const length = new Nanoseconds('duration');

function setTimes(fields: SpanFields, start: number, duration: number): void {
  time.fromMicrosNumber(Math.round(start));
  fields.startLow = time.low;
  fields.startHigh = time.high;
  length.fromMicrosNumber(duration);
  time.add(length.low, length.high);
  fields.endLow = time.low;
  fields.endHigh = time.high;
}

function setIds(fields: SpanFields, span: ZipkinSpan): void {
  const { traceId, id, parentId } = span;
  const parent = parentId === undefined || Buffer.compare(parentId, id) === 0 ? new Uint8Array(0) : parentId;
  fields.ids = Buffer.concat([traceId, id, parent]);
  fields.traceEnd = fields.spanStart = traceId.length;
  fields.spanEnd = fields.parentStart = traceId.length + id.length;
  fields.parentEnd = fields.ids.length;
}

function kindOf(span: ZipkinSpan): number {
  if (span.kind !== undefined) return KINDS[span.kind];
  return takeTag(span.tags, TAG.spanKind) === 'internal' ? INTERNAL : 0;
}

/**
 * `otel.status_code` says it; else the presence of `error` does, as everywhere in Zipkin, unless it says "false". What
 * the error tag says beyond "true" is the status message, too.
 */
function setStatus(fields: SpanFields, tags: Map<string, string>): void {
  const code = tags.get(TAG.statusCode);
  if (code !== undefined) {
    tags.delete(TAG.statusCode);
    fields.status = STATUSES[code.toUpperCase().replace(/^STATUS_CODE_/, '')] ?? 0;
    fields.statusMessage = takeTag(tags, TAG.statusDescription);
  }
  const error = tags.get(TAG.error);
  if (error === undefined || error === 'false') return;
  if (error === 'true' || code === undefined) fields.status = ERROR;
  if (error === 'true' || error === '') tags.delete(TAG.error);
  else if (fields.status === ERROR && fields.statusMessage === '') fields.statusMessage = error;
}

/** The endpoints' attributes come first, since of two values of one key the first counts. */
function putAttributes(batch: SpanBatch, span: ZipkinSpan): void {
  const { attributes } = batch;
  const { localEndpoint: local, remoteEndpoint: remote } = span;
  const text = (key: string, value: string) => value !== '' && attributes.text(key, 's', value);
  const port = (key: string, value: number) => value > 0 && attributes.integer(key, value, 0);
  text('net.host.ip', local.ipv6 || local.ipv4);
  port('net.host.port', local.port);
  text('peer.service', remote.serviceName);
  text('net.peer.ip', remote.ipv6 || remote.ipv4);
  port('net.peer.port', remote.port);
  if (span.timestamp === undefined) attributes.bool(START_ABSENT, true);
  for (const [key, value] of span.tags) attributes.text(key, 's', value);
}

function putEvent(batch: SpanBatch, annotation: ZipkinAnnotation): void {
  time.fromMicrosNumber(annotation.timestamp);
  const { name, attributes } = splitAnnotation(annotation.value);
  batch.event(time.low, time.high, name);
  putScalars(batch.events.attributes, attributes);
  batch.events.attributes.endRow();
}

function firstTime(annotations: readonly ZipkinAnnotation[]): number | undefined {
  const times = annotations.map(({ timestamp }) => timestamp).filter((at) => at > 0);
  return times.length === 0 ? undefined : times.reduce((first, at) => Math.min(first, at));
}
