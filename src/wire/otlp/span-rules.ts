import type { SpanBatch, SpanFields } from '../../model/spans.js';
import type { Rejections } from './rejections.js';

/** The spans of one request that are to be stored, and what was left out. */
export interface DecodedTraces {
  readonly spans: SpanBatch;
  readonly rejected: Rejections;
}

/** Bytes that a resource or a scope may have; they are kept again for every day that has spans of it. */
export const MAX_RESOURCE_BYTES = 1 << 20;
export const RESOURCE_TOO_LARGE = `a resource or scope of more than ${MAX_RESOURCE_BYTES} bytes`;

/** Numbers of SpanKind and StatusCode by name; what lies beyond counts as unspecified. */
export const SPAN_KINDS = [
  'SPAN_KIND_UNSPECIFIED',
  'SPAN_KIND_INTERNAL',
  'SPAN_KIND_SERVER',
  'SPAN_KIND_CLIENT',
  'SPAN_KIND_PRODUCER',
  'SPAN_KIND_CONSUMER',
] as const;
export const STATUS_CODES = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'] as const;

/** An enum's number, or 0 where a later version of the protocol knows more than we do. */
export const known = (value: number, names: readonly string[]): number =>
  value >= 0 && value < names.length ? value : 0;

/**
 * Why a span cannot be stored; undefined when it can.
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto: ids of 16 and
 * 8 bytes, not all zero.
 */
export function spanFault(span: SpanFields): string | undefined {
  const { ids } = span;
  if (span.traceEnd - span.traceStart !== 16) return 'a trace_id that is not 16 bytes';
  if (isZero(ids, span.traceStart, span.traceEnd)) return 'a trace_id of zeros';
  if (span.spanEnd - span.spanStart !== 8) return 'a span_id that is not 8 bytes';
  if (isZero(ids, span.spanStart, span.spanEnd)) return 'a span_id of zeros';
  const parentLength = span.parentEnd - span.parentStart;
  if (parentLength !== 8 && parentLength !== 0) return 'a parent_span_id that is not 8 bytes';
  if (span.startHigh > 0x7fffffff) return 'a start time after the year 2262';
  return undefined;
}

function isZero(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== 0) return false;
  return true;
}
