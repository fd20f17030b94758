import type { SpanBatch, SpanFields } from '../../model/spans.js';
import { sameId } from './ids.js';

/** SpanRefType, with the same numbers in model.proto and jaeger.thrift. */
const CHILD_OF = 0;
const FOLLOWS_FROM = 1;

/** A SpanRef whose ids are slices of `buffer`. A decoder keeps one and fills it anew for each. */
export interface Reference {
  buffer: Uint8Array;
  type: number;
  traceStart: number;
  traceEnd: number;
  spanStart: number;
  spanEnd: number;
}

/** Whether the reference is within the span's own trace. */
function sameTrace(span: SpanFields, ref: Reference): boolean {
  return sameId(span.ids, span.traceStart, span.traceEnd, ref.buffer, ref.traceStart, ref.traceEnd);
}

/**
 * How well a reference serves as the parent: the first CHILD_OF of the same trace, else the first FOLLOWS_FROM of it.
 * The highest rank wins, the first of its rank.
 */
export function parentRank(span: SpanFields, ref: Reference): number {
  if (isZero(ref) || !sameTrace(span, ref)) return 0;
  if (ref.type === CHILD_OF) return 2;
  return ref.type === FOLLOWS_FROM ? 1 : 0;
}

/** Adds the reference as a link with `opentracing.ref_type`, unless it only names the parent or names no span. */
export function putLink(batch: SpanBatch, span: SpanFields, ref: Reference): void {
  if (isZero(ref)) return;
  const isParent =
    ref.type === CHILD_OF &&
    sameTrace(span, ref) &&
    sameId(span.ids, span.parentStart, span.parentEnd, ref.buffer, ref.spanStart, ref.spanEnd);
  if (isParent) return;
  batch.link(ref.buffer, ref.traceStart, ref.traceEnd, ref.spanStart, ref.spanEnd, '');
  batch.links.attributes.text('opentracing.ref_type', 's', ref.type === CHILD_OF ? 'child_of' : 'follows_from');
  batch.links.attributes.endRow();
}

function isZero(ref: Reference): boolean {
  for (let i = ref.spanStart; i < ref.spanEnd; i++) if (ref.buffer[i] !== 0) return false;
  return true;
}
