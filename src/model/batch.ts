import type { LogBatch } from './logs.js';
import type { ExemplarBatch, HistogramBatch, MetricMetadata, SampleBatch } from './samples.js';
import type { SpanBatch } from './spans.js';
import type { Tenant } from './tenant.js';

/** What one request brought, of one tenant: written and acknowledged as a whole. Parts without rows are left out. */
export interface WriteBatch {
  readonly tenant: Tenant;
  readonly samples?: SampleBatch;
  readonly histograms?: HistogramBatch;
  readonly exemplars?: ExemplarBatch;
  readonly metadata?: readonly MetricMetadata[];
  readonly logs?: LogBatch;
  readonly spans?: SpanBatch;
}

/** The parts of metrics that have rows; each family's description once. */
export function metricBatch(
  {
    tenant,
    samples,
    histograms,
    exemplars,
  }: Required<Pick<WriteBatch, 'tenant' | 'samples' | 'histograms' | 'exemplars'>>,
  metadata: ReadonlyMap<string, MetricMetadata>,
): WriteBatch {
  return {
    tenant,
    ...(samples.rows > 0 && { samples }),
    ...(histograms.rows > 0 && { histograms }),
    ...(exemplars.rows > 0 && { exemplars }),
    ...(metadata.size > 0 && { metadata: [...metadata.values()] }),
  };
}
