import type { WriteBatch } from '../../model/batch.js';
import { QuartetError } from '../../model/errors.js';
import type { LogBatch } from '../../model/logs.js';
import { MS_PER_DAY, type SeriesDays, type SeriesIndex } from '../../model/series.js';
import type { SpanBatch } from '../../model/spans.js';
import type { Writer } from '../interface.js';
import { PendingLogBatch } from '../read/logs/pending-logs.js';
import type { SeriesCatalog } from '../read/metrics/series-catalog.js';
import type { RecentSamples } from '../recent/recent-samples.js';
import type { RecentSpans } from '../recent/recent-spans.js';
import type { EarliestWrites } from '../write-times.js';
import { earliestTime } from './earliest-time.js';
import type { InsertBlocks, OnRefused } from './insert-rows.js';
import type { Journal } from './journal.js';
import { Lane, type LaneOptions } from './lane.js';
import type { LateEntries } from './late-entries.js';
import { encodeLogs, lateMarks } from './logs.js';
import { encodeExemplars, encodeHistograms, encodeMetadata, encodeSamples } from './metrics.js';
import { encodeSeries } from './series.js';
import { encodeSpanAttributes, KnownAttributes } from './span-attributes.js';
import { encodeSpans } from './spans.js';
import type { EncodedRows } from './table.js';
import { WaitingLogs } from './waiting-logs.js';

const SIGNALS = ['metrics', 'logs', 'traces'] as const;
/** Each signal has a lane of its own. */
export type LaneName = (typeof SIGNALS)[number];

export interface BatchWriterOptions {
  readonly indexes: { readonly series: SeriesIndex; readonly streams: SeriesIndex; readonly resources: SeriesIndex };
  readonly insert: InsertBlocks;
  readonly journal: Journal;
  /** Bytes of encoded rows that may wait or be under way over all signals; beyond it writers are told to come back. */
  readonly maxQueueBytes: number;
  /** A reason why nothing can be stored now (the disk is all but full), or undefined. */
  readonly refusal?: () => QuartetError | undefined;
  readonly now: () => number;
  /** Told of the times of the samples that were stored. */
  readonly writes?: Pick<EarliestWrites, 'note'>;
  /** Told of the label sets of metrics that were stored. */
  readonly catalog?: Pick<SeriesCatalog, 'note' | 'noteHistograms'>;
  /** Told of the float samples that were stored. */
  readonly recent?: Pick<RecentSamples, 'note'>;
  /** Told of the spans that were stored; given by who alone writes to the store. */
  readonly recentSpans?: Pick<RecentSpans, 'note'>;
  /** Marks entries of logs; given by who alone writes to the store. */
  readonly lateEntries?: Pick<LateEntries, 'mark' | 'newestOf'>;
  /** Told of entries once they are acknowledged, in that order; it must neither change nor throw. */
  readonly onLogs?: (logs: LogBatch) => void;
  /** Told of spans once they are acknowledged, in that order; it must neither change nor throw. */
  readonly onSpans?: (spans: SpanBatch) => void;
  readonly onInsert?: (lane: LaneName, group: Parameters<NonNullable<LaneOptions['onInsert']>>[0]) => void;
  readonly onRefused: OnRefused;
}

/**
 * Days of which one request may hold rows of each kind: each is a partition, and each partition of an insert a part on
 * disk. What passes here the engine must take: it is acknowledged before it is inserted.
 */
const MAX_DAYS_PER_REQUEST = 1000;
/** What DateTime64 holds: 1900-01-01 to 2262-04-11 (ns in 64 bits), as days since 1970. */
const FIRST_DAY = -25567;
const LAST_DAY = Math.floor(Number(2n ** 63n / 1_000_000n) / MS_PER_DAY) - 1;

/** A group of so many bytes is inserted at once: an insert costs the same for a hundred rows as for ten thousand. */
const INSERT_BYTES = 16 << 20;
/** How long acknowledged rows may wait for company while nobody asks for them, ms. */
const MAX_AGE_MS = 2_000;
const RETRY_MS = 500;

/** The `Writer` over an engine: encodes batches and hands them to the lane of their signal, bounded by bytes. */
export class BatchWriter implements Writer {
  readonly indexes: BatchWriterOptions['indexes'];
  /** What readers of logs need not wait for; undefined where others may write too. */
  readonly pendingLogs: WaitingLogs | undefined;
  private readonly lanes: Record<LaneName, Lane<PendingLogBatch>>;
  private readonly attributes = new KnownAttributes();
  private stopped = false;

  constructor(private readonly options: BatchWriterOptions) {
    const { indexes, insert, journal, onInsert, onRefused } = options;
    this.indexes = indexes;
    const lane = (name: LaneName) =>
      new Lane<PendingLogBatch>({
        name,
        journal,
        insert,
        // A queue that is small must not stand full and wait for company.
        insertBytes: Math.min(INSERT_BYTES, Math.floor(options.maxQueueBytes / 4)),
        maxAgeMs: MAX_AGE_MS,
        retryMs: RETRY_MS,
        onInsert: (group) => onInsert?.(name, group),
        onRefused,
      });
    this.lanes = { metrics: lane('metrics'), logs: lane('logs'), traces: lane('traces') };
    const { lateEntries } = options;
    this.pendingLogs = lateEntries && new WaitingLogs(() => this.lanes.logs.waiting(), lateEntries);
  }

