import { metricBatch } from '../model/batch.js';
import { type Labels, labelValue, METRIC_NAME } from '../model/labels.js';
import { ExemplarBatch, HistogramBatch, SampleBatch, STALE_NAN } from '../model/samples.js';
import type { Tenant } from '../model/tenant.js';
import type { Writer } from '../storage/interface.js';
import type { RuleSample } from './rule-query.js';

/** Samples that rules made and that are not stored yet. */
export class RuleWrites {
  private samples: SampleBatch;
  private histograms: HistogramBatch;
  private readonly metrics = new Set<string>();

  constructor(
    private readonly writer: Pick<Writer, 'indexes' | 'write'>,
    private readonly tenant: Tenant,
  ) {
    this.samples = new SampleBatch(tenant);
    this.histograms = new HistogramBatch(tenant);
  }

  /** Whether any of these metrics waits; undefined: any at all. */
  holdsAny(metrics: ReadonlySet<string> | undefined): boolean {
    if (metrics === undefined) return this.metrics.size > 0;
    for (const metric of metrics) if (this.metrics.has(metric)) return true;
    return false;
  }

  append({ labels, value, histogram }: RuleSample, ms: number): void {
    const ref = this.refOf(labels);
    if (histogram === undefined) this.samples.appendNumber(ref, ms, value);
    else this.histograms.append(ref, ms, histogram);
  }

  /** Says that a series has ended. */
  appendStale(labels: Labels, ms: number): void {
    this.samples.append(this.refOf(labels), ms, STALE_NAN.low, STALE_NAN.high);
  }

  /** Resolves when all is stored; rejects as the writer does, and forgets it then. */
  async flush(): Promise<void> {
    const { tenant, samples, histograms } = this;
    if (samples.rows + histograms.rows === 0) return;
    this.samples = new SampleBatch(tenant);
    this.histograms = new HistogramBatch(tenant);
    this.metrics.clear();
    await this.writer.write(
      metricBatch({ tenant, samples, histograms, exemplars: new ExemplarBatch(tenant) }, new Map()),
    );
  }

  private refOf(labels: Labels) {
    this.metrics.add(labelValue(labels, METRIC_NAME));
    return this.writer.indexes.series.intern(this.tenant, labels);
  }
}
