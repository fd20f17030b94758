import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import { exemplarRows, histogramRows, type SampleRow, sampleRows } from '../../../test/support/metric-rows.js';
import { RecordingWriter } from '../../../test/support/recording-writer.js';
import { PLAIN_HTTP } from '../../lib/http-client/http-client-config.js';
import type { RelabelConfig } from '../../pipeline/relabel/relabel-config.js';
import { staticDiscoverer } from '../discovery/static-discoverer.js';
import type { ScrapeConfig, ScrapeLimits } from './scrape-config.js';
import { Scraper, type ScraperOptions } from './scraper.js';

const START = 1_795_176_000_000;
const INTERVAL = 15_000;
const STALE = '7ff0000000000002';
const REPORTS = new Set([
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
]);

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

const cleanups: (() => unknown)[] = [];
let clock: DrivenClock;
let writer: RecordingWriter;
let warnings: string[];
beforeEach(() => {
  clock = new DrivenClock(START);
  writer = new RecordingWriter();
  warnings = [];
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves what `page` gives at the time, as text 0.0.4 unless it says otherwise. */
const servePage = (page: () => string, type = 'text/plain; version=0.0.4') =>
  serve((_, response) => response.setHeader('content-type', type).end(page()));

const job = (addresses: string[], more: Partial<ScrapeConfig> = {}): ScrapeConfig => ({
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

const limited = (limits: Partial<ScrapeLimits>) => ({ limits: { ...UNLIMITED, ...limits } });

const rule = (more: Partial<RelabelConfig>): RelabelConfig => ({
  action: 'replace',
  sourceLabels: [],
  separator: ';',
  regex: '(.*)',
  modulus: 0,
  targetLabel: '',
  replacement: '$1',
  ...more,
});

async function scraping(configs: ScrapeConfig[], more: Partial<ScraperOptions> = {}): Promise<Scraper> {
  const scraper = new Scraper({
    tenant: 't',
    writer,
    metricIntake: { gate: () => undefined, take: () => {} },
    clock,
    logger: { info: () => {}, warn: (_, message) => warnings.push(message) },
    discover: ({ discovery }) =>
      discovery.map((one) => staticDiscoverer(one as Parameters<typeof staticDiscoverer>[0])),
    ...more,
  });
  cleanups.push(() => scraper.stop());
  await scraper.apply(configs);
  return scraper;
}

const series = () => writer.indexes.series.refs;
const rowsOf = (batch = writer.batches.at(-1)) => sampleRows(batch, series());
const isReport = ({ labels }: SampleRow) => REPORTS.has(labels.__name__!);

/** `name{labels} value`, without job and instance; `stale` for the marker. */
const shown = (rows: SampleRow[]) =>
  rows.map(({ labels: { __name__, job: _, instance: __, ...rest }, value, bits }) => {
    const pairs = Object.entries(rest).map(([name, text]) => `${name}=${text}`);
    return `${__name__}${pairs.length > 0 ? `{${pairs}}` : ''} ${bits === STALE ? 'stale' : value}`;
  });

const pageRows = () => shown(rowsOf().filter((row) => !isReport(row)));
const reports = () =>
  Object.fromEntries(
    rowsOf()
      .filter(isReport)
      .map(({ labels, value }) => [labels.__name__, value]),
  );

/** One interval: every target is scraped once. */
const once = () => clock.advance(INTERVAL);

describe('a scrape', () => {
  it('stores a page with the labels of its target, and tells of itself', async () => {
    const address = await servePage(
      () => '# TYPE a counter\n# HELP a What it is.\na{x="1"} 5\na{x="2"} NaN\nb 3 1795176001000\n',
    );
    await scraping([job([address])]);
    await once();
    expect(pageRows()).toEqual(['a{x=1} 5', 'a{x=2} NaN', 'b 3']);
    const [first] = rowsOf();
    expect(first!.labels).toEqual({ __name__: 'a', x: '1', job: 'shop', instance: address });
    expect(rowsOf()[2]!.ms).toBe(1_795_176_001_000);
    expect(first!.ms).toBeGreaterThanOrEqual(START);
    expect(first!.ms).toBeLessThan(START + INTERVAL);
    expect(reports()).toMatchObject({
      up: 1,
      scrape_samples_scraped: 3,
      scrape_samples_post_metric_relabeling: 3,
      scrape_series_added: 3,
    });
    expect(writer.batches[0]!.metadata).toEqual([{ family: 'a', type: 'counter', help: 'What it is.', unit: '' }]);
    await once();
    expect(rowsOf()[0]!.ms).toBe(first!.ms + INTERVAL);
    expect(reports()).toMatchObject({ scrape_series_added: 0 });
    expect(writer.batches[1]!.metadata).toBeUndefined();
  });

  it('asks as its job says', async () => {
    const asked: unknown[] = [];
    const address = await serve((request, response) => {
      asked.push([request.url, request.headers.accept, request.headers['x-prometheus-scrape-timeout-seconds']]);
      response.setHeader('content-type', 'text/plain').end('a 1\n');
    });
    await scraping([
      job([address], { metricsPath: '/probe', params: { module: ['http', 'tcp'], b: ['ü'] }, timeoutMs: 2500 }),
    ]);
    await once();
    expect(asked).toEqual([
      ['/probe?b=%C3%BC&module=http&module=tcp', 'text/plain;version=0.0.4;q=0.6,*/*;q=0.5', '2.5'],
    ]);
  });

  it('asks an exporter within the program', async () => {
    const collect = async () => Buffer.from('a 1\n');
    await scraping([job(['exporter'], { collect })]);
    await once();
    expect(pageRows()).toEqual(['a 1']);
    expect(rowsOf()[0]!.labels).toMatchObject({ instance: 'exporter' });
  });

  it('relabels targets and samples', async () => {
    const address = await servePage(() => 'a{x="1"} 5\nb{x="1"} 6\ndebug_c 7\n');
    const scraper = await scraping([
      job([address, 'dropped:1'], {
        relabel: [
          rule({ action: 'drop', sourceLabels: ['__address__'], regex: 'dropped.*' }),
          rule({ targetLabel: 'zone', replacement: 'eu' }),
        ],
        metricRelabel: [
          rule({ action: 'drop', sourceLabels: ['__name__'], regex: 'debug_.*' }),
          rule({ action: 'labeldrop', regex: 'x' }),
        ],
      }),
    ]);
    await once();
    expect(pageRows()).toEqual(['a{zone=eu} 5', 'b{zone=eu} 6']);
    expect(reports()).toMatchObject({ scrape_samples_scraped: 3, scrape_samples_post_metric_relabeling: 2 });
    expect(scraper.dropped()).toMatchObject([{ pool: 'shop', count: 1 }]);
    expect(scraper.targets()).toMatchObject([{ health: 'up', target: { url: `http://${address}/metrics` } }]);
  });

  it.each([
    [false, ['a{exported_instance=theirs,exported_job=other} 1', 'b{exported_exported_job=x,exported_job=y} 2']],
    [true, ['a 1', 'b{exported_job=y} 2']],
  ])('keeps labels apart that the target has too: honor_labels %s', async (honorLabels, expected) => {
    const address = await servePage(() => 'a{job="other",instance="theirs"} 1\nb{job="x",exported_job="y"} 2\n');
    await scraping([job([address], { honorLabels })]);
    await once();
    expect(pageRows()).toEqual(expected);
    expect(rowsOf()[0]!.labels).toMatchObject({ job: honorLabels ? 'other' : 'shop' });
  });

  it('takes no times from the page where it is told to', async () => {
    const address = await servePage(() => 'a 1 5000\n');
    await scraping([job([address], { honorTimestamps: false })]);
    await once();
    expect(rowsOf()[0]!.ms).toBeGreaterThanOrEqual(START);
  });

  it('reads OpenMetrics with exemplars and start times', async () => {
    const page = [
      '# TYPE req counter',
      'req_total{p="/"} 5 # {trace_id="abc"} 1 1795175999',
      'req_created{p="/"} 1795170000',
      '# EOF\n',
    ];
    const address = await servePage(() => page.join('\n'), 'application/openmetrics-text; version=1.0.0');
    await scraping([job([address])], { createdZeros: true });
    await once();
    expect(pageRows()).toEqual(['req_total{p=/} 0', 'req_total{p=/} 5']);
    expect(rowsOf()[0]!.ms).toBe(1_795_170_000_000);
    expect(exemplarRows(writer.batches[0], series())).toMatchObject([
      { ms: 1_795_175_999_000, value: 1, labels: { trace_id: 'abc' } },
    ]);
    await once();
    expect(pageRows()).toEqual(['req_total{p=/} 5']);
    expect(writer.batches[1]!.exemplars).toBeUndefined();
  });

  it('makes native histograms of classic ones', async () => {
    const page = [
      '# TYPE h histogram',
      'h_bucket{le="1"} 2',
      'h_bucket{le="5"} 2',
      'h_bucket{le="+Inf"} 7',
      'h_sum 40',
      'h_count 7\n',
    ];
    const address = await servePage(() => page.join('\n'));
    await scraping([job([address], { convertClassicHistograms: true })]);
    for (let i = 0; i < 2; i++) {
      await once();
      expect(pageRows()).toEqual([]);
      expect(histogramRows(writer.batches.at(-1), series())).toMatchObject([
        { labels: { __name__: 'h' }, schema: -53, count: 7, sum: 40, positiveCounts: [2, 0, 5], customValues: [1, 5] },
      ]);
      expect(reports()).toMatchObject({ scrape_samples_scraped: 1 });
    }
  });
});

describe('staleness', () => {
  it('marks series that a page no longer shows, once', async () => {
    let page = 'a 1\nb 2\nown 3 1795176000000\n';
    const address = await servePage(() => page);
    await scraping([job([address])]);
    await once();
    page = 'a 1\n';
    await once();
    expect(pageRows()).toEqual(['a 1', 'b stale']);
    await once();
    expect(pageRows()).toEqual(['a 1']);
    page = 'a 1\nb 4\n';
    await once();
    expect(pageRows()).toEqual(['a 1', 'b 4']);
    expect(reports()).toMatchObject({ scrape_series_added: 1 });
  });

  it('marks all of them when a scrape fails, and goes on after', async () => {
    let status = 200;
    const address = await serve((_, response) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end('a 1\nb 2\n'),
    );
    const scraper = await scraping([job([address])]);
    await once();
    status = 503;
    await once();
    expect(pageRows()).toEqual(['a stale', 'b stale']);
    expect(reports()).toMatchObject({ up: 0, scrape_samples_scraped: 0 });
    expect(scraper.targets()).toMatchObject([
      { health: 'down', lastError: 'server returned HTTP status 503 Service Unavailable' },
    ]);
    await once();
    expect(pageRows()).toEqual([]);
    status = 200;
    await once();
    expect(pageRows()).toEqual(['a 1', 'b 2']);
  });

  it('marks series with times of their own where it is told to', async () => {
    let page = 'own 3 1795176000000\n';
    const address = await servePage(() => page);
    await scraping([job([address], { trackTimestampsStaleness: true })]);
    await once();
    page = '';
    await once();
    expect(pageRows()).toEqual(['own stale']);
  });

  it('marks all series of a target that is gone, and none at the end of the program', async () => {
    const addresses = [await servePage(() => 'a 1\n'), await servePage(() => 'a 2\n')];
    const scraper = await scraping([job(addresses)]);
    await once();
    writer.batches.length = 0;
    await scraper.apply([job([addresses[1]!])]);
    expect(writer.batches).toHaveLength(1);
    const rows = rowsOf();
    expect(new Set(rows.map(({ bits }) => bits))).toEqual(new Set([STALE]));
    expect(rows.map(({ labels }) => labels.__name__)).toEqual(['a', ...REPORTS]);
    expect(rows[0]!.labels.instance).toBe(addresses[0]);
    await scraper.stop();
    expect(writer.batches).toHaveLength(1);
  });
});

describe('a new configuration', () => {
  it('lets jobs that did not change go on, changes others, ends those that are gone', async () => {
    const address = await servePage(() => 'a 1\nb 2\n');
    const jobs = ['one', 'two', 'three'].map((jobName) => job([address], { jobName }));
    const scraper = await scraping(jobs);
    await once();
    writer.batches.length = 0;
    const changed = job([address], {
      jobName: 'two',
      metricRelabel: [rule({ action: 'drop', sourceLabels: ['__name__'], regex: 'a' })],
    });
    await scraper.apply([jobs[0]!, changed]);
    expect(scraper.pools()).toEqual(['one', 'two']);
    expect(writer.batches.flatMap((batch) => shown(rowsOf(batch)))).toContain('a stale');
    writer.batches.length = 0;
    await once();
    expect(writer.batches.map((batch) => shown(rowsOf(batch).filter((row) => !isReport(row)))).sort()).toEqual([
      ['a 1', 'b 2'],
      ['b 2', 'a stale'],
    ]);
  });
});

describe('limits', () => {
  it.each<[string, Partial<ScrapeLimits>, string]>([
    ['samples', { samples: 2 }, 'sample limit exceeded'],
    ['labels', { labels: 3 }, 'label_limit exceeded (metric: "a", number of labels: 4, limit: 3)'],
    ['names', { labelNameBytes: 7 }, 'label_name_length_limit exceeded (metric: "a", label name: "__name__"'],
    ['values', { labelValueBytes: 3 }, 'label_value_length_limit exceeded (metric: "a", label name: "instance"'],
    ['bytes', { bodyBytes: 10 }, 'body size limit exceeded'],
    ['targets', { targets: 0 }, 'target_limit exceeded (number of targets: 1, limit: 0)'],
  ])('fail the whole scrape: %s', async (_, limits, message) => {
    const address = await servePage(() => 'a{x="1"} 1\nb 2\nc 3\n');
    const scraper = await scraping([job([address], { ...limited(limits), extraMetrics: true })]);
    await once();
    expect(pageRows().filter((row) => !row.startsWith('scrape_'))).toEqual([]);
    expect(reports()).toMatchObject({ up: 0 });
    expect(scraper.targets()[0]!.lastError).toContain(message);
  });

  it('counts what is beyond the limit of samples', async () => {
    const address = await servePage(() => 'a 1\nb 2\nc 3\n');
    await scraping([job([address], limited({ samples: 2 }))]);
    await once();
    expect(reports()).toMatchObject({ scrape_samples_scraped: 3, scrape_samples_post_metric_relabeling: 3 });
  });
});

const isSlow = (message: RegExp) => message.source.includes('deadline');

describe('targets that do harm', () => {
  it.each<[string, RequestListener, RegExp]>([
    ['says nothing', () => {}, /context deadline exceeded/],
    [
      'goes on for ever',
      (_, response) => {
        const more = () => response.write('a 1\n', () => setTimeout(more, 5));
        more();
      },
      /context deadline exceeded/,
    ],
    [
      'sends 1 GB',
      (_, response) => {
        const chunk = Buffer.alloc(1_000_000, '#');
        let sent = 0;
        const more = (): void => {
          while (sent++ < 1000) if (!response.write(chunk)) return void response.once('drain', more);
          response.end();
        };
        more();
      },
      /body size limit exceeded/,
    ],
    ['redirects in a loop', (_, response) => response.writeHead(302, { location: '/' }).end(), /stopped after 10/],
    [
      'sends garbage',
      (_, response) => response.setHeader('content-type', 'text/plain').end(Buffer.from([0xff, 0, 1, 2, 10, 0xfe])),
      /./,
    ],
    ['has no content type', (_, response) => response.end('a 1\n'), /content-type|Content-Type/i],
    [
      'breaks off',
      (_, response) => {
        response.setHeader('content-length', 1000);
        response.write('a 1\n', () => response.destroy());
      },
      /EOF|reset/,
    ],
  ])('cost only their own scrape: one that %s', async (_, listener, message) => {
    const [good, bad] = [await servePage(() => 'a 1\n'), await serve(listener)];
    const scraper = await scraping(
      [job([good]), job([bad], { jobName: 'bad', timeoutMs: isSlow(message) ? 200 : 10_000 })],
      {
        maxBodyBytes: 10_000_000,
      },
    );
    await once();
    const byPool = Object.fromEntries(scraper.targets().map((target) => [target.pool, target]));
    expect(byPool.shop).toMatchObject({ health: 'up' });
    expect(byPool.bad).toMatchObject({ health: 'down', lastError: expect.stringMatching(message) });
    expect(writer.batches).toHaveLength(2);
  });

  it('change the type of a metric', async () => {
    let page = '# TYPE a counter\na 1\n';
    const address = await servePage(() => page);
    await scraping([job([address])]);
    await once();
    page = '# TYPE a histogram\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n';
    await once();
    expect(pageRows()).toEqual(['a_bucket{le=+Inf} 1', 'a_sum 1', 'a_count 1', 'a stale']);
    expect(writer.batches[1]!.metadata).toMatchObject([{ family: 'a', type: 'histogram' }]);
  });

  it('show a series twice: the first counts', async () => {
    const address = await servePage(() => 'a{x="1",y="2"} 1\na{y="2",x="1"} 2\n');
    await scraping([job([address])]);
    await once();
    expect(pageRows()).toEqual(['a{x=1,y=2} 1']);
  });
});

describe('a store that fails or hangs', () => {
  it('loses a scrape and is told once', async () => {
    const address = await servePage(() => 'a 1\n');
    await scraping([job([address])]);
    writer.failure = new Error('the disk is full');
    await once();
    await once();
    expect(warnings).toEqual(['what was scraped was not stored']);
    writer.failure = undefined;
    await once();
    expect(pageRows()).toEqual(['a 1']);
    expect(writer.batches[0]!.metadata).toBeUndefined();
  });
});
