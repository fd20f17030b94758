import type { WriteBatch } from '../model/batch.js';
import type { ReceivedBy, ReceiverContext } from './receiver.js';

/**
 * Counts what a request brought of metrics against its tenant's rate: samples, histograms, exemplars and descriptions.
 * Throws `resource_exhausted` beyond it.
 */
export function takeItems(
  { metricIntake, meter }: Pick<ReceiverContext, 'metricIntake' | 'meter'>,
  by: ReceivedBy,
  { tenant, samples, histograms, exemplars, metadata }: WriteBatch,
): void {
  if (metricIntake === undefined) return;
  const rows = (samples?.rows ?? 0) + (histograms?.rows ?? 0);
  const items = rows + (exemplars?.rows ?? 0) + (metadata?.length ?? 0);
  if (items === 0) return;
  try {
    metricIntake.take(tenant, items);
  } catch (error) {
    meter.refused(by, 'metrics', tenant, rows, 'rate_limited');
    throw error;
  }
}
