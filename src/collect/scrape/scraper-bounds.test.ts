import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limited, Scraping, scrapeJob } from '../../../test/support/scraping.js';
import { systemClock } from '../../telemetry/clock.js';
import type { ScrapeLimits } from './scrape-config.js';

let at: Scraping;
beforeEach(() => {
  at = new Scraping();
});
afterEach(() => at.close());

describe('limits', () => {
  it.each<[string, Partial<ScrapeLimits>, string]>([
    ['samples', { samples: 2 }, 'sample limit exceeded'],
    ['labels', { labels: 3 }, 'label_limit exceeded (metric: "a", number of labels: 4, limit: 3)'],
    ['names', { labelNameBytes: 7 }, 'label_name_length_limit exceeded (metric: "a", label name: "__name__"'],
    ['values', { labelValueBytes: 3 }, 'label_value_length_limit exceeded (metric: "a", label name: "instance"'],
    ['bytes', { bodyBytes: 10 }, 'body size limit exceeded'],
    ['targets', { targets: 0 }, 'target_limit exceeded (number of targets: 1, limit: 0)'],
  ])('fail the whole scrape: %s', async (_, limits, message) => {
    const address = await at.servePage(() => 'a{x="1"} 1\nb 2\nc 3\n');
    const scraper = await at.scraper([scrapeJob([address], { ...limited(limits), extraMetrics: true })]);
    await at.once();
    expect(at.pageRows().filter((row) => !row.startsWith('scrape_'))).toEqual([]);
    expect(at.reports()).toMatchObject({ up: 0 });
    expect(scraper.targets()[0]!.lastError).toContain(message);
  });

  it('counts what is beyond the limit of samples', async () => {
    const address = await at.servePage(() => 'a 1\nb 2\nc 3\n');
    await at.scraper([scrapeJob([address], limited({ samples: 2 }))]);
    await at.once();
    expect(at.reports()).toMatchObject({ scrape_samples_scraped: 3, scrape_samples_post_metric_relabeling: 3 });
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
    const [good, bad] = [await at.servePage(() => 'a 1\n'), await at.serve(listener)];
    const scraper = await at.scraper(
      [scrapeJob([good]), scrapeJob([bad], { jobName: 'bad', timeoutMs: isSlow(message) ? 200 : 10_000 })],
      {
        maxBodyBytes: 10_000_000,
      },
    );
    await at.once();
    const byPool = Object.fromEntries(scraper.targets().map((target) => [target.pool, target]));
    expect(byPool.shop).toMatchObject({ health: 'up' });
    expect(byPool.bad).toMatchObject({ health: 'down', lastError: expect.stringMatching(message) });
    expect(at.writer.batches).toHaveLength(2);
  });

  it('change the type of a metric', async () => {
    let page = '# TYPE a counter\na 1\n';
    const address = await at.servePage(() => page);
    await at.scraper([scrapeJob([address])]);
    await at.once();
    page = '# TYPE a histogram\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n';
    await at.once();
    expect(at.pageRows()).toEqual(['a_bucket{le=+Inf} 1', 'a_sum 1', 'a_count 1', 'a stale']);
    expect(at.writer.batches[1]!.metadata).toMatchObject([{ family: 'a', type: 'histogram' }]);
  });

  it('show a series twice: the first counts', async () => {
    const address = await at.servePage(() => 'a{x="1",y="2"} 1\na{y="2",x="1"} 2\n');
    await at.scraper([scrapeJob([address])]);
    await at.once();
    expect(at.pageRows()).toEqual(['a{x=1,y=2} 1']);
  });
});

describe('a store that fails or hangs', () => {
  it('loses a scrape and is told once', async () => {
    const address = await at.servePage(() => 'a 1\n');
    await at.scraper([scrapeJob([address])]);
    at.writer.failure = new Error('the disk is full');
    await at.once();
    await at.once();
    expect(at.warnings).toEqual(['what was scraped was not stored']);
    at.writer.failure = undefined;
    await at.once();
    expect(at.pageRows()).toEqual(['a 1']);
    expect(at.writer.batches[0]!.metadata).toBeUndefined();
  });

  it('holds up only the target that waits for it', async () => {
    const addresses = [await at.servePage(() => 'slow 1\n'), await at.servePage(() => 'quick 1\n')];
    let release: () => void = () => {};
    const hanging = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { writer } = at;
    const written: string[] = [];
    const isSlow = (names: string[]) => names.some((name) => name.startsWith('slow'));
    const scraper = await at.scraper([scrapeJob(addresses)], {
      clock: systemClock,
      writer: {
        indexes: writer.indexes,
        write: async (batch) => {
          const rows = at.pageRows(batch);
          if (isSlow(rows)) await hanging;
          written.push(...rows);
          if (written.filter((row) => row === 'quick 1').length === 2) release();
        },
      },
    });
    await scraper.apply([scrapeJob(addresses, { intervalMs: 50, timeoutMs: 50 })]);
    await hanging;
    expect(written.slice(0, 2)).toEqual(['quick 1', 'quick 1']);
  });
});
