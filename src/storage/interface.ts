import type { WriteBatch } from '../model/batch.js';
import type { Labels } from '../model/labels.js';
import type { MetricMetadata, NativeHistogram } from '../model/samples.js';
import type { SeriesIndex } from '../model/series.js';
import type { Tenant } from '../model/tenant.js';

/**
 * Where receivers put what they decoded. May be called at any time and at once by many.
 */
export interface Writer {
  /** What is known of each kind of label set; decoders intern through these. */
  readonly indexes: { readonly series: SeriesIndex; readonly streams: SeriesIndex; readonly resources: SeriesIndex };

  /**
   * Resolves when every row of the batch is stored durably (fsync). The batch must not be changed after the call.
   * Rejects with `resource_exhausted` when the bounded queue is full, `unavailable` while the engine is gone or the disk
   * is over its watermark (both with `retryAfter`), `invalid_argument` when the engine refuses these very rows. After a
   * rejection some rows may be stored; repeating the batch is safe.
   */
  write(batch: WriteBatch): Promise<void>;
}

/** A range of time in ms, both ends inclusive. */
export interface TimeRangeMs {
  readonly start: number;
  readonly end: number;
}

/** A range of time in ns: `start` inclusive, `end` exclusive. */
export interface TimeRangeNs {
  readonly start: bigint;
  readonly end: bigint;
}

/** A condition on one label; a missing label has the empty value. Regular expressions are RE2 and fully anchored. */
export interface LabelMatcher {
  readonly name: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export interface QueryLimits {
  /** Milliseconds after which the query ends with `timeout`. */
  readonly timeoutMs: number;
  /** Bytes that the engine may use for it. */
  readonly maxMemory: number;
  /** Ends the query at its next block when aborted (the client went away). */
  readonly signal?: AbortSignal;
  /** It reads much. All such queries together leave half of what the engine runs at once to the others. */
  readonly isLarge?: boolean;
  /** Label sets that it may select (Loki's `cardinality_limit`). */
  readonly maxLabelSets?: number;
}

/** One series with its samples in a range: at least one, times (ms) ascending, each once. The arrays must not be changed. */
export interface SeriesSamples {
  readonly labels: Labels;
  readonly ts: Float64Array;
  /** Floats with their bits, staleness markers among them; means nothing where there is a histogram. */
  readonly values: Float64Array;
  /** The native histogram of each sample that is one; undefined where all samples are floats. */
  readonly histograms?: readonly (NativeHistogram | undefined)[] | undefined;
}

/** The sample of one request that stands for a bucket or a count. */
export interface Exemplar {
  readonly labels: Labels;
  readonly value: number;
  readonly ms: number;
}

export interface SeriesExemplars {
  readonly labels: Labels;
  /** By time, ascending; at least one. */
  readonly exemplars: readonly Exemplar[];
}

/**
 * Reads of metrics. All may be called at any time and at once. They see what was acknowledged before the call. A pattern
 * that is none rejects with `invalid_argument` and the text of Prometheus: `error parsing regexp: …`.
 */
export interface MetricReader {
  /**
   * Label sets that match all of `matchers` and have samples in the range, or close on both sides of it, as Prometheus
   * looks at whole chunks. A range that ends before it starts stands for what lies between.
   */
  series(tenant: Tenant, matchers: readonly LabelMatcher[], range: TimeRangeMs, limits: QueryLimits): Promise<Labels[]>;
  /** Whole series in batches, in no given order. Breaking off the loop ends the read. */
  samples(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): AsyncIterable<readonly SeriesSamples[]>;
  /** Names of the labels of the series that match and have samples on the days of the range, sorted. */
  labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]>;
  /** The values that a label has in such series, sorted; without the empty one. */
  labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]>;
  /** Exemplars of the series that match, in the range. */
  exemplars(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<SeriesExemplars[]>;
  /** What senders said of metric families, by family; of one family where it is given. */
  metadata(tenant: Tenant, family: string | undefined, limits: QueryLimits): Promise<MetricMetadata[]>;
}

