import { writeKeyValue } from '../otlp/any-value-encode.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import type { SearchResponse, SearchSpanSet, TraceSearchMetadata } from './search-response.js';

/** `tempopb.SearchResponse`. https://github.com/grafana/tempo/blob/main/pkg/tempopb/tempo.proto */
export function encodeSearch({ traces, metrics }: SearchResponse): Buffer {
  const writer = new ProtobufWriter(1024 + traces.length * 256);
  for (const trace of traces) writer.message(1, (message) => writeTrace(message, trace));
  writer.message(2, (message) => {
    message.uint32(1, metrics.inspectedTraces ?? 0);
    message.uint32(3, metrics.totalBlocks ?? 0);
    message.uint32(4, metrics.completedJobs ?? 0);
  });
  return writer.finish();
}

function writeTrace(message: ProtobufWriter, trace: TraceSearchMetadata): void {
  message.string(1, trace.traceID);
  message.string(2, trace.rootServiceName ?? '');
  message.string(3, trace.rootTraceName ?? '');
  message.int64Always(4, BigInt(trace.startTimeUnixNano));
  message.uint32(5, trace.durationMs ?? 0);
  const { spanSet } = trace;
  if (spanSet !== undefined) message.message(6, (fields) => writeSpanSet(fields, spanSet));
  for (const one of trace.spanSets ?? []) message.message(7, (fields) => writeSpanSet(fields, one));
  for (const [service, { spanCount = 0, errorCount = 0 }] of Object.entries(trace.serviceStats ?? {})) {
    message.message(8, (entry) => {
      entry.string(1, service);
      entry.message(2, (stats) => {
        stats.uint32(1, spanCount);
        stats.uint32(2, errorCount);
      });
    });
  }
}

function writeSpanSet(message: ProtobufWriter, { spans, matched, attributes = [] }: SearchSpanSet): void {
  for (const span of spans) {
    message.message(1, (fields) => {
      fields.string(1, span.spanID);
      fields.string(2, span.name ?? '');
      fields.int64Always(3, BigInt(span.startTimeUnixNano));
      if (span.durationNanos !== undefined) fields.int64Always(4, BigInt(span.durationNanos));
      for (const attribute of span.attributes ?? []) writeKeyValue(fields, 5, attribute);
    });
  }
  message.uint32(2, matched);
  for (const attribute of attributes) writeKeyValue(message, 3, attribute);
}
