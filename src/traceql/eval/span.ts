import type { KindName, Static, StatusName } from '../../model/static.js';

/** Attributes by name; of a name that came twice the first value. */
export type SpanAttributes = ReadonlyMap<string, Static>;

/** A span as expressions look at it. The ids are lower-case hex of full length. */
export interface EvaluatedSpan {
  readonly trace: EvaluatedTrace;
  readonly id: string;
  /** Empty: no parent. */
  readonly parentId: string;
  readonly name: string;
  readonly kind: KindName;
  readonly status: StatusName;
  readonly statusMessage: string;
  /** ns since 1970. */
  readonly startNs: bigint;
  /** ns. */
  readonly durationNs: number;
  readonly attributes: SpanAttributes;
  readonly resource: SpanAttributes;
  readonly scope: { readonly name: string; readonly version: string; readonly attributes: SpanAttributes };
  readonly events: readonly {
    readonly name: string;
    readonly sinceStartNs: number;
    readonly attributes: SpanAttributes;
  }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly attributes: SpanAttributes }[];
  /** Place in the trace's nested set, from 1; all 0 where the trace has no root or the span is not connected to one. A root's parent is -1. */
  nestedSet: { left: number; right: number; parent: number };
  childCount: number;
}

/** A trace whose spans are all there. */
export interface EvaluatedTrace {
  /** Lower-case hex of full length. */
  readonly id: string;
  /** By start, then by id. */
  readonly spans: readonly EvaluatedSpan[];
  /** Empty without a root. */
  readonly rootName: string;
  readonly rootServiceName: string;
  /** ns since 1970, from the first start to the last end. */
  readonly startNs: bigint;
  /** ns. */
  readonly durationNs: number;
}

/** Spans of one trace that a stage let through, oldest first, each once. */
export interface Spanset {
  readonly trace: EvaluatedTrace;
  readonly spans: readonly EvaluatedSpan[];
  /** What `by()` grouped by and what aggregates computed: `by(span.fam)` → value, `count()` → value, in that order. */
  readonly attributes: readonly { readonly name: string; readonly value: Static }[];
}
