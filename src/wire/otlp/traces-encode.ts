import type { StoredSpan } from '../../model/stored-span.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import { writeKeyValue } from './any-value-encode.js';
import { groupSpans, isZero, keyValues } from './trace-groups.js';

export { OTLP_FORM, tracesJson } from './traces-encode-json.js';

/** Spans as a TracesData message, grouped by resource and then by scope. */
export function tracesProtobuf(spans: readonly StoredSpan[]): Buffer {
  const writer = new ProtobufWriter(1024 + spans.length * 256);
  writeTraces(writer, spans);
  return writer.finish();
}

/** Writes the fields of a TracesData message. */
export function writeTraces(writer: ProtobufWriter, spans: readonly StoredSpan[]): void {
  for (const { scopes, ...resource } of groupSpans(spans)) {
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