/** Takes samples away. */
export interface SeriesDeletion {
  /**
   * Deletes samples, histograms and exemplars of a range, both ends inclusive, of the series that match. They are gone
   * when it resolves; what was acknowledged after the call stays.
   */
  deleteSeries(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<void>;
}

/** A log entry as it is read back. `metadata`: structured metadata, names and values in turn, sorted. */
export interface LogEntry {
  readonly labels: Labels;
  readonly ns: bigint;
  readonly line: string;
  readonly metadata: Labels;
}

/** A condition on the line that the store can judge: found (or, negated, not found) is one of `alternatives`. */
export interface LineCondition {
  readonly negated: boolean;
  /** Texts that the line contains, or RE2 expressions that match somewhere in it. */
  readonly kind: 'contains' | 'matches';
  readonly alternatives: readonly string[];
}

/** What a parser makes labels of: the stages of LogQL. https://grafana.com/docs/loki/latest/query/log_queries/#parser-expression */
export type LineParser =
  | { readonly kind: 'json'; readonly expressions: readonly LabelPath[] }
  | {
      readonly kind: 'logfmt';
      readonly expressions: readonly LabelPath[];
      readonly strict: boolean;
      readonly keepEmpty: boolean;
    }
  | { readonly kind: 'regexp' | 'pattern'; readonly pattern: string };

/** `name="path"`: the label that a value gets. */
export interface LabelPath {
  readonly name: string;
  readonly path: string;
}

/** A condition on the labels of an entry behind its parser. Durations in ns, sizes in bytes. */
export type ExtractedFilter =
  | { readonly kind: 'and' | 'or'; readonly left: ExtractedFilter; readonly right: ExtractedFilter }
  | { readonly kind: 'text'; readonly matcher: LabelMatcher }
  | {
      readonly kind: 'number' | 'duration' | 'bytes';
      readonly name: string;
      readonly op: '==' | '!=' | '<' | '<=' | '>' | '>=';
      readonly value: number;
    }
  | { readonly kind: 'ip'; readonly name: string; readonly op: '=' | '!='; readonly value: string };

/** What is read out of entries beside their stream, their time and their line. */
export interface LineExtraction {
  /** Without one, labels are those of structured metadata, `detected_level` and `trace_id` among them. */
  readonly parser?: LineParser | undefined;
  /** The labels whose values are asked for. None is one of a stream. */
  readonly wanted: readonly string[];
  /** Of which all must hold. */
  readonly filters: readonly ExtractedFilter[];
  /** A label whose number is read. It is none of a stream. */
  readonly unwrapped?: Pick<UnwrappedLabel, 'label' | 'reads' | 'per'> | undefined;
}

/** Which entries of which streams a query reads. */
export interface LogSelection {
  readonly matchers: readonly LabelMatcher[];
  readonly range: TimeRangeNs;
  /** Of which all must hold. */
  readonly lines: readonly LineCondition[];
}

/** Reads of logs. */
export interface LogReader {
  /**
   * Entries in batches: newest first (`backward`) or oldest first in windows of time that grow, so that whoever breaks off
   * early has read little; or stream by stream, each oldest first (`by-stream`), which costs least for all of them. Entries
   * that are equal in everything come once.
   */
  scan(
    tenant: Tenant,
    selection: LogSelection & { readonly order: 'forward' | 'backward' | 'by-stream' },
    limits: QueryLimits,
  ): AsyncIterable<readonly LogEntry[]>;
  streams(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    limits: QueryLimits,
  ): Promise<Labels[]>;
  labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    limits: QueryLimits,
  ): Promise<string[]>;
  labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    limits: QueryLimits,
  ): Promise<string[]>;
}

/**
 * Intervals of time, ns: the one at place `i` is `(origin + i * every, origin + i * every + width]`, and `width` is at most
 * `every`. What lies between them is left out. With a `cut`, less than `width`, each is two, at the places `2 * i` and
 * `2 * i + 1`: up to `cut` behind its beginning, and what follows (`intervalAt`).
 */
export interface Intervals {
  readonly origin: bigint;
  readonly every: bigint;
  readonly width: bigint;
  readonly cut?: bigint;
}

/** The number that a label stands for. Entries without the label, and those where it is empty, are left out. */
export interface UnwrappedLabel {
  readonly label: string;
  /** What is written there. Durations become ns, sizes bytes. */
  readonly reads: 'number' | 'duration' | 'bytes';
  /** By which the number is divided. */
  readonly per: number;
  /** What is asked of the numbers of a group; of `moments` the mean, and how far they lie from it. */
  readonly summary: 'sum' | 'min' | 'max' | 'moments';
}

/** What is counted of the entries of a selection, which ends with the last interval. */
export interface LogAggregation extends LogSelection {
  /** What makes labels of the line; without one entries have those of their stream and their structured metadata. */
  readonly parser?: LineParser | undefined;
  /** Of which all must hold. Those of `streamFilters` see the labels of the stream alone. */
  readonly filters: readonly ExtractedFilter[];
  readonly streamFilters: readonly ExtractedFilter[];
  /** What a filter says of a stream with all labels that it names; undefined where it fails. */
  readonly judgeStream: (filter: ExtractedFilter, stream: Labels) => boolean | undefined;
  /** The labels that tell groups apart; `all` only without a parser. */
  readonly by: readonly string[] | 'all';
  readonly intervals: Intervals;
  /** Bytes are those of the line as UTF-8. */
  readonly value: 'entries' | 'bytes' | UnwrappedLabel;
}

