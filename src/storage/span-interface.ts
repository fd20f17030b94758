import type { Static } from '../model/static.js';
import type { StoredSpan } from '../model/stored-span.js';
import type { Tenant } from '../model/tenant.js';
import type { QueryLimits, TimeRangeNs } from './interface.js';

/** What a condition on a span looks at. `any`: the span, or where it has no such attribute, its resource. */
export type SpanField =
  | {
      readonly kind: 'intrinsic';
      readonly name:
        | 'name'
        | 'status'
        | 'statusMessage'
        | 'kind'
        | 'duration'
        | 'trace:id'
        | 'span:id'
        | 'span:parentID'
        | 'event:name'
        | 'event:timeSinceStart'
        | 'link:traceID'
        | 'link:spanID'
        | 'instrumentation:name'
        | 'instrumentation:version';
    }
  | {
      readonly kind: 'attribute';
      readonly scope: 'any' | 'span' | 'resource' | 'event' | 'link' | 'instrumentation';
      readonly name: string;
    };

/**
 * A condition on one span. Values of attributes compare only with values of their own type (an integer with no float), those
 * of intrinsics that are numbers with any number; an array meets a condition when one of its elements does, and so do the events and links of a span. A span
 * without the field meets no comparison. Regular expressions are RE2 and fully anchored.
 */
export type SpanCondition =
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly SpanCondition[] }
  | {
      readonly kind: 'compare';
      readonly field: SpanField;
      readonly op: '=' | '!=' | '<' | '<=' | '>' | '>=' | '=~' | '!~';
      readonly value: Static;
    }
  | { readonly kind: 'present' | 'absent'; readonly field: SpanField };

/** Which traces a search looks at: those with, for each of `required`, a span in the range that meets it. */
export interface TraceSearch {
  /** A trace is in it when one of its spans overlaps it; both ends inclusive. */
  readonly range: TimeRangeNs;
  readonly required: readonly SpanCondition[];
  /** As many of its spans meet the condition, at least; more than none. */
  readonly least?: { readonly condition: SpanCondition; readonly spans: number };
  /** So many traces are enough: that there are more is found out only for whoever asks for more. */
  readonly wanted?: number;
}

/** What is read of spans beside ids, times, name, kind, status and the resource with its scope. */
export interface SpanColumns {
  /** Names of the span's own attributes that are wanted. */
  readonly attributes: ReadonlySet<string> | 'all';
  readonly events: boolean;
  readonly links: boolean;
}

export interface SpanSelection {
  /** Of the spans' starts. */
  readonly range: TimeRangeNs;
  readonly condition: SpanCondition;
}

/** One group of spans in one interval of time. */
export interface SpanAggregate {
  /** One value for each field that was grouped by. */
  readonly group: readonly Static[];
  /** The interval's place in the range, from 0. */
  readonly interval: number;
  readonly count: number;
  /** Of the measured field: over the spans where it is a number (durations in ns). Undefined where there are none. */
  readonly measured?: {
    readonly count: number;
    readonly sum: number;
    readonly min: number;
    readonly max: number;
  };
  /** With `histogram`: how many values lie in `(2^(i-1), 2^i]`, by i. */
  readonly powersOfTwo?: ReadonlyMap<number, number>;
}

export interface SpanAggregation extends SpanSelection {
  readonly by: readonly SpanField[];
  /**
   * Width of an interval, ns; spans lie in `(start + i * step, start + (i + 1) * step]`. So here the range is without its
   * start and with its end.
   */
  readonly step: bigint;
  readonly measure?: SpanField;
  readonly histogram?: boolean;
}

/** Reads of traces by id. */
export interface TraceReader {
  /** The spans of a trace (16 bytes of id) in no given order; empty when there is none. */
  trace(tenant: Tenant, traceId: Uint8Array, limits: QueryLimits): Promise<StoredSpan[]>;
}

/** Searches of spans. May be called at any time and at once; they see what was acknowledged before the call. */
export interface SpanReader {
  /**
   * Ids (lower-case hex) of traces that may be found, newest first, in batches out of windows of time that grow, so that
   * whoever breaks off early has read little. Each id comes once.
   */
  candidates(tenant: Tenant, search: TraceSearch, limits: QueryLimits): AsyncIterable<readonly string[]>;
  /** All spans of these traces, trace by trace, whatever their times. Spans equal in everything come once. */
  traces(
    tenant: Tenant,
    ids: readonly string[],
    columns: SpanColumns,
    limits: QueryLimits,
  ): AsyncIterable<readonly StoredSpan[]>;
  /** The spans that meet the condition, in batches and in no given order. */
  spans(
    tenant: Tenant,
    selection: SpanSelection,
    columns: SpanColumns,
    limits: QueryLimits,
  ): AsyncIterable<readonly StoredSpan[]>;
  /** Counts and measures of spans by group and interval, in no given order; nothing where there are no spans. */
  aggregate(tenant: Tenant, aggregation: SpanAggregation, limits: QueryLimits): Promise<SpanAggregate[]>;
  /** Names of the attributes of each scope that the spans selected have, sorted. */
  attributeNames(
    tenant: Tenant,
    selection: SpanSelection,
    limits: QueryLimits,
  ): Promise<Readonly<Record<'span' | 'resource' | 'event' | 'link' | 'instrumentation', readonly string[]>>>;
  /** The values of a field of the spans selected, each once; at most `limit`, the most frequent first. */
  fieldValues(
    tenant: Tenant,
    field: SpanField,
    selection: SpanSelection,
    limit: number,
    limits: QueryLimits,
  ): Promise<Static[]>;
}

/** Calls from one service to another. */
export interface ServiceCall {
  readonly parent: string;
  readonly child: string;
  readonly callCount: number;
}

/** Which services call which. May be called at any time and at once. */
export interface ServiceCallReader {
  /**
   * For each two services how many spans of the one, started in the range, have a parent of the other; sorted. A parent may
   * have started up to an hour before the range.
   */
  serviceCalls(tenant: Tenant, range: TimeRangeNs, limits: QueryLimits): Promise<ServiceCall[]>;
}
