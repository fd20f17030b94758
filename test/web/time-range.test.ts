import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { Pages } from './support/pages.js';

const PATIENCE = { timeout: 240_000 };
const RANGE_MS = 600_000;

/** The range in the URL, ms. */
function rangeOf(page: Page): { from: number; to: number } {
  const { searchParams } = new URL(page.url());
  return { from: Number(searchParams.get('from')), to: Number(searchParams.get('to')) };
}

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'the range of time', () => {
  let pages: Pages;
  let range: { from: number; to: number };
  beforeAll(async () => {
    pages = await Pages.open();
    const to = Math.floor(Date.now() / 1000) * 1000;
    range = { from: to - RANGE_MS, to };
  });
  afterAll(() => pages.close());

  const open = () =>
    pages.goto(
      `/explore/metrics?${new URLSearchParams({ query: 'up', show: 'graph', from: String(range.from), to: String(range.to) })}`,
    );
  const plot = (page: Page) => page.getByRole('region', { name: 'Graph' }).locator('.u-over');

  it('becomes what is dragged over, and what it was by the button of the browser', PATIENCE, async () => {
    const { page, complaints } = await open();
    await plot(page).waitFor();
    const { x, y, width, height } = (await plot(page).boundingBox())!;
    await page.mouse.move(x + width / 4, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL((url) => url.searchParams.get('from') !== String(range.from));
    // A quarter of the range, to a pixel on each side.
    const pixelMs = (RANGE_MS / width) * 2;
    const zoomed = rangeOf(page);
    expect(Math.abs(zoomed.from - (range.from + RANGE_MS / 4))).toBeLessThan(pixelMs);
    expect(Math.abs(zoomed.to - (range.from + RANGE_MS / 2))).toBeLessThan(pixelMs);
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('from') === String(range.from));
    expect(rangeOf(page)).toEqual(range);
    await page.goForward();
    await page.waitForURL((url) => url.searchParams.get('from') === String(zoomed.from));
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is twice as long after a double click, and after the button', PATIENCE, async () => {
    const { page } = await open();
    await plot(page).dblclick();
    await page.waitForURL((url) => url.searchParams.get('from') === String(range.from - RANGE_MS / 2));
    const doubled = rangeOf(page);
    expect(doubled.to - doubled.from).toBe(2 * RANGE_MS);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.waitForURL((url) => url.searchParams.get('from') !== String(doubled.from));
    const again = rangeOf(page);
    expect(again.to - again.from).toBe(4 * RANGE_MS);
    await page.close();
  });

  it('is what is typed, and stays in links to other pages', PATIENCE, async () => {
    const { page } = await open();
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByRole('textbox', { name: 'From' }).fill('now-7m');
    await page.getByRole('textbox', { name: 'To' }).fill('now-1m');
    await page.keyboard.press('Enter');
    await page.waitForURL(
      (url) => url.searchParams.get('from') === 'now-7m' && url.searchParams.get('to') === 'now-1m',
    );
    await page.getByRole('link', { name: 'Services', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/services' && url.searchParams.get('from') === 'now-7m');
    await page.close();
  });

  it('that is none is said to be none', PATIENCE, async () => {
    const { page } = await open();
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByRole('textbox', { name: 'From' }).fill('yesterdayish');
    await page.getByText('this is no range').waitFor();
    expect(await page.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    await page.close();
  });
});
