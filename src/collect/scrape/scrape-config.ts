import type { HttpClientConfig } from '../../lib/http-client/http-client-config.js';
import type { RelabelConfig } from '../../pipeline/relabel/relabel-config.js';
import type { EscapingScheme } from '../../wire/exposition/accept-header.js';
import type { ScrapeProtocol } from '../../wire/exposition/exposition-reader.js';
import type { DiscoveryConfig } from '../discovery/discovery-config.js';

/**
 * A job: where its targets are found and how they are scraped. Times in ms, sizes in bytes; `Infinity` where there is no
 * limit. https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export interface ScrapeConfig {
  /** Tells it from other jobs. */
  readonly jobName: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly scheme: 'http' | 'https';
  readonly metricsPath: string;
  readonly params: Readonly<Record<string, readonly string[]>>;
  readonly honorLabels: boolean;
  readonly honorTimestamps: boolean;
  readonly trackTimestampsStaleness: boolean;
  readonly enableCompression: boolean;
  readonly protocols: readonly ScrapeProtocol[];
  readonly fallbackProtocol: ScrapeProtocol | undefined;
  /** Which names metrics and labels may have. */
  readonly names: 'utf8' | 'legacy';
  readonly escaping: EscapingScheme;
  readonly nativeHistograms: boolean;
  /** Classic buckets too where there is a native histogram. */
  readonly classicHistograms: boolean;
  /** Classic histograms are stored as native ones with custom bucket bounds. */
  readonly convertClassicHistograms: boolean;
  /** Adds `scrape_timeout_seconds`, `scrape_sample_limit` and `scrape_body_size_bytes`. */
  readonly extraMetrics: boolean;
  readonly limits: ScrapeLimits;
  readonly http: HttpClientConfig;
  readonly relabel: readonly RelabelConfig[];
  readonly metricRelabel: readonly RelabelConfig[];
  readonly discovery: readonly DiscoveryConfig[];
  /** Has a line for each failed scrape. */
  readonly failureLogFile: string | undefined;
  /** In place of a request: what an exporter within the program has to say, text 0.0.4. */
  readonly collect?: (signal: AbortSignal) => Promise<Uint8Array>;
}

export interface ScrapeLimits {
  /** Of the body after decompression. */
  readonly bodyBytes: number;
  /** After relabelling. */
  readonly samples: number;
  readonly labels: number;
  readonly labelNameBytes: number;
  readonly labelValueBytes: number;
  readonly targets: number;
  /** Dropped targets that are remembered for the API. */
  readonly keptDroppedTargets: number;
  readonly histogramBuckets: number;
  /** By which a native histogram's buckets grow at least; 0: any. */
  readonly histogramBucketFactor: number;
}
