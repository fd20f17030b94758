import { inTurns } from '../lib/in-turns.js';
import { metricBatch } from '../model/batch.js';
import type { MetricMetadata } from '../model/samples.js';
import type { SpanBatch } from '../model/spans.js';
import type { Tenant } from '../model/tenant.js';
import type { TraceMetricsSettings } from '../model/trace-metric-settings.js';
import type { MetricIntake } from '../pipeline/metric-intake/metric-intake.js';
import { TraceMetrics } from '../pipeline/trace-metrics.js';
import type { Writer } from '../storage/interface.js';
import type { Metrics } from '../telemetry/metrics.js';

/** Spans that may wait to be counted; what comes beyond is stored but not counted. */
const MAX_WAITING_SPANS = 1_000_000;
const MIN_INTERVAL_MS = 1000;
/** How often it is looked for tenants whose samples are due. */
const LOOK_MS = 500;
/** How often the descriptions of the metrics are written again, ms. */
const METADATA_MS = 3_600_000;

export interface TraceMetricsOptions {
  readonly writer: Writer;
  /** What holds for a tenant; another object when that changes. */
  readonly settingsOf: (tenant: Tenant) => TraceMetricsSettings;
  readonly metricIntake: Pick<MetricIntake, 'gate' | 'take'>;
  /** Current time in ms. */
  readonly now: () => number;
  readonly logger: { warn(fields: object, message: string): void };
}

interface TenantMetrics {
  readonly settings: TraceMetricsSettings;
  readonly metrics: TraceMetrics;
  /** When its samples are written next, ms since 1970. */
  dueMs: number;
  /** When and of how many families the descriptions were written. */
  described: { readonly ms: number; readonly families: number };
}

/**
 * Makes metrics of the spans that were stored, and writes them at every `interval` of their tenant as if somebody had sent them. Spans are
 * counted one batch after another, in steps, so that no receiver waits for it.
 */
export class TraceMetricsWriter {
  private readonly tenants = new Map<Tenant, TenantMetrics>();
  private work: Promise<void> = Promise.resolve();
  private waitingSpans = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly counts = { spans: 0, outOfRange: 0, notCounted: 0, refused: 0, failed: 0 };
  /** Of tenants that are gone. */
  private readonly gone = { overflowed: 0, unpaired: 0, dropped: 0 };

  constructor(private readonly options: TraceMetricsOptions) {}

  start(): void {
    this.timer = setInterval(() => void this.collectDue(), LOOK_MS);
    this.timer.unref();
  }

  /** Counts what waits and writes a last time. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.collect();
  }

  /** Counts spans that were stored, soon. The batch must not change. */
  readonly take = (batch: SpanBatch): void => {
    if (this.waitingSpans + batch.rows > MAX_WAITING_SPANS) {
      this.counts.notCounted += batch.rows;
      return;
    }
    this.waitingSpans += batch.rows;
    const nowMs = this.options.now();
    this.next(async () => {
      this.waitingSpans -= batch.rows;
      const { metrics } = this.of(batch.tenant, nowMs);
      const before = { spans: metrics.spans, outOfRange: metrics.outOfRange };
      await inTurns(metrics.take(batch, nowMs));
      this.counts.spans += metrics.spans - before.spans;
      this.counts.outOfRange += metrics.outOfRange - before.outOfRange;
    });
  };

  /** Writes the samples of now of all tenants once all that waits is counted. Never rejects. */
  collect(): Promise<void> {
    return this.next(async () => {
      for (const [tenant, own] of this.tenants) await this.write(tenant, own);
    });
  }

  /** The same of the tenants whose interval is over. Never rejects. */
  async collectDue(): Promise<void> {
    const isDue = ({ dueMs }: TenantMetrics) => dueMs <= this.options.now();
    if (![...this.tenants.values()].some(isDue)) return;
    await this.next(async () => {
      for (const [tenant, own] of this.tenants) if (isDue(own)) await this.write(tenant, own);
    });
  }

