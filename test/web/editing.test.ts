import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { inaccessible, Pages } from './support/pages.js';

const title = `Editing ${Date.now().toString(36)}`;

interface Stored {
  readonly dashboard: {
    readonly uid: string;
    readonly version: number;
    readonly panels: readonly { targets: { expr: string }[]; fieldConfig: { defaults: { unit?: string } } }[];
  };
}

/** Chooses in a control that is searched by typing. */
async function pick(page: Page, label: string, search: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).first().click();
  await page.getByRole('combobox', { name: `Search ${label}` }).fill(search);
  await page.getByRole('option', { name: option }).first().click();
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function save(page: Page, message: string): Promise<void> {
  await button(page, 'Save').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What was changed').fill(message);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'editing a dashboard', () => {
  let pages: Pages;
  let uid = '';
  beforeAll(async () => {
    pages = await Pages.open();
  });
  afterAll(async () => {
    if (uid !== '') await fetch(pages.url(`/api/dashboards/uid/${uid}`), { method: 'DELETE' });
    await pages.close();
  });

  const stored = () => pages.json<Stored>(`/api/dashboards/uid/${uid}`);

  it('a new one gets a panel with a query and a unit, and is saved', { timeout: 120_000 }, async () => {
    const { page, complaints } = await pages.goto('/dashboard/new');
    await button(page, 'Add a panel').click();
    const editor = page.getByRole('textbox', { name: 'Query A' });
    await editor.click();
    await page.keyboard.type('process_resident_memory_bytes');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Enter');
    await pick(page, 'Unit', 'bytes(iec)', 'bytes(IEC)');
    await page.getByRole('combobox', { name: 'Unit', exact: true }).getByText('bytes(IEC)').waitFor();
    await button(page, 'Save').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill(title);
    expect(await inaccessible(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL('**/d/**');
    uid = new URL(page.url()).pathname.split('/')[2]!;
    const { dashboard } = await stored();
    expect(dashboard.panels[0]).toMatchObject({
      targets: [{ expr: 'process_resident_memory_bytes' }],
      fieldConfig: { defaults: { unit: 'bytes' } },
    });
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('a panel moves by keyboard, is duplicated, undone and redone', { timeout: 120_000 }, async () => {
    const { page } = await pages.goto(`/d/${uid}?editview=panels`);
    const grip = button(page, 'Move New panel');
    await grip.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('New panel: column 2, row 1, 12 wide, 8 high').waitFor({ state: 'attached' });
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('12 wide, 9 high').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: /^(Menu|Actions).*New panel/ }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expect.poll(() => grip.count()).toBe(2);
    await button(page, 'Undo').click();
    await expect.poll(() => grip.count()).toBe(1);
    await button(page, 'Redo').click();
    await expect.poll(() => grip.count()).toBe(2);
    expect(await inaccessible(page)).toEqual([]);
    await save(page, 'a second panel');
    expect((await stored()).dashboard.panels).toHaveLength(2);
    await page.close();
  });

  it('whoever leaves with changes is asked', { timeout: 120_000 }, async () => {
    const { page } = await pages.goto(`/d/${uid}?editview=settings`);
    await page.getByLabel('Description').fill('not saved');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard them' }).click();
    await page.waitForURL('**/alerts');
    await page.close();
  });

  it('versions are compared, and an older one restored', { timeout: 120_000 }, async () => {
    const { page } = await pages.goto(`/d/${uid}?editview=versions`);
    await page.getByRole('checkbox', { name: 'Compare version 1' }).check();
    await page.getByRole('checkbox', { name: 'Compare version 2' }).check();
    const found = page.getByRole('list', { name: 'Differences' });
    await expect.poll(() => found.textContent(), { timeout: 20_000 }).toContain('panels › 2 New panel');
    expect(await inaccessible(page)).toEqual([]);
    await button(page, 'Restore version 1').click();
    await page.getByText('Restored from version 1').waitFor();
    const { dashboard } = await stored();
    expect(dashboard.panels).toHaveLength(1);
    expect(dashboard.version).toBe(3);
    await page.reload();
    await page.getByText('Restored from version 1').waitFor();
    await page.close();
  });

  it('a save that comes too late says what is different', { timeout: 120_000 }, async () => {
    const { page } = await pages.goto(`/d/${uid}?editview=settings`);
    await page.getByLabel('Description').fill('mine');
    const { dashboard } = await stored();
    await fetch(pages.url('/api/dashboards/db'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ dashboard: { ...dashboard, description: 'theirs' } }),
    });
    await button(page, 'Save').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('Somebody else has saved').waitFor();
    await dialog.getByText('theirs').waitFor();
    await dialog.getByRole('button', { name: 'Save in its place' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await stored()).dashboard).toMatchObject({ description: 'mine' });
    await page.close();
  });

  it('is found in the list, starred, and deleted', { timeout: 120_000 }, async () => {
    const { page } = await pages.goto('/dashboards');
    await page.getByRole('searchbox', { name: 'Search dashboards' }).fill(title);
    await button(page, `Star ${title}`).click();
    await button(page, `Remove the star of ${title}`).waitFor();
    expect(await inaccessible(page)).toEqual([]);
    await button(page, `Actions of ${title}`).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('No dashboard matches').waitFor();
    uid = '';
    await page.close();
  });
});
