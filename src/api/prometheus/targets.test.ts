import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { prometheusContext } from '../../../test/support/prometheus-context.js';
import type { ScrapeView, ShownTarget } from '../../collect/scrape/scraper.js';
import { prometheusApi } from './plugin.js';

const target = (pool: string, instance: string, more: Partial<ShownTarget> = {}): ShownTarget => ({
  pool,
  target: {
    key: instance,
    discovered: ['__address__', instance, 'job', pool],
    labels: ['instance', instance, 'job', pool],
    url: `http://${instance}/metrics`,
    intervalMs: 15_000,
    timeoutMs: 10_000,
  },
  metadata: [
    { family: 'up_total', type: 'counter', help: 'Ups.', unit: '' },
    { family: 'size_bytes', type: 'gauge', help: 'Size.', unit: 'bytes' },
  ],
  health: 'up',
  lastError: '',
  lastScrapeMs: Date.UTC(2026, 10, 20, 12),
  lastSeconds: 0.25,
  ...more,
});

const scraping: ScrapeView = {
  pools: () => ['api', 'web'],
  targets: () => [
    target('api', 'a:1'),
    target('web', 'b:2', { health: 'unknown', lastScrapeMs: undefined, lastSeconds: 0 }),
  ],
  dropped: () => [
    { pool: 'api', discovered: [], count: 0 },
    { pool: 'web', discovered: [['__address__', 'c:3']], count: 7 },
  ],
};

async function ask(path: string): Promise<unknown> {
  const app = fastify();
  await app.register(prometheusApi, { context: prometheusContext({}, {}, { scraping }) });
  const { data } = (await app.inject({ url: path })).json<{ data: unknown }>();
  return data;
}

const active = {
  discoveredLabels: { __address__: 'a:1', job: 'api' },
  labels: { instance: 'a:1', job: 'api' },
  scrapePool: 'api',
  scrapeUrl: 'http://a:1/metrics',
  globalUrl: 'http://a:1/metrics',
  lastError: '',
  lastScrape: '2026-11-20T12:00:00.000Z',
  lastScrapeDuration: 0.25,
  health: 'up',
  scrapeInterval: '15s',
  scrapeTimeout: '10s',
};
const dropped = [{ discoveredLabels: { __address__: 'c:3' }, scrapePool: 'web' }];

describe('targets', () => {
  it('are those that are scraped and those that were dropped', async () => {
    expect(await ask('/targets')).toEqual({
      activeTargets: [active, expect.objectContaining({ health: 'unknown', lastScrape: '0001-01-01T00:00:00Z' })],
      droppedTargets: dropped,
      droppedTargetCounts: { api: 0, web: 7 },
    });
  });

  it.each([
    ['state=active&scrapePool=api', { activeTargets: [active], droppedTargets: [], droppedTargetCounts: null }],
    ['state=dropped', { activeTargets: [], droppedTargets: dropped, droppedTargetCounts: { api: 0, web: 7 } }],
    ['state=dropped&scrapePool=api', { activeTargets: [], droppedTargets: [], droppedTargetCounts: { api: 0 } }],
  ])('are chosen by %s', async (query, expected) => {
    expect(await ask(`/targets?${query}`)).toEqual(expected);
  });

  it('have descriptions of their metrics', async () => {
    const metadata = '/targets/metadata';
    expect(await ask(metadata)).toHaveLength(4);
    expect(await ask(`${metadata}?limit=3`)).toHaveLength(3);
    expect(await ask(`${metadata}?metric=size_bytes&match_target=${encodeURIComponent('{job="web"}')}`)).toEqual([
      { target: { instance: 'b:2', job: 'web' }, type: 'gauge', help: 'Size.', unit: 'bytes' },
    ]);
  });

  it('stand in pools', async () => {
    expect(await ask('/scrape_pools')).toEqual({ scrapePools: ['api', 'web'] });
  });
});
