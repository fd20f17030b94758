import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exemplarRows, histogramRows } from '../../../test/support/metric-rows.js';
import { REPORTS, relabelRule, Scraping, STALE, START, scrapeJob } from '../../../test/support/scraping.js';

let at: Scraping;
beforeEach(() => {
  at = new Scraping();
});
afterEach(() => at.close());

describe('a scrape', () => {
  it('stores a page with the labels of its target, and tells of itself', async () => {
    const address = await at.servePage(
      () => '# TYPE a counter\n# HELP a What it is.\na{x="1"} 5\na{x="2"} NaN\nb 3 1795176001000\n',
    );
    await at.scraper([scrapeJob([address])]);
    await at.once();
    expect(at.pageRows()).toEqual(['a{x=1} 5', 'a{x=2} NaN', 'b 3']);
    const [first] = at.rows();
    expect(first!.labels).toEqual({ __name__: 'a', x: '1', job: 'shop', instance: address });
    expect(at.rows()[2]!.ms).toBe(1_795_176_001_000);
    expect(first!.ms).toBeGreaterThanOrEqual(START);
    expect(first!.ms).toBeLessThan(START + 15_000);
    expect(at.reports()).toMatchObject({
      up: 1,
      scrape_samples_scraped: 3,
      scrape_samples_post_metric_relabeling: 3,
      scrape_series_added: 3,
    });
    expect(at.writer.batches[0]!.metadata).toEqual([{ family: 'a', type: 'counter', help: 'What it is.', unit: '' }]);
    await at.once();
    expect(at.rows()[0]!.ms).toBe(first!.ms + 15_000);
    expect(at.reports()).toMatchObject({ scrape_series_added: 0 });
    expect(at.writer.batches[1]!.metadata).toBeUndefined();
  });

  it('asks as its job says', async () => {
    const asked: unknown[] = [];
    const address = await at.serve((request, response) => {
      asked.push([request.url, request.headers.accept, request.headers['x-prometheus-scrape-timeout-seconds']]);
      response.setHeader('content-type', 'text/plain').end('a 1\n');
    });
    await at.scraper([
      scrapeJob([address], { metricsPath: '/probe', params: { module: ['http', 'tcp'], b: ['ü'] }, timeoutMs: 2500 }),
    ]);
    await at.once();
    expect(asked).toEqual([
      ['/probe?b=%C3%BC&module=http&module=tcp', 'text/plain;version=0.0.4;q=0.6,*/*;q=0.5', '2.5'],
    ]);
  });

  it('asks an exporter within the program', async () => {
    const collect = async () => Buffer.from('a 1\n');
    await at.scraper([scrapeJob(['exporter'], { collect })]);
    await at.once();
    expect(at.pageRows()).toEqual(['a 1']);
    expect(at.rows()[0]!.labels).toMatchObject({ instance: 'exporter' });
  });

  it('relabels targets and samples', async () => {
    const address = await at.servePage(() => 'a{x="1"} 5\nb{x="1"} 6\ndebug_c 7\n');
    const scraper = await at.scraper([
      scrapeJob([address, 'dropped:1'], {
        relabel: [
          relabelRule({ action: 'drop', sourceLabels: ['__address__'], regex: 'dropped.*' }),
          relabelRule({ targetLabel: 'zone', replacement: 'eu' }),
        ],
        metricRelabel: [
          relabelRule({ action: 'drop', sourceLabels: ['__name__'], regex: 'debug_.*' }),
          relabelRule({ action: 'labeldrop', regex: 'x' }),
        ],
      }),
    ]);
    await at.once();
    expect(at.pageRows()).toEqual(['a{zone=eu} 5', 'b{zone=eu} 6']);
    expect(at.reports()).toMatchObject({ scrape_samples_scraped: 3, scrape_samples_post_metric_relabeling: 2 });
    expect(scraper.dropped()).toMatchObject([{ pool: 'shop', count: 1 }]);
    expect(scraper.targets()).toMatchObject([{ health: 'up', target: { url: `http://${address}/metrics` } }]);
  });

  it.each([
    [false, ['a{exported_instance=theirs,exported_job=other} 1', 'b{exported_exported_job=x,exported_job=y} 2']],
    [true, ['a 1', 'b{exported_job=y} 2']],
  ])('keeps labels apart that the target has too: honor_labels %s', async (honorLabels, expected) => {
    const address = await at.servePage(() => 'a{job="other",instance="theirs"} 1\nb{job="x",exported_job="y"} 2\n');
    await at.scraper([scrapeJob([address], { honorLabels })]);
    await at.once();
    expect(at.pageRows()).toEqual(expected);
    expect(at.rows()[0]!.labels).toMatchObject({ job: honorLabels ? 'other' : 'shop' });
  });

  it('takes no times from the page where it is told to', async () => {
    const address = await at.servePage(() => 'a 1 5000\n');
    await at.scraper([scrapeJob([address], { honorTimestamps: false })]);
    await at.once();
    expect(at.rows()[0]!.ms).toBeGreaterThanOrEqual(START);
  });

  it('reads OpenMetrics with exemplars and start times', async () => {
    const page = [
      '# TYPE req counter',
      'req_total{p="/"} 5 # {trace_id="abc"} 1 1795175999',
      'req_created{p="/"} 1795170000',
      '# EOF\n',
    ];
    const address = await at.servePage(() => page.join('\n'), 'application/openmetrics-text; version=1.0.0');
    await at.scraper([scrapeJob([address])], { createdZeros: true });
    await at.once();
    expect(at.pageRows()).toEqual(['req_total{p=/} 0', 'req_total{p=/} 5']);
    expect(at.rows()[0]!.ms).toBe(1_795_170_000_000);
    expect(exemplarRows(at.writer.batches[0], at.series)).toMatchObject([
      { ms: 1_795_175_999_000, value: 1, labels: { trace_id: 'abc' } },
    ]);
    await at.once();
    expect(at.pageRows()).toEqual(['req_total{p=/} 5']);
    expect(at.writer.batches[1]!.exemplars).toBeUndefined();
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
    const address = await at.servePage(() => page.join('\n'));
    await at.scraper([scrapeJob([address], { convertClassicHistograms: true })]);
    for (let i = 0; i < 2; i++) {
      await at.once();
      expect(at.pageRows()).toEqual([]);
      expect(histogramRows(at.writer.batches.at(-1), at.series)).toMatchObject([
        { labels: { __name__: 'h' }, schema: -53, count: 7, sum: 40, positiveCounts: [2, 0, 5], customValues: [1, 5] },
      ]);
      expect(at.reports()).toMatchObject({ scrape_samples_scraped: 1 });
    }
  });
});