/** Entries of one interval that have the same labels. */
export interface LogGroup {
  /** Of the labels that were asked for those of the stream … */
  readonly stream: Labels;
  /** … and those of the line or of structured metadata. */
  readonly labels: Labels;
  /** The interval's place. */
  readonly interval: number;
  /** Entries, bytes, or what is asked of an unwrapped label. */
  readonly value: number;
  readonly entries: number;
  /** Of `moments`: the sum of the squares of what lies between each number and the mean. */
  readonly squares: number;
}

/** An aggregation that the store takes on. */
export interface LogGroups {
  /** In no given order; a group may come in parts. */
  groups(): AsyncIterable<readonly LogGroup[]>;
  /**
   * The entries of the selection that the store cannot tell the labels of, which are in none of the groups; whoever asked
   * runs them through its own parser and filters. To be called once `groups` has ended.
   */
  rest(): AsyncIterable<readonly LogEntry[]>;
}

/** Counts of logs by labels and time. May be called at any time and at once. */
export interface LogAggregates {
  /** Undefined when the store cannot say it for these streams, or they cost less to be read. Entries that are equal in everything count once. */
  aggregate(tenant: Tenant, aggregation: LogAggregation, limits: QueryLimits): Promise<LogGroups | undefined>;
}

/** What streams with the same labels hold of an interval of time. */
export interface StreamVolume {
  /** Of those that were asked for. */
  readonly labels: Labels;
  /** How many streams hold something of it. */
  readonly streams: number;
  /** How many intervals end before this one begins, since 1970; 0 where all of the range is one. */
  readonly interval: number;
  readonly entries: number;
  /** Of the lines. */
  readonly bytes: number;
  /** Of the names and values of structured metadata. */
  readonly metadataBytes: number;
}

/** How much there is of logs. */
export interface LogVolumes {
  /**
   * Of the streams that match and each interval of `step` ns since 1970, or of all of the range, what they hold in the range,
   * in no given order; without those that hold nothing. Streams with the same labels `by` are told as one, or with `all` each by
   * itself. Entries that were sent twice count twice.
   */
  volumes(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    step: bigint | 'whole',
    by: readonly string[] | 'all',
    limits: QueryLimits,
  ): Promise<StreamVolume[]>;
}

/** Reads of logs by the trace that they belong to. May be called at any time and at once. */
export interface TraceLogReader {
  /**
   * Entries of a trace (32 hex digits) in the range, oldest first, in batches: those whose `trace_id` it is and those whose
   * line holds it, in lower case. Breaking off the loop ends the read.
   */
  logsOfTrace(
    tenant: Tenant,
    traceId: string,
    range: TimeRangeNs,
    limits: QueryLimits,
  ): AsyncIterable<readonly LogEntry[]>;
}

/** Reads of exemplars by the trace that they lead to. May be called at any time and at once. */
export interface TraceExemplarReader {
  /**
   * Exemplars in the range with the trace (32 hex digits, lower case) under one of the names that instrumentations give its
   * id: `trace_id`, `traceID` …; shorter ids are padded on the left.
   */
  exemplarsOfTrace(
    tenant: Tenant,
    traceId: string,
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<SeriesExemplars[]>;
}

/** Something small that the program keeps: a silence, a group of rules, what was notified when. */
export interface StoredDocument {
  readonly tenant: Tenant;
  /** What it is: `silence`. */
  readonly kind: string;
  /** Tells it from others of its tenant and kind. */
  readonly key: string;
  /** JSON, as a rule. */
  readonly body: string;
}

/**
 * A store of small documents. May be called at any time and at once. Several programs may share it: what was written last
 * counts, by the writer's clock.
 */
export interface Documents {
  /** Those of a kind, of one tenant or of all, in no given order. */
  list(kind: string, tenant?: Tenant): Promise<StoredDocument[]>;
  /** Resolves when all are stored durably; each replaces the one of its tenant, kind and key. */
  put(documents: readonly StoredDocument[]): Promise<void>;
  /** Resolves when they are durably gone. */
  remove(documents: readonly Omit<StoredDocument, 'body'>[]): Promise<void>;
}
