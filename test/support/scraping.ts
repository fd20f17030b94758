import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { staticDiscoverer } from '../../src/collect/discovery/static-discoverer.js';
import type { ScrapeConfig, ScrapeLimits } from '../../src/collect/scrape/scrape-config.js';
import { Scraper, type ScraperOptions } from '../../src/collect/scrape/scraper.js';
import { PLAIN_HTTP } from '../../src/lib/http-client/http-client-config.js';
import type { RelabelConfig } from '../../src/pipeline/relabel/relabel-config.js';
import { DrivenClock } from './driven-clock.js';
import { type SampleRow, sampleRows } from './metric-rows.js';
import { RecordingWriter } from './recording-writer.js';

/** When tests of scraping begin. */
export const START = 1_795_176_000_000;
/** The bits of the staleness marker. */
export const STALE = '7ff0000000000002';

export const REPORTS: ReadonlySet<string> = new Set([
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
]);

const INTERVAL = 15_000;

const UNLIMITED: ScrapeLimits = {
  bodyBytes: Number.POSITIVE_INFINITY,
  samples: Number.POSITIVE_INFINITY,
  labels: Number.POSITIVE_INFINITY,
  labelNameBytes: Number.POSITIVE_INFINITY,
  labelValueBytes: Number.POSITIVE_INFINITY,
  targets: Number.POSITIVE_INFINITY,
  keptDroppedTargets: Number.POSITIVE_INFINITY,
  histogramBuckets: Number.POSITIVE_INFINITY,
  histogramBucketFactor: 0,
};

/** A job with the defaults, whose targets are these addresses. */
export const scrapeJob = (addresses: string[], more: Partial<ScrapeConfig> = {}): ScrapeConfig => ({
  jobName: 'shop',
  intervalMs: INTERVAL,
  timeoutMs: 10_000,
  scheme: 'http',
  metricsPath: '/metrics',
  params: {},
  honorLabels: false,
  honorTimestamps: true,
  trackTimestampsStaleness: false,
  enableCompression: true,
  protocols: ['PrometheusText0.0.4'],
  fallbackProtocol: undefined,
  names: 'utf8',
  escaping: 'allow-utf-8',
  nativeHistograms: false,
  classicHistograms: false,
  convertClassicHistograms: false,
  extraMetrics: false,
  limits: UNLIMITED,
  http: PLAIN_HTTP,
  relabel: [],
  metricRelabel: [],
  discovery: [{ kind: 'static', groups: [{ targets: addresses, labels: {} }] }],
  failureLogFile: undefined,
  ...more,
});

export const limited = (limits: Partial<ScrapeLimits>): Pick<ScrapeConfig, 'limits'> => ({
  limits: { ...UNLIMITED, ...limits },
});

export const relabelRule = (more: Partial<RelabelConfig>): RelabelConfig => ({
  action: 'replace',
  sourceLabels: [],
  separator: ';',
  regex: '(.*)',
  modulus: 0,
  targetLabel: '',
  replacement: '$1',
  ...more,
});

const isReport = ({ labels }: SampleRow) => REPORTS.has(labels.__name__!);

/** A scraper on a clock that a test drives, targets that it serves, and what was written. `close` ends all of it. */
export class Scraping {
  readonly clock = new DrivenClock(START);
  readonly writer = new RecordingWriter();
  readonly warnings: string[] = [];
  private readonly cleanups: (() => unknown)[] = [];

  async scraper(configs: ScrapeConfig[], more: Partial<ScraperOptions> = {}): Promise<Scraper> {
    const scraper = new Scraper({
      tenant: 't',
      writer: this.writer,
      metricIntake: { gate: () => undefined, take: () => {} },
      clock: this.clock,
      logger: { info: () => {}, warn: (_, message) => this.warnings.push(message) },
      discover: ({ discovery }) => discovery.flatMap((one) => (one.kind === 'static' ? [staticDiscoverer(one)] : [])),
      ...more,
    });
    this.cleanups.push(() => scraper.stop());
    await scraper.apply(configs);
    return scraper;
  }

  /** Gives the address. */
  async serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.cleanups.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Serves what `page` gives at the time. */
  servePage(page: () => string | Uint8Array, type = 'text/plain; version=0.0.4'): Promise<string> {
    return this.serve((_, response) => response.setHeader('content-type', type).end(page()));
  }

  /** An interval goes by: every target is scraped once. */
  once(): Promise<void> {
    return this.clock.advance(INTERVAL);
  }

  get series() {
    return this.writer.indexes.series.refs;
  }

  /** The rows of a batch, the last one as a rule. */
  rows(batch = this.writer.batches.at(-1)): SampleRow[] {
    return sampleRows(batch, this.series);
  }

  /** What a page brought: `name{labels} value`, without job and instance; `stale` for the marker. */
  pageRows(batch = this.writer.batches.at(-1)): string[] {
    return shownRows(this.rows(batch).filter((row) => !isReport(row)));
  }

  /** What was told of the scrape. */
  reports(): Record<string, number> {
    return Object.fromEntries(
      this.rows()
        .filter(isReport)
        .map(({ labels, value }) => [labels.__name__!, value]),
    );
  }

  async close(): Promise<void> {
    for (const cleanup of this.cleanups.splice(0).reverse()) await cleanup();
  }
}

const shownRows = (rows: SampleRow[]): string[] =>
  rows.map(({ labels: { __name__, job: _, instance: __, ...rest }, value, bits }) => {
    const pairs = Object.entries(rest).map(([name, text]) => `${name}=${text}`);
    return `${__name__}${pairs.length > 0 ? `{${pairs}}` : ''} ${bits === STALE ? 'stale' : value}`;
  });
