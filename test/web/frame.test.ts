import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { inaccessible, Pages, tooWide } from './support/pages.js';

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'the frame of the UI', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await Pages.open();
  });
  afterAll(() => pages.close());

  it.each(['dark', 'light'] as const)('every destination opens without a complaint, %s', async (theme) => {
    const { page, complaints } = await pages.goto('/', { theme });
    for (const title of ['Services', 'Dashboards', 'Explore', 'Alerts', 'Status']) {
      const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: title, exact: true });
      await link.click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await link.getAttribute('aria-current')).toBe('page');
    }
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
    await page.close();
  });

  it('fits every width', async () => {
    const { page } = await pages.goto('/services');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await tooWide(page)).toEqual([]);
    await page.close();
  });

  it('goes by keyboard from the bar to a page, and axe finds nothing', async () => {
    const { page } = await pages.goto('/services');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Alerts' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/alerts');
    expect(await inaccessible(page)).toEqual([]);
    await page.close();
  });

  it.each(['/explore/metrics', '/services', '/alerts', '/status'])('%s has shortcuts, and tells them', async (path) => {
    const { page } = await pages.goto(path);
    await page.getByRole('button', { name: 'Zoom out' }).waitFor();
    // Out of the editor, in which keys are text.
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.waitFor();
    expect(await help.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Time', 'Go to', 'Everywhere']);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    const before = await theme();
    for (const key of ['c', 't']) await page.keyboard.press(key);
    expect(await theme()).not.toBe(before);
    for (const key of ['t', 'z']) await page.keyboard.press(key);
    await page.waitForURL(/from=\d+&to=\d+/);
    for (const key of ['g', 'd']) await page.keyboard.press(key);
    await page.waitForURL(/\/dashboards\?from=\d+/);
    await page.close();
  });

  it('what is no page says so', async () => {
    const { page } = await pages.goto('/nowhere');
    await page.getByText('There is no such page').waitFor();
    await page.close();
  });
});
