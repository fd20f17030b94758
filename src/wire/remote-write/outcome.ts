import { metricBatch, type WriteBatch } from '../../model/batch.js';
import { ExemplarBatch, HistogramBatch, type MetricMetadata, SampleBatch } from '../../model/samples.js';
import type { Tenant } from '../../model/tenant.js';

/** Reasons that are told to the sender; more are only counted. */
const MAX_REASONS = 10;

/**
 * What one request became: the rows to store, and what is wrong with the rest. Good series are stored although others of
 * the request are not (a partial write).
 * https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#partial-write
 */
export class WriteOutcome {
  readonly samples: SampleBatch;
  readonly histograms: HistogramBatch;
  readonly exemplars: ExemplarBatch;
  private readonly metadata = new Map<string, MetricMetadata>();
  private readonly reasons: string[] = [];
  private refusals = 0;
  /** Samples and native histograms that are not stored. */
  refusedSamples = 0;

  /** `expected`: how many samples there may be. */
  constructor(
    readonly tenant: Tenant,
    expected: number,
  ) {
    this.samples = new SampleBatch(tenant, expected);
    this.histograms = new HistogramBatch(tenant);
    this.exemplars = new ExemplarBatch(tenant);
  }

  /** Of a family that is described twice the last description counts. */
  describe(metadata: MetricMetadata): void {
    this.metadata.set(metadata.family, metadata);
  }

  /** Leaves `samples` samples out, and says why. */
  refuse(samples: number, reason: () => string): void {
    this.refusedSamples += samples;
    this.refusals++;
    if (this.reasons.length < MAX_REASONS) this.reasons.push(reason());
  }

  /** What to tell the sender; `undefined` when everything can be stored. */
  problem(): string | undefined {
    if (this.refusals === 0) return undefined;
    const hidden = this.refusals - this.reasons.length;
    const lines = [`${this.refusedSamples} samples were not stored, the rest was:`, ...this.reasons];
    if (hidden > 0) lines.push(`and ${hidden} more problems`);
    return lines.join('\n');
  }

  /** The rows to store; `undefined` when there are none. */
  batch(): WriteBatch | undefined {
    const { samples, histograms, exemplars, metadata } = this;
    if (samples.rows + histograms.rows + exemplars.rows + metadata.size === 0) return undefined;
    return metricBatch(this, metadata);
  }
}
