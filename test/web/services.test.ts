import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { inaccessible, Pages, tooWide } from './support/pages.js';

interface Answer {
  readonly data: {
    readonly result: readonly { readonly metric: Readonly<Record<string, string>>; readonly value: [number, string] }[];
  };
}

const SERVER = 'span_kind=~"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER"';
const PATIENCE = { timeout: 120_000 };

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'the pages of services', () => {
  let pages: Pages;
  /** A range that does not move on, so that what is shown can be asked again. ms */
  let [from, to] = [0, 0];
  let rates: ReadonlyMap<string, number>;

  beforeAll(async () => {
    pages = await Pages.open();
    to = Math.floor(Date.now() / 1000) * 1000;
    from = to - 15 * 60_000;
    const query = `sum by (service) (rate(traces_spanmetrics_calls_total{${SERVER}}[5m]))`;
    const { data } = await pages.json<Answer>('/api/v1/query', { query, time: String(to / 1000) }, 'prometheus');
    rates = new Map(data.result.map(({ metric, value }) => [metric.service ?? '', Number(value[1])]));
  }, 120_000);
  afterAll(() => pages?.close());

  const range = () => `from=${from}&to=${to}&refresh=`;
  const rows = (page: Page) => page.getByRole('table', { name: 'Services' }).locator('tbody tr');

  it('lists every service with the rate that the API gives', async () => {
    const { page, complaints } = await pages.goto(`/services?${range()}`);
    await page.getByRole('table', { name: 'Services' }).waitFor(PATIENCE);
    for (const [service, rate] of rates) {
      const row = rows(page).filter({ has: page.getByRole('link', { name: service, exact: true }) });
      await expect.poll(() => row.locator('td').nth(3).textContent(), { timeout: 60_000 }).toMatch(/\/(s|min)$/);
      expectRate((await row.locator('td').nth(3).textContent()) ?? '', rate);
    }
    expect(complaints).toEqual([]);
    expect(await inaccessible(page)).toEqual([]);
    await page.close();
  }, 240_000);

  it('sorts and filters by keyboard, and keeps both in the URL', async () => {
    const { page } = await pages.goto(`/services?${range()}`);
    await page.getByRole('table', { name: 'Services' }).waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Service', exact: true }).focus();
    await page.keyboard.press('Enter');
    expect(await rows(page).count()).toBeGreaterThanOrEqual(rates.size);
    expect(page.url()).toContain('sort=name');
    await page.getByRole('textbox', { name: 'Filter services' }).fill('frontend');
    await expect.poll(() => rows(page).count()).toBe(1);
    expect(page.url()).toContain('filter=frontend');
    await page.close();
  }, 240_000);

  it('the map has every service, and leads to its page', async () => {
    const { page, complaints } = await pages.goto(`/services/map?${range()}`);
    const graph = page.getByRole('group', { name: 'Calls between services' });
    await graph.waitFor(PATIENCE);
    await graph.getByRole('link', { name: /api-gateway/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'api-gateway' }).waitFor();
    expect(new URL(page.url()).searchParams.get('from')).toBe(String(from));
    expect(complaints).toEqual([]);
    await page.close();
  }, 240_000);

  it('each part of a service is there', async () => {
    const { page, complaints } = await pages.goto(`/services/api-gateway?${range()}`);
    for (const title of ['Operations', 'Dependencies', 'Traces', 'Runtime', 'Instances']) {
      await page.getByRole('tab', { name: title, exact: true }).click(PATIENCE);
      const content = page.getByRole('tabpanel', { name: title, exact: true });
      await content.locator('table tbody tr, section[aria-busy=false] canvas').first().waitFor(PATIENCE);
      expect(await inaccessible(page), title).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  }, 240_000);

  it('a service has the calls of each operation that the API gives', async () => {
    const { page } = await pages.goto(`/services/api-gateway?tab=operations&${range()}`);
    const table = page.getByRole('table', { name: 'Operations' });
    await table.waitFor(PATIENCE);
    const query = `sum by (span_name) (rate(traces_spanmetrics_calls_total{${SERVER}, service="api-gateway"}[900s])) > 0`;
    const { data } = await pages.json<Answer>('/api/v1/query', { query, time: String(to / 1000) }, 'prometheus');
    expect(await table.locator('tbody tr').count()).toBe(data.result.length);
    for (const { metric, value } of data.result) {
      const row = table
        .getByRole('row')
        .filter({ has: page.getByRole('link', { name: metric.span_name!, exact: true }) });
      expectRate((await row.locator('td').nth(2).textContent()) ?? '', Number(value[1]));
    }
    await page.close();
  }, 240_000);

  it('a service fits every width', async () => {
    const { page } = await pages.goto('/services/api-gateway?refresh=', { theme: 'light' });
    await page.getByRole('region', { name: 'Calls', exact: true }).first().waitFor(PATIENCE);
    expect(await tooWide(page)).toEqual([]);
    await page.close();
  }, 240_000);
});

/** `shown`: `10.7/s` or `3/min`, of two digits at least, with a change before it. */
function expectRate(shown: string, rate: number): void {
  const [, figure = '', unit] = /([\d.]+)\/(s|min)$/.exec(shown) ?? [];
  const perSecond = Number(figure) / (unit === 'min' ? 60 : 1);
  expect(perSecond / rate, shown).toBeGreaterThan(0.9);
  expect(perSecond / rate, shown).toBeLessThan(1.1);
}