  /** Makes the figures of this known. */
  describeTo(registry: Pick<Metrics, 'gauge' | 'running'>): void {
    const sum = (of: (metrics: TraceMetrics) => number) =>
      [...this.tenants.values()].reduce((total, { metrics }) => total + of(metrics), 0);
    const { counts, gone } = this;
    const prefix = 'quartet_trace_metrics';
    registry.gauge(`${prefix}_active_series`, 'Series that are made of spans.', () =>
      sum(({ series }) => series.active),
    );
    registry.gauge(`${prefix}_waiting_edges`, 'Spans that wait for the other side of their request.', () =>
      sum(({ graph }) => graph?.waiting ?? 0),
    );
    const running: readonly [name: string, help: string, read: () => number][] = [
      ['spans', 'Spans that were looked at.', () => counts.spans],
      ['spans_out_of_range', 'Spans that ended too long ago or in the future to be counted.', () => counts.outOfRange],
      ['spans_not_counted', 'Spans that were not counted because too many waited.', () => counts.notCounted],
      ['refused_samples', "Samples that the tenant's limits did not admit.", () => counts.refused],
      ['failed_writes', 'Collections that could not be written.', () => counts.failed],
      [
        'overflows',
        'Times that a new label set found no room.',
        () => gone.overflowed + sum((m) => m.series.overflowed),
      ],
      [
        'unpaired_spans',
        'Spans whose other side did not come.',
        () => gone.unpaired + sum((m) => m.graph?.unpaired ?? 0),
      ],
      ['dropped_spans', 'Spans that found no room to wait.', () => gone.dropped + sum((m) => m.graph?.dropped ?? 0)],
    ];
    for (const [name, help, read] of running) registry.running(`${prefix}_${name}_total`, help, read);
  }

  private next(task: () => Promise<void>): Promise<void> {
    this.work = this.work.then(task).catch((error: Error) => {
      this.options.logger.warn({ error: error.message }, 'metrics of spans were not made');
    });
    return this.work;
  }

  /** What counts a tenant's spans; made anew when its settings have changed. */
  private of(tenant: Tenant, nowMs: number): TenantMetrics {
    const settings = this.options.settingsOf(tenant);
    const known = this.tenants.get(tenant);
    if (known?.settings === settings) return known;
    if (known !== undefined) this.forget(tenant, known.metrics);
    const made = {
      settings,
      metrics: new TraceMetrics(tenant, settings, nowMs),
      dueMs: nextOf(settings, nowMs),
      described: { ms: Number.NEGATIVE_INFINITY, families: 0 },
    };
    this.tenants.set(tenant, made);
    return made;
  }

  private forget(tenant: Tenant, { series, graph }: TraceMetrics): void {
    this.gone.overflowed += series.overflowed;
    this.gone.unpaired += graph?.unpaired ?? 0;
    this.gone.dropped += graph?.dropped ?? 0;
    this.tenants.delete(tenant);
  }

  private async write(tenant: Tenant, own: TenantMetrics): Promise<void> {
    const { writer, metricIntake, now, logger } = this.options;
    const { metrics } = own;
    const nowMs = now();
    own.dueMs = nextOf(own.settings, nowMs);
    const collection = await inTurns(metrics.collect(nowMs, writer.indexes.series, metricIntake.gate(tenant)));
    this.counts.refused += collection.refused;
    if (metrics.isIdle) this.forget(tenant, metrics);
    if (collection.rows === 0 || own.settings.generatedMetrics.disabled) return;
    const families = metrics.series.metadata();
    const isDescribed = own.described.families === families.length && nowMs - own.described.ms < METADATA_MS;
    const metadata = new Map<string, MetricMetadata>();
    if (!isDescribed) for (const entry of families) metadata.set(entry.family, entry);
    const { samples, histograms, exemplars } = collection;
    try {
      metricIntake.take(tenant, collection.rows);
      await writer.write(metricBatch({ tenant, samples, histograms, exemplars }, metadata));
      if (!isDescribed) own.described = { ms: nowMs, families: families.length };
    } catch (error) {
      // Counts go on: the next samples have what these had.
      this.counts.failed++;
      logger.warn({ tenant, error: (error as Error).message }, 'metrics of spans were not stored');
    }
  }
}

/** The end of the interval that `nowMs` lies in. */
function nextOf({ generatedMetrics }: TraceMetricsSettings, nowMs: number): number {
  const interval = Math.max(MIN_INTERVAL_MS, generatedMetrics.interval);
  return (Math.floor(nowMs / interval) + 1) * interval;
}