  /** Bytes that are not in their tables yet. */
  get queuedBytes(): number {
    return SIGNALS.reduce((sum, signal) => sum + this.lanes[signal].bytes, 0);
  }

  /** Resolves when what was acknowledged for a signal before the call can be read; rejects while the engine is away. */
  settle(signal: LaneName): Promise<void> {
    return this.lanes[signal].settle();
  }

  async write(batch: WriteBatch): Promise<void> {
    if (this.stopped) throw new QuartetError('unavailable', 'the server is shutting down', { retryAfter: 5 });
    const refusal = this.options.refusal?.() ?? SIGNALS.map((signal) => this.lanes[signal].failure).find(Boolean);
    if (refusal !== undefined) throw refusal;
    if (this.queuedBytes >= this.options.maxQueueBytes) {
      throw new QuartetError(
        'resource_exhausted',
        `the write queue is full (${this.options.maxQueueBytes} bytes); slow down`,
        {
          retryAfter: 1,
        },
      );
    }
    await Promise.all([this.writeMetrics(batch), this.writeLogs(batch), this.writeSpans(batch)]);
  }

  /** Refuses new batches and inserts those that wait; what the engine does not take stays in the journal. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(SIGNALS.map((signal) => this.lanes[signal].drain()));
  }

  private async writeMetrics({ tenant, samples, histograms, exemplars, metadata }: WriteBatch): Promise<void> {
    const announced = [samples, histograms, exemplars].flatMap((part) => part?.series ?? []);
    const rows = announced.flatMap((series) => encodeAnnounced('metric_series', series));
    if (metadata !== undefined && metadata.length > 0) rows.push(encodeMetadata(tenant, metadata, this.options.now()));
    if (samples !== undefined && samples.rows > 0) rows.push(encodeSamples(samples));
    if (histograms !== undefined && histograms.rows > 0) rows.push(encodeHistograms(histograms));
    if (exemplars !== undefined && exemplars.rows > 0) rows.push(encodeExemplars(exemplars));
    await this.commit('metrics', rows, announced);
    for (const series of announced) this.options.catalog?.note(tenant, series);
    if (histograms !== undefined) this.options.catalog?.noteHistograms(histograms);
    if (samples !== undefined && samples.rows > 0) this.options.recent?.note(samples);
    const earliest = Math.min(earliestTime(samples?.ts), earliestTime(histograms?.ts));
    if (earliest < Number.POSITIVE_INFINITY) this.options.writes?.note(tenant, earliest);
  }

  private async writeLogs({ logs }: WriteBatch): Promise<void> {
    if (logs === undefined || logs.rows === 0) return;
    const streams = encodeAnnounced('log_streams', logs.streams);
    const late = lateMarks(logs, this.options.lateEntries);
    await this.commit(
      'logs',
      [...streams, encodeLogs(logs, late)],
      [logs.streams],
      this.pendingLogs && new PendingLogBatch(logs, late),
    );
    if (streams.length > 0) this.pendingLogs?.noteStreams(logs.tenant);
    this.options.onLogs?.(logs);
  }

  private async writeSpans({ spans }: WriteBatch): Promise<void> {
    if (spans === undefined || spans.rows === 0) return;
    const resources = encodeAnnounced('span_resources', spans.resources);
    const attributes = this.attributes.unknown(spans);
    const rows = [...resources, ...encodeSpanAttributes(spans.tenant, attributes), ...encodeSpans(spans)];
    await this.commit('traces', rows, [spans.resources]);
    this.attributes.note(spans.tenant, attributes);
    this.options.recentSpans?.note(spans, attributes);
    this.options.onSpans?.(spans);
  }

  private async commit(
    lane: LaneName,
    rows: readonly EncodedRows[],
    announced: readonly SeriesDays[],
    pending?: PendingLogBatch,
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.lanes[lane].add(rows, pending);
    for (const { entries } of announced) for (const { ref, day } of entries) ref.storedDays.add(day);
  }
}

function encodeAnnounced(table: Parameters<typeof encodeSeries>[0], series: SeriesDays): EncodedRows[] {
  const { days, entries } = series;
  for (const day of days) {
    if (day < FIRST_DAY || day > LAST_DAY)
      throw new QuartetError('invalid_argument', 'a timestamp is outside of 1900 to 2262');
  }
  if (days.size > MAX_DAYS_PER_REQUEST) {
    throw new QuartetError(
      'invalid_argument',
      `the request has rows of ${days.size} days; send at most ${MAX_DAYS_PER_REQUEST}`,
    );
  }
  return entries.length === 0 ? [] : [encodeSeries(table, series)];
}
