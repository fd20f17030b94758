import { metricBatch, type WriteBatch } from '../../src/model/batch.js';
import type { StoredSpan } from '../../src/model/stored-span.js';
import { DEFAULT_TRACE_METRICS, type TraceMetricsSettings } from '../../src/model/trace-metric-settings.js';
import { TraceMetrics } from '../../src/pipeline/trace-metrics.js';
import { type ExemplarRow, exemplarRows, type HistogramRow, histogramRows, sampleRows } from './metric-rows.js';
import { memoryIndex } from './recording-writer.js';
import { storedSpan, storedSpanBatch } from './stored-span-batch.js';

/** 2027-01-15. */
export const START_MS = 1_800_000_000_000;

type Patch = {
  readonly [Part in keyof TraceMetricsSettings]?: Partial<TraceMetricsSettings[Part]>;
};

/** Spans by what a test says of them; all end now unless it says otherwise. */
export interface TestSpan extends Partial<Omit<StoredSpan, 'traceId' | 'spanId' | 'parentId'>> {
  readonly service?: string;
  /** The last byte of each id. */
  readonly trace?: number;
  readonly id?: number;
  readonly parent?: number;
  readonly seconds?: number;
  /** How long ago it ended, seconds. */
  readonly endedAgo?: number;
}

/** Makes metrics of spans on a clock that the test drives. */
export class TraceMetricsBench {
  nowMs = START_MS;
  readonly metrics: TraceMetrics;
  private readonly resources = memoryIndex('resource.service.name', 's');
  private readonly series = memoryIndex('__name__');

  constructor(patch: Patch = {}) {
    const { spanMetrics, serviceGraph, generatedMetrics } = DEFAULT_TRACE_METRICS;
    const settings: TraceMetricsSettings = {
      spanMetrics: { ...spanMetrics, ...patch.spanMetrics },
      serviceGraph: { ...serviceGraph, ...patch.serviceGraph },
      generatedMetrics: { ...generatedMetrics, ...patch.generatedMetrics },
    };
    this.metrics = new TraceMetrics('default', settings, this.nowMs);
  }

  /** Takes spans as one batch. */
  take(...spans: readonly TestSpan[]): this {
    const batch = storedSpanBatch(
      { resources: this.resources },
      spans.map((span) => this.stored(span)),
    );
    for (const _step of this.metrics.take(batch, this.nowMs));
    return this;
  }

  wait(seconds: number): this {
    this.nowMs += seconds * 1000;
    return this;
  }

  collect(): Collected {
    const steps = this.metrics.collect(this.nowMs, this.series);
    for (;;) {
      const step = steps.next();
      if (step.done !== true) continue;
      const { samples, histograms, exemplars } = step.value;
      const batch = metricBatch({ tenant: 'default', samples, histograms, exemplars }, new Map());
      return new Collected(batch, this.series.refs);
    }
  }

  private stored({
    service = 'shop',
    trace = 1,
    id = 1,
    parent = 0,
    seconds = 0.1,
    endedAgo = 0,
    ...fields
  }: TestSpan) {
    const durationNs = BigInt(Math.round(seconds * 1e9));
    return storedSpan({
      resource: ['resource.service.name', `s${service}`],
      traceId: idOf(16, trace),
      spanId: idOf(8, id),
      parentId: idOf(8, parent),
      durationNs,
      startNs: BigInt(this.nowMs - endedAgo * 1000) * 1_000_000n - durationNs,
      ...fields,
    });
  }
}

const idOf = (length: number, last: number): Uint8Array => {
  const id = new Uint8Array(length);
  new DataView(id.buffer).setUint32(length - 4, last);
  return id;
};

/** What one collection has. */
export class Collected {
  constructor(
    private readonly batch: WriteBatch,
    private readonly refs: ReturnType<typeof memoryIndex>['refs'],
  ) {}

  /** Samples of the newest time as `name{label="value",…} value`, sorted; those whose name matches. */
  lines(name: RegExp): string[] {
    const rows = sampleRows(this.batch, this.refs);
    const newest = Math.max(...rows.map(({ ms }) => ms));
    return rows
      .filter(({ labels, ms }) => ms === newest && name.test(labels.__name__!))
      .map(({ labels, value, bits }) => `${series(labels)} ${bits === '7ff0000000000002' ? 'stale' : value}`)
      .sort();
  }

  /** All samples of one name as time since the start in s and value. */
  points(name: string): [seconds: number, value: number][] {
    return sampleRows(this.batch, this.refs)
      .filter(({ labels }) => labels.__name__ === name)
      .map(({ ms, value }) => [(ms - START_MS) / 1000, value]);
  }

  get histograms(): HistogramRow[] {
    return histogramRows(this.batch, this.refs);
  }

  get exemplars(): ExemplarRow[] {
    return exemplarRows(this.batch, this.refs);
  }
}

const series = ({ __name__, ...labels }: Record<string, string>): string =>
  `${__name__}{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')}}`;
