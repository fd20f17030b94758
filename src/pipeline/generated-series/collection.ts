import { type Labels, withLabel } from '../../model/labels.js';
import type { SampleGate } from '../../model/sample-gate.js';
import { ExemplarBatch, HistogramBatch, type NativeHistogram, SampleBatch, STALE_NAN } from '../../model/samples.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';

/** What the series of one tenant are at one time, as rows of metrics. */
export class Collection {
  readonly samples: SampleBatch;
  readonly histograms: HistogramBatch;
  readonly exemplars: ExemplarBatch;

  /** Samples that the tenant's limits do not admit. */
  refused = 0;

  /**
   * `ms`: the time of the samples. `zeroMs`: when series that are new began at 0, so that `rate` and `increase` see what
   * was counted since; before `ms`.
   */
  constructor(
    private readonly tenant: Tenant,
    private readonly index: SeriesIndex,
    readonly ms: number,
    readonly zeroMs: number,
    private readonly gate?: SampleGate,
  ) {
    this.samples = new SampleBatch(tenant, 4096);
    this.histograms = new HistogramBatch(tenant);
    this.exemplars = new ExemplarBatch(tenant);
  }

  get rows(): number {
    return this.samples.rows + this.histograms.rows + this.exemplars.rows;
  }

  /** `labels` with its metric's name, and one label more where there is one. */
  series(name: string, labels: Labels, extra?: readonly [name: string, value: string]): SeriesRef {
    const named = withLabel(labels, '__name__', name);
    return this.index.intern(this.tenant, extra === undefined ? named : withLabel(named, ...extra));
  }

  /** A counter's or gauge's sample. */
  value(ref: SeriesRef, value: number, isNew: boolean): void {
    if (!this.admits(ref)) return;
    if (isNew) this.samples.appendNumber(ref, this.zeroMs, 0);
    this.samples.appendNumber(ref, this.ms, value);
  }

  /** A native histogram's sample; `zero` is what a new one began with. */
  histogram(ref: SeriesRef, histogram: NativeHistogram, zero?: NativeHistogram): void {
    if (!this.admits(ref)) return;
    if (zero !== undefined) this.histograms.append(ref, this.zeroMs, zero);
    this.histograms.append(ref, this.ms, histogram);
  }

  /** Says that a series has ended. */
  stale(ref: SeriesRef): void {
    this.samples.append(ref, this.ms, STALE_NAN.low, STALE_NAN.high);
  }

  private admits(ref: SeriesRef): boolean {
    const refusal = this.gate?.series(ref) ?? this.gate?.time(ref, this.ms);
    if (refusal !== undefined) this.refused++;
    return refusal === undefined;
  }
}
