import type { StoredSpan } from '../../model/stored-span.js';
import { tracesJson, tracesProtobuf, writeTraces } from '../otlp/traces-encode.js';
import { ProtobufWriter } from '../protobuf/writer.js';

/** A trace as it was found. https://grafana.com/docs/tempo/latest/api_docs/#query-v2 */
export interface TraceByIdResponse {
  readonly spans: readonly StoredSpan[];
  /** Left out where the trace is whole. */
  readonly status?: 'PARTIAL';
  readonly message?: string;
}

/** Flags of spans are not part of Tempo's answers. */
const withoutFlags = (spans: readonly StoredSpan[]): readonly StoredSpan[] =>
  spans.map((span) => (span.flags === 0 ? span : { ...span, flags: 0 }));

/** `tempopb.Trace`, in JSON and as protobuf. */
export const traceJson = ({ spans }: TraceByIdResponse): object => ({ batches: tracesJson(withoutFlags(spans)) });

export const encodeTrace = ({ spans }: TraceByIdResponse): Buffer => tracesProtobuf(withoutFlags(spans));

/** `tempopb.TraceByIDResponse`, in JSON and as protobuf. */
export const traceByIdJson = ({ spans, ...partial }: TraceByIdResponse): object => ({
  trace: spans.length === 0 ? {} : { resourceSpans: tracesJson(withoutFlags(spans)) },
  ...partial,
});

const PARTIAL = 1;

export function encodeTraceById({ spans, status, message = '' }: TraceByIdResponse): Buffer {
  const writer = new ProtobufWriter();
  writer.message(1, (trace) => writeTraces(trace, withoutFlags(spans)));
  writer.message(2, () => {});
  writer.uint32(3, status === undefined ? 0 : PARTIAL);
  writer.string(4, message);
  return writer.finish();
}
