import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { inaccessible, Pages } from './support/pages.js';

/** The machine may be busy with much else. */
const SLOW_MS = 90_000;

interface Vector {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
    }[];
  };
}

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'explore metrics', () => {
  let pages: Pages;
  let time: { readonly from: string; readonly to: string };
  beforeAll(async () => {
    pages = await Pages.open();
    const to = Date.now() - 5_000;
    time = { from: String(to - 60_000), to: String(to) };
  });
  afterAll(() => pages.close());

  const open = async (
    queries: readonly string[],
    parameters: Readonly<Record<string, string>> = {},
    theme?: 'light',
  ) => {
    const search = new URLSearchParams([
      ...queries.map((query) => ['query', query]),
      ...Object.entries({ ...time, ...parameters }),
    ]);
    const opened = await pages.goto(`/explore/metrics?${search}`, { ...(theme && { theme }) });
    opened.page.setDefaultTimeout(SLOW_MS);
    return opened;
  };

  it(
    'draws each series of the API, without a complaint',
    async () => {
      const query = 'count by (job) (up)';
      const { page, complaints } = await open([query], { show: 'graph' });
      await page.getByRole('region', { name: 'Graph' }).locator('canvas').waitFor();
      const { data } = await pages.json<Vector>('/api/datasources/proxy/uid/prometheus/api/v1/query', {
        query,
        time: String(Number(time.to) / 1000),
      });
      expect(data.result.length).toBeGreaterThan(0);
      for (const { metric } of data.result.slice(0, 5)) {
        await page.getByText(`{job="${metric.job}"}`).first().waitFor();
      }
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it.each(['dark', 'light'] as const)(
    'axe finds nothing, %s',
    async (theme) => {
      const { page } = await open(['up'], { show: 'graph' }, theme === 'light' ? theme : undefined);
      await page.getByRole('region', { name: 'Graph' }).locator('canvas').waitFor();
      await page.getByRole('textbox', { name: 'PromQL query A' }).waitFor();
      expect(await inaccessible(page)).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'runs what is typed by keyboard',
    async () => {
      const { page } = await open([], { show: 'graph' });
      const editor = page.getByRole('textbox', { name: 'PromQL query A' });
      await editor.click();
      await page.keyboard.type('1 + 1');
      await page.keyboard.press('Shift+Enter');
      await page.waitForURL((url) => url.searchParams.get('query') === '1 + 1');
      await page.getByRole('region', { name: 'Graph' }).locator('canvas').waitFor();
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'says at its query what is wrong with it',
    async () => {
      const { page } = await open(['sum(', 'up'], { show: 'graph' });
      await page.getByRole('alert').filter({ hasText: 'parse error' }).first().waitFor();
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'finds a metric by its help and asks for it as its type wants',
    async () => {
      const { page, complaints } = await open([], { show: 'graph' });
      await page.getByRole('button', { name: 'Find a metric' }).first().click();
      await page.getByRole('textbox', { name: 'Name or help' }).fill('http_requests_total');
      await page.getByRole('button', { name: /^http_requests_total/ }).click();
      await page.getByText(/\d+ series/).waitFor();
      expect(await inaccessible(page)).toEqual([]);
      await page.getByRole('button', { name: 'Use: Rate by service' }).click();
      await page.waitForURL((url) => url.searchParams.get('query')?.startsWith('sum by (service) (rate(') === true);
      await page.getByRole('region', { name: 'Graph' }).locator('canvas').waitFor();
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'shows a query in the builder and builds on it',
    async () => {
      const { page, complaints } = await open(['sum by (service) (rate(http_requests_total[$__rate_interval]))'], {
        show: 'graph',
      });
      await page.getByRole('button', { name: 'Builder' }).click();
      await page.getByRole('textbox', { name: 'range of rate' }).waitFor();
      expect(await page.getByRole('textbox', { name: 'range of rate' }).inputValue()).toBe('$__rate_interval');
      await page.getByRole('button', { name: 'Remove sum' }).click();
      await page.waitForURL((url) => url.searchParams.get('query') === 'rate(http_requests_total[$__rate_interval])');
      expect(await inaccessible(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'leads from an exemplar to its trace',
    async () => {
      const query = 'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[1m])))';
      const { page } = await open([query], { show: 'graph' });
      await page.locator('[data-exemplar]').first().waitFor();
      await page.locator('[data-exemplar]').first().focus();
      await page.keyboard.press('Enter');
      const link = page.getByRole('link', { name: 'View trace' });
      expect(await link.getAttribute('href')).toMatch(/^\/trace\/[0-9a-f]{32}/);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    "reads a link to Grafana's explore",
    async () => {
      const panes = {
        x: { datasource: 'prometheus', queries: [{ refId: 'A', expr: 'up' }], range: { from: 'now-5m', to: 'now' } },
      };
      const { page } = await pages.goto(
        `/explore?${new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify(panes) })}`,
      );
      await page.waitForURL(
        (url) => url.searchParams.get('query') === 'up' && url.searchParams.get('from') === 'now-5m',
      );
      expect(new URL(page.url()).searchParams.has('panes')).toBe(false);
      await page.close();
    },
    SLOW_MS * 2,
  );
});
