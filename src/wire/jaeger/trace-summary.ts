import { ProtobufWriter } from '../protobuf/writer.js';

/**
 * What a list of traces shows of one: `jaeger.api_v3.TraceSummary`.
 * https://github.com/jaegertracing/jaeger-idl/blob/main/proto/api_v3/query_service.proto
 */
export interface TraceSummary {
  /** 32 hex digits. */
  readonly traceId: string;
  /** Empty where the trace has no root. */
  readonly rootServiceName: string;
  readonly rootOperationName: string;
  /** Of the span that starts first, and of the one that ends last; ns since 1970. */
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly spanCount: number;
  readonly errorSpanCount: number;
  /** Spans whose parent is not among those of the trace. */
  readonly orphanSpanCount: number;
  /** By name. */
  readonly services: readonly ServiceSummary[];
}

export interface ServiceSummary {
  readonly name: string;
  readonly spanCount: number;
  readonly errorSpanCount: number;
}

/** `FindTraceSummariesResponse`. */
export function encodeTraceSummaries(summaries: readonly TraceSummary[]): Buffer {
  const writer = new ProtobufWriter();
  for (const summary of summaries) {
    writer.message(1, (message) => {
      message.string(1, summary.traceId);
      message.string(2, summary.rootServiceName);
      message.string(3, summary.rootOperationName);
      message.fixed64(4, summary.startNs);
      message.fixed64(5, summary.endNs);
      message.uint32(6, summary.spanCount);
      message.uint32(7, summary.errorSpanCount);
      message.uint32(8, summary.orphanSpanCount);
      for (const { name, spanCount, errorSpanCount } of summary.services) {
        message.message(9, (service) => {
          service.string(1, name);
          service.uint32(2, spanCount);
          service.uint32(3, errorSpanCount);
        });
      }
    });
  }
  return writer.finish();
}

/** The same in protobuf's JSON: numbers of 64 bits as text. */
export const traceSummariesJson = (summaries: readonly TraceSummary[]): object => ({
  summaries: summaries.map(({ startNs, endNs, ...summary }) => ({
    ...summary,
    minStartTimeUnixNano: String(startNs),
    maxEndTimeUnixNano: String(endNs),
  })),
});