describe('staleness', () => {
  it('marks series that a page no longer shows, once', async () => {
    let page = 'a 1\nb 2\nown 3 1795176000000\n';
    const address = await at.servePage(() => page);
    await at.scraper([scrapeJob([address])]);
    await at.once();
    page = 'a 1\n';
    await at.once();
    expect(at.pageRows()).toEqual(['a 1', 'b stale']);
    await at.once();
    expect(at.pageRows()).toEqual(['a 1']);
    page = 'a 1\nb 4\n';
    await at.once();
    expect(at.pageRows()).toEqual(['a 1', 'b 4']);
    expect(at.reports()).toMatchObject({ scrape_series_added: 1 });
  });

  it('marks all of them when a scrape fails, and goes on after', async () => {
    let status = 200;
    const address = await at.serve((_, response) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end('a 1\nb 2\n'),
    );
    const scraper = await at.scraper([scrapeJob([address])]);
    await at.once();
    status = 503;
    await at.once();
    expect(at.pageRows()).toEqual(['a stale', 'b stale']);
    expect(at.reports()).toMatchObject({ up: 0, scrape_samples_scraped: 0 });
    expect(scraper.targets()).toMatchObject([
      { health: 'down', lastError: 'server returned HTTP status 503 Service Unavailable' },
    ]);
    await at.once();
    expect(at.pageRows()).toEqual([]);
    status = 200;
    await at.once();
    expect(at.pageRows()).toEqual(['a 1', 'b 2']);
  });

  it('marks series with times of their own where it is told to', async () => {
    let page = 'own 3 1795176000000\n';
    const address = await at.servePage(() => page);
    await at.scraper([scrapeJob([address], { trackTimestampsStaleness: true })]);
    await at.once();
    page = '';
    await at.once();
    expect(at.pageRows()).toEqual(['own stale']);
  });

  it('marks all series of a target that is gone, and none at the end of the program', async () => {
    const addresses = [await at.servePage(() => 'a 1\n'), await at.servePage(() => 'a 2\n')];
    const scraper = await at.scraper([scrapeJob(addresses)]);
    await at.once();
    at.writer.batches.length = 0;
    await scraper.apply([scrapeJob([addresses[1]!])]);
    expect(at.writer.batches).toHaveLength(1);
    const rows = at.rows();
    expect(new Set(rows.map(({ bits }) => bits))).toEqual(new Set([STALE]));
    expect(rows.map(({ labels }) => labels.__name__)).toEqual(['a', ...REPORTS]);
    expect(rows[0]!.labels.instance).toBe(addresses[0]);
    await scraper.stop();
    expect(at.writer.batches).toHaveLength(1);
  });
});

describe('a new configuration', () => {
  it('lets jobs that did not change go on, changes others, ends those that are gone', async () => {
    const address = await at.servePage(() => 'a 1\nb 2\n');
    const jobs = ['one', 'two', 'three'].map((jobName) => scrapeJob([address], { jobName }));
    const scraper = await at.scraper(jobs);
    await at.once();
    at.writer.batches.length = 0;
    const changed = scrapeJob([address], {
      jobName: 'two',
      metricRelabel: [relabelRule({ action: 'drop', sourceLabels: ['__name__'], regex: 'a' })],
    });
    await scraper.apply([jobs[0]!, changed]);
    expect(scraper.pools()).toEqual(['one', 'two']);
    expect(at.writer.batches.flatMap((batch) => at.pageRows(batch))).toContain('a stale');
    at.writer.batches.length = 0;
    await at.once();
    expect(at.writer.batches.map((batch) => at.pageRows(batch)).sort()).toEqual([
      ['a 1', 'b 2'],
      ['b 2', 'a stale'],
    ]);
  });
});
