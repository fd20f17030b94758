import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { inaccessible, Pages, tooWide } from './support/pages.js';

const PATIENCE = { timeout: 120_000 };

/** The tabs, each with something that only it has. */
const SECTIONS = [
  ['Ingestion', 'Receivers'],
  ['Storage', 'By signal'],
  ['Cardinality', 'Series'],
  ['Queries', 'Running'],
  ['Configuration', 'Settings'],
] as const;

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'the status pages', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await Pages.open();
  });
  afterAll(() => pages?.close());

  it('says how the program is and where it listens', async () => {
    const status = await pages.json<{ version: string; listeners: readonly { port: number }[] }>(
      '/api/quartet/v1/status',
    );
    const { page, complaints } = await pages.goto('/status?refresh=');
    await page.getByText(status.version, { exact: true }).waitFor(PATIENCE);
    const rows = page.getByRole('table', { name: 'Listeners' }).locator('tbody tr');
    expect(await rows.count()).toBe(status.listeners.length);
    for (const { port } of status.listeners) {
      expect(await rows.filter({ has: page.getByText(String(port), { exact: true }) }).count()).toBe(1);
    }
    expect(complaints).toEqual([]);
    await page.close();
  }, 240_000);

  it('each part is there, without a complaint', async () => {
    const { page, complaints } = await pages.goto('/status?refresh=', { theme: 'light' });
    for (const [tab, section] of SECTIONS) {
      await page.getByRole('tab', { name: tab, exact: true }).click(PATIENCE);
      await page.getByRole('region', { name: section, exact: true }).getByText(/./).first().waitFor(PATIENCE);
      expect(await inaccessible(page), tab).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  }, 240_000);

  it('counts the series of each metric as the API does', async () => {
    type Cardinality = {
      labels: readonly { cardinality: readonly { label_value: string; series_count: number }[] }[];
    };
    let answer: Promise<Cardinality> | undefined;
    const { page } = await pages.goto('/status/cardinality?refresh=', {}, (prepared) => {
      answer = prepared.waitForResponse('**/cardinality/label_values?*').then((one) => one.json());
      return Promise.resolve();
    });
    const [greatest] = (await answer!).labels[0]!.cardinality;
    const row = page
      .getByRole('table', { name: 'Series' })
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: greatest!.label_value, exact: true }) });
    await row
      .getByRole('cell', { name: String(greatest!.series_count), exact: true })
      .first()
      .waitFor(PATIENCE);
    await page.close();
  }, 240_000);

  it('lists the targets, and goes from tab to tab by keyboard', async () => {
    const { data } = await pages.json<{ data: { activeTargets: readonly { scrapeUrl: string }[] } }>(
      '/api/v1/targets',
      {},
      'prometheus',
    );
    const { page, complaints } = await pages.goto('/status/queries?refresh=');
    await page.getByRole('tab', { name: 'Queries' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/status/targets*');
    await page.getByRole('cell', { name: data.activeTargets[0]!.scrapeUrl }).waitFor(PATIENCE);
    expect(await page.getByRole('tabpanel').locator('tbody tr').count()).toBe(data.activeTargets.length);
    expect(await inaccessible(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  }, 240_000);

  it('fits every width', async () => {
    const { page } = await pages.goto('/status/storage?refresh=');
    await page.getByRole('region', { name: 'By signal' }).waitFor(PATIENCE);
    expect(await tooWide(page)).toEqual([]);
    await page.close();
  }, 240_000);
});
