import type { SampleGate } from '../model/sample-gate.js';
import type { SeriesIndex } from '../model/series.js';
import type { SpanBatch } from '../model/spans.js';
import type { Tenant } from '../model/tenant.js';
import type { TraceMetricsSettings } from '../model/trace-metric-settings.js';
import { Collection } from './generated-series/collection.js';
import { TenantSeries } from './generated-series/tenant-series.js';
import { ServiceGraph } from './service-graph/service-graph.js';
import { SpanColumns } from './span-columns/span-columns.js';
import { SpanMetrics } from './span-metrics/span-metrics.js';

/** The metrics that the spans of one tenant make: span metrics and the service graph. */
export class TraceMetrics {
  /** Spans that were looked at, and those of them that ended too long ago or in the future. */
  spans = 0;
  outOfRange = 0;
  readonly series: TenantSeries;
  readonly graph: ServiceGraph | undefined;
  private readonly spanMetrics: SpanMetrics | undefined;
  private collectedMs: number;

  constructor(
    private readonly tenant: Tenant,
    private readonly settings: TraceMetricsSettings,
    nowMs: number,
  ) {
    const { spanMetrics, serviceGraph, generatedMetrics } = settings;
    this.series = new TenantSeries(generatedMetrics);
    this.spanMetrics = spanMetrics.enabled ? new SpanMetrics(spanMetrics, this.series) : undefined;
    this.graph = serviceGraph.enabled ? new ServiceGraph(serviceGraph, this.series) : undefined;
    this.collectedMs = nowMs;
  }

  /** Nothing is left that would have to be written. */
  get isIdle(): boolean {
    return this.series.active === 0 && (this.graph?.waiting ?? 0) === 0;
  }

  /** Counts spans that were stored, in steps of some ms. */
  *take(batch: SpanBatch, nowMs: number): Generator<undefined, void> {
    const columns = new SpanColumns(batch);
    const admitted = this.admitted(columns, nowMs);
    this.spans += batch.rows;
    if (this.spanMetrics !== undefined) yield* this.spanMetrics.take(columns, admitted, nowMs);
    if (this.graph !== undefined) yield* this.graph.take(columns, admitted, nowMs);
  }

  /** The samples of all series at `nowMs`, in steps of some ms. */
  *collect(nowMs: number, index: SeriesIndex, gate?: SampleGate): Generator<undefined, Collection> {
    if (this.graph !== undefined) yield* this.graph.expire(nowMs);
    const zeroMs = Math.min(this.collectedMs + 1, nowMs - 1);
    const into = new Collection(this.tenant, index, nowMs, zeroMs, gate);
    this.collectedMs = nowMs;
    yield* this.series.collect(into);
    return into;
  }

  private admitted(columns: SpanColumns, nowMs: number): Uint8Array {
    const slack = this.settings.generatedMetrics.timeRangeSlack;
    const rows = columns.batch.rows;
    const admitted = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) {
      const endMs = columns.startMs(row) + columns.seconds(row) * 1000;
      if (Math.abs(nowMs - endMs) <= slack) admitted[row] = 1;
      else this.outOfRange++;
    }
    return admitted;
  }
}
