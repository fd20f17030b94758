/// <reference lib="dom" />
import { readdirSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { chartSeries, drawnPanels, stateList } from './support/drawn-panels.js';
import { inaccessible, Pages, tooWide } from './support/pages.js';
import { STEP_S, settledRange } from './support/settled-range.js';

const OWN = new URL('support/dashboards/', import.meta.url);
const EXAMPLES = new URL('../dashboards/', import.meta.url);

const isJson = (name: string): boolean => name.endsWith('.json');

/** Dashboards by the name of their file. */
const FILES = [OWN, EXAMPLES].flatMap((folder) =>
  readdirSync(folder)
    .filter(isJson)
    .map((name) => ({
      name: name.replace('.json', ''),
      json: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, unknown>,
    })),
);

/** A page with many panels takes its time on a busy machine. */
const PATIENCE_MS = 240_000;
const PATIENCE = { timeout: PATIENCE_MS };

/** A panel of `everything` that asks what is no query: the browser itself says that it was refused. */
const isRefusal = (complaint: string): boolean => /^400 .*query_range|status of 400/.test(complaint);

/** Panels in sight, and only these, are waited for. */
const settled = (page: Page, key: string) =>
  page.locator(`[data-panel="${key}"] [data-panel-state=done]`).first().waitFor();

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'dashboards', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await Pages.open();
    for (const { name, json } of FILES) {
      const dashboard = { ...((json.dashboard as object | undefined) ?? json), uid: name };
      await pages.post('/api/dashboards/db', { dashboard, overwrite: true });
    }
  });
  afterAll(() => pages.close());

  it.each(FILES.map(({ name }) => name))('each panel of %s draws its data or says why not', PATIENCE, async (name) => {
    const { page, complaints } = await pages.goto(`/d/${name}`);
    const drawn = await drawnPanels(page);
    process.stdout.write(`${stateList(name, drawn)}\n`);
    expect(drawn.filter(({ state }) => state === 'waiting')).toEqual([]);
    expect(complaints.filter((complaint) => !isRefusal(complaint))).toEqual([]);
    expect(drawn.filter(({ text }) => text.includes('could not be drawn'))).toEqual([]);
    await page.close();
  });

  /** Requests a second as the API has them. Times: s. */
  const requests = async ({ from, to }: { from: number; to: number }) => {
    const { data } = await pages.json<Answer>('/api/datasources/proxy/uid/prometheus/api/v1/query_range', {
      query: 'sum by (service) (rate(http_requests_total[1m]))',
      start: String(from),
      end: String(to),
      step: String(STEP_S),
    });
    return data.result.map(({ metric, values }) => ({ name: metric.service, last: Number(values.at(-1)?.[1]) }));
  };

  it('draws what the API answers', PATIENCE, async () => {
    const { from, to } = settledRange();
    const { page } = await pages.goto(`/d/everything?from=${from}000&to=${to}000&var-window=1m`);
    await settled(page, 'panel-1');
    const drawn = await chartSeries(page, 'panel-1');
    expect(drawn.map(({ name, last }) => ({ name, last }))).toEqual(await requests({ from, to }));
    await page.close();
  });

  it('asks again only for the panels that use a variable, and keeps its value in the URL', PATIENCE, async () => {
    const { page } = await pages.goto('/d/everything');
    await drawnPanels(page);
    await page.locator('main').evaluate((main) => main.scrollTo(0, 0));
    const asked: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname.endsWith('/query_range')) asked.push(url.searchParams.get('query') ?? '');
    });
    await page.getByRole('combobox', { name: 'Quantile' }).click();
    await page.getByRole('option', { name: 'p99' }).click();
    await page.getByRole('heading', { name: 'Latency at p99' }).waitFor();
    await settled(page, 'panel-2');
    expect(new URL(page.url()).searchParams.get('var-quantile')).toBe('0.99');
    expect(asked.filter((query) => !query.includes('histogram_quantile(0.99,'))).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'Latency at p99' }).waitFor();
    await page.close();
  });

  it('finds variables anew that hang on a changed one, and repeats rows for its values', PATIENCE, async () => {
    const { page } = await pages.goto('/d/everything?var-service=frontend');
    await page.getByRole('heading', { name: 'Requests of frontend' }).waitFor();
    await page.getByRole('button', { name: 'By service: frontend' }).waitFor();
    expect(await page.locator('[data-panel^="panel-21"]').count()).toBe(1);
    await page.goto(pages.url('/d/everything?var-service=frontend&var-service=api-gateway'));
    await page.getByRole('button', { name: 'By service: api-gateway' }).waitFor();
    expect(await page.locator('[data-panel^="panel-21"]').count()).toBe(2);
    await page.getByRole('button', { name: /^Closed/ }).click();
    await page.locator('[data-panel="panel-31-clone-1"]').waitFor();
    await page.close();
  });

  it('filters all queries of a data source', PATIENCE, async () => {
    const { page } = await pages.goto('/d/everything?var-filters=service|%3D|frontend');
    await settled(page, 'panel-1');
    expect((await chartSeries(page, 'panel-1')).map(({ name }) => name)).toEqual(['frontend']);
    await page.getByRole('button', { name: 'Remove the filter service = frontend' }).click();
    const drawn = () => chartSeries(page, 'panel-1');
    await expect.poll(async () => (await drawn()).length, { timeout: PATIENCE_MS }).toBeGreaterThan(1);
    await page.close();
  });

  it('draws tabs, rows and columns of version 2, and what a condition shows', PATIENCE, async () => {
    const { page, complaints } = await pages.goto('/d/tabs');
    await page.getByRole('heading', { name: 'Requests of airtable-gateway' }).waitFor();
    await page.getByRole('heading', { name: 'Requests of api-gateway' }).waitFor();
    await page.getByRole('tab', { name: 'Together' }).click();
    await settled(page, 'all');
    expect(await page.locator('[data-panel="queue"]').count()).toBe(0);
    await page.getByRole('switch', { name: 'Details' }).click();
    await settled(page, 'queue');
    expect(new URL(page.url()).searchParams.get('dtab')).toBe('1');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows one panel alone, in the page and without it', PATIENCE, async () => {
    const { page } = await pages.goto('/d/everything?viewPanel=2');
    await settled(page, 'panel-2');
    expect(await page.locator('[data-panel]').count()).toBe(1);
    await page.locator('main').focus();
    await page.keyboard.press('Escape');
    await settled(page, 'panel-1');
    await page.goto(pages.url('/d-solo/everything?panelId=2'));
    await settled(page, 'panel-2');
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.close();
  });

  it('inspects, downloads and shares a panel', PATIENCE, async () => {
    const { from, to } = settledRange();
    const { page } = await pages.goto(`/d/everything?from=${from}000&to=${to}000&var-service=frontend&var-window=1m`);
    await settled(page, 'panel-1');
    const choose = async (item: string) => {
      await page.getByRole('button', { name: 'Menu of Requests of frontend' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await choose('Inspect');
    await page.getByRole('cell').first().waitFor();
    await page.getByRole('tab', { name: 'Queries' }).click();
    await page.getByText(/^\d+ ms · 1 frames/).waitFor();
    expect(await inaccessible(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const saved = async (item: string) => {
      const download = page.waitForEvent('download');
      await choose(item);
      return download;
    };
    const csv = await saved('Download CSV');
    expect(csv.suggestedFilename()).toBe('Requests of frontend.csv');
    const rows = (await text((await csv.createReadStream())!)).trim().split(/\r?\n/);
    expect(rows[0]).toBe('"Time","frontend"');
    const answered = (await requests({ from, to })).find(({ name }) => name === 'frontend');
    expect(Number(rows.at(-1)!.split(',').at(-1))).toBe(answered!.last);
    expect((await saved('Download PNG')).suggestedFilename()).toBe('Requests of frontend.png');
    await choose('Share');
    const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    const { searchParams } = new URL(link);
    expect(searchParams.get('viewPanel')).toBe('panel-1');
    expect(searchParams.get('from')).toMatch(/^\d{13}$/);
    expect(searchParams.get('var-service')).toBe('frontend');
    await page.close();
  });

  it('is used by keyboard', PATIENCE, async () => {
    const { page } = await pages.goto('/d/everything');
    await settled(page, 'panel-1');
    await page.locator('main').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await inaccessible(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('main').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('v');
    await page.waitForURL('**viewPanel=panel-1');
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('viewPanel'));
    await page.locator('main').focus();
    await page.keyboard.press('d');
    await page.keyboard.press('k');
    await page.waitForURL('**kiosk=true');
    expect(await page.getByRole('navigation', { name: 'Main' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.close();
  });

  it.each(['dark', 'light'] as const)('fits every width, and axe finds nothing, %s', PATIENCE, async (theme) => {
    const { page } = await pages.goto('/d/everything', { theme });
    await settled(page, 'panel-1');
    await hidePanelBodies(page);
    expect(await inaccessible(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    expect(await inaccessible(page)).toEqual([]);
    await page.close();
  });

  it('says what is not there', PATIENCE, async () => {
    const { page } = await pages.goto('/d/nowhere');
    await page.getByText('There is no such dashboard').waitFor();
    await page.goto(pages.url('/d/everything?viewPanel=99'));
    await page.getByText('This dashboard has no panel "99"').waitFor();
    await page.close();
  });
});

/** What is drawn within a panel is tested with the kinds of panels. */
const hidePanelBodies = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const body of document.querySelectorAll<HTMLElement>('[data-panel-state]')) body.style.display = 'none';
  });

interface Answer {
  readonly data: {
    readonly result: readonly {
      metric: Readonly<Record<string, string>>;
      values: readonly (readonly [number, string])[];
    }[];
  };
}
