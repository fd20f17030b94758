import protobuf from 'protobufjs';
import { binary, bool, double, i32, i64, list, struct, type ThriftValue, text } from './thrift-writer.js';

/** Jaeger's messages as tests write them, for both of its encodings. Times and durations in µs, ids in hex. */
export interface JaegerTag {
  readonly key: string;
  readonly string?: string;
  readonly bool?: boolean;
  readonly int?: bigint;
  readonly float?: number;
  readonly binary?: Uint8Array;
}

export interface JaegerSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly start: bigint;
  readonly duration: bigint;
  readonly flags?: number;
  readonly tags?: readonly JaegerTag[];
  readonly logs?: readonly { readonly time: bigint; readonly fields: readonly JaegerTag[] }[];
  /** `type`: 0 CHILD_OF, 1 FOLLOWS_FROM. */
  readonly references?: readonly { readonly traceId: string; readonly spanId: string; readonly type: number }[];
  /** Name of the span's own process; protobuf only. */
  readonly process?: string;
  /** A KeyValue as bytes; protobuf only. */
  readonly rawTag?: Uint8Array;
}

export interface JaegerBatch {
  readonly service: string;
  readonly tags?: readonly JaegerTag[];
  readonly spans: readonly JaegerSpan[];
}

/** Field numbers of collector.proto and model.proto, https://github.com/jaegertracing/jaeger-idl. */
const SCHEMA = protobuf.parse(
  `
  syntax = "proto3";
  message Timestamp { int64 seconds = 1; int32 nanos = 2; }
  message KeyValue {
    string key = 1; int32 v_type = 2; string v_str = 3; bool v_bool = 4; int64 v_int64 = 5; double v_float64 = 6;
    bytes v_binary = 7;
  }
  message Log { Timestamp timestamp = 1; repeated KeyValue fields = 2; }
  message SpanRef { bytes trace_id = 1; bytes span_id = 2; int32 ref_type = 3; }
  message Process { string service_name = 1; repeated KeyValue tags = 2; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; string operation_name = 3; repeated SpanRef references = 4;
    uint32 flags = 5; Timestamp start_time = 6; Timestamp duration = 7; repeated KeyValue tags = 8;
    repeated Log logs = 9; Process process = 10; string process_id = 11; repeated string warnings = 12;
  }
  message RawSpan { bytes tag = 8; }
  message Batch { repeated bytes spans = 1; Process process = 2; }
  message PostSpansRequest { Batch batch = 1; }
`,
  { keepCase: true },
).root;

const hex = (id: string): Buffer => Buffer.from(id, 'hex');
/** protobufjs has Long at run time, but not in its types. */
const { Long } = protobuf.util as unknown as { Long: { fromString(text: string): object } };
const int64 = (n: bigint): object => Long.fromString(n.toString());

/** A `jaeger.api_v2.PostSpansRequest`. */
export function postSpansBytes(batch: JaegerBatch): Buffer {
  const Span = SCHEMA.lookupType('Span');
  const spans = batch.spans.map((span) => {
    const encoded = Span.encode({
      trace_id: hex(span.traceId),
      span_id: hex(span.spanId),
      operation_name: span.name,
      references: (span.references ?? []).map((ref) => ({
        trace_id: hex(ref.traceId),
        span_id: hex(ref.spanId),
        ref_type: ref.type,
      })),
      flags: span.flags ?? 0,
      start_time: timestamp(span.start),
      duration: timestamp(span.duration),
      tags: (span.tags ?? []).map(keyValue),
      logs: (span.logs ?? []).map((log) => ({ timestamp: timestamp(log.time), fields: log.fields.map(keyValue) })),
      process: span.process === undefined ? undefined : { service_name: span.process, tags: [] },
    }).finish();
    const raw = span.rawTag === undefined ? [] : [SCHEMA.lookupType('RawSpan').encode({ tag: span.rawTag }).finish()];
    return Buffer.concat([encoded, ...raw]);
  });
  const process = { service_name: batch.service, tags: (batch.tags ?? []).map(keyValue) };
  return Buffer.from(SCHEMA.lookupType('PostSpansRequest').encode({ batch: { spans, process } }).finish());
}

function timestamp(micros: bigint): object {
  return { seconds: int64(micros / 1_000_000n), nanos: Number(micros % 1_000_000n) * 1000 };
}

function keyValue(tag: JaegerTag): object {
  const { key } = tag;
  if (tag.bool !== undefined) return { key, v_type: 1, v_bool: tag.bool };
  if (tag.int !== undefined) return { key, v_type: 2, v_int64: int64(tag.int) };
  if (tag.float !== undefined) return { key, v_type: 3, v_float64: tag.float };
  if (tag.binary !== undefined) return { key, v_type: 4, v_binary: tag.binary };
  return { key, v_type: 0, v_str: tag.string ?? '' };
}

/** A `Batch` of jaeger.thrift, https://github.com/jaegertracing/jaeger-idl. */
export function thriftBatch(batch: JaegerBatch): ThriftValue {
  const process = struct({ 1: text(batch.service), 2: tagList(batch.tags ?? []) });
  return struct({ 1: process, 2: list('struct', batch.spans.map(thriftSpan)) });
}

function thriftSpan(span: JaegerSpan): ThriftValue {
  const { low, high } = words(span.traceId);
  return struct({
    1: i64(low),
    2: i64(high),
    3: i64(BigInt(`0x${span.spanId}`)),
    4: i64(0n),
    5: text(span.name),
    6: list(
      'struct',
      (span.references ?? []).map((ref) => {
        const trace = words(ref.traceId);
        return struct({ 1: i32(ref.type), 2: i64(trace.low), 3: i64(trace.high), 4: i64(BigInt(`0x${ref.spanId}`)) });
      }),
    ),
    7: i32(span.flags ?? 0),
    8: i64(span.start),
    9: i64(span.duration),
    10: tagList(span.tags ?? []),
    11: list(
      'struct',
      (span.logs ?? []).map((log) => struct({ 1: i64(log.time), 2: tagList(log.fields) })),
    ),
    12: bool(false),
  });
}

function tagList(tags: readonly JaegerTag[]): ThriftValue {
  return list('struct', tags.map(thriftTag));
}

function thriftTag(tag: JaegerTag): ThriftValue {
  const key = text(tag.key);
  if (tag.float !== undefined) return struct({ 1: key, 2: i32(1), 4: double(tag.float) });
  if (tag.bool !== undefined) return struct({ 1: key, 2: i32(2), 5: bool(tag.bool) });
  if (tag.int !== undefined) return struct({ 1: key, 2: i32(3), 6: i64(tag.int) });
  if (tag.binary !== undefined) return struct({ 1: key, 2: i32(4), 7: binary(tag.binary) });
  return struct({ 1: key, 2: i32(0), 3: text(tag.string ?? '') });
}

function words(traceId: string): { readonly low: bigint; readonly high: bigint } {
  const id = BigInt(`0x${traceId}`);
  return { low: BigInt.asIntN(64, id), high: BigInt.asIntN(64, id >> 64n) };
}
