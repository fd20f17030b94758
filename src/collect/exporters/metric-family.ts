import type { MetricFamily } from '../../wire/exposition/metric-family.js';

/** What stands in for an exporter's process. */
export interface Exporter {
  /** All that it has to say now. Parts that fail are left out and counted, as the original does; it does not reject for these. */
  collect(signal: AbortSignal): Promise<MetricFamily[]>;
  close(): Promise<void>;
}
