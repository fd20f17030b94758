import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { inaccessible, Pages } from './support/pages.js';

interface Groups {
  readonly data: { readonly groups: readonly { readonly name: string; readonly rules: readonly unknown[] }[] };
}

interface Silence {
  readonly id: string;
  readonly comment: string;
  readonly status: { readonly state: string };
}

const PATIENCE = { timeout: 120_000 };
/** Fires as long as the program runs. */
const ALWAYS = 'Watchdog';

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'the pages of alerts', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await Pages.open();
  });
  afterAll(() => pages?.close());

  it('shows what fires with its labels and the course of its expression', async () => {
    const { page, complaints } = await pages.goto('/alerts/firing?refresh=5s');
    await page.getByRole('button', { name: ALWAYS, exact: true }).waitFor(PATIENCE);
    await page.getByRole('textbox', { name: 'Filter alerts' }).fill(ALWAYS);
    const opener = page.getByRole('button', { name: ALWAYS, exact: true });
    await opener.focus();
    await page.keyboard.press('Enter');
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    await page.getByText(`alertname=${ALWAYS}`).waitFor();
    await page.getByRole('region', { name: 'Expression' }).waitFor(PATIENCE);
    expect(await inaccessible(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  }, 240_000);

  it('lists the rules of both languages', async () => {
    const metrics = await pages.json<Groups>('/api/v1/rules', {}, 'prometheus');
    const logs = await pages.json<Groups>('/prometheus/api/v1/rules', {}, 'loki');
    const groups = [...metrics.data.groups, ...logs.data.groups];
    const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
    const { page, complaints } = await pages.goto('/alerts/rules?refresh=');
    await page.getByText(`${count} rules in ${groups.length} groups`).waitFor(PATIENCE);
    await page.getByRole('textbox', { name: 'Filter rules' }).fill(ALWAYS);
    await page.getByRole('button', { name: ALWAYS, exact: true }).click();
    await page.locator('pre', { hasText: 'vector(1)' }).waitFor();
    expect(await inaccessible(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  }, 240_000);

  it('makes a silence, shows before what it mutes, and ends it', async () => {
    const { page, complaints } = await pages.goto('/alerts/silences?refresh=');
    const why = `a test of pages at ${Date.now()}`;
    await page.getByRole('button', { name: 'New silence' }).click();
    const dialog = page.getByRole('dialog', { name: 'New silence' });
    await dialog.getByRole('textbox', { name: 'Label 1' }).fill('alertname');
    await dialog.getByRole('textbox', { name: 'Value 1' }).fill(ALWAYS);
    await dialog.getByText('It mutes 1 of the alerts of now').waitFor(PATIENCE);
    await dialog.getByRole('textbox', { name: 'Your name' }).fill('the test');
    const save = dialog.getByRole('button', { name: 'Silence', exact: true });
    expect(await save.isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Why' }).fill(why);
    expect(await inaccessible(page)).toEqual([]);
    await save.click();
    const row = page.getByRole('row').filter({ hasText: why });
    await row.waitFor(PATIENCE);
    expect((await silenceOf(why))?.status.state).toBe('active');
    await row.getByRole('button', { name: 'Expire' }).click();
    await row.waitFor({ state: 'detached', ...PATIENCE });
    expect((await silenceOf(why))?.status.state).toBe('expired');
    expect(complaints).toEqual([]);
    await page.close();
  }, 240_000);

  const silenceOf = async (why: string) =>
    (await pages.json<readonly Silence[]>('/api/v2/silences', {}, 'alertmanager')).find(
      ({ comment }) => comment === why,
    );

  it('explains whom an alert would reach', async () => {
    const { page, complaints } = await pages.goto('/alerts/routing?refresh=');
    await page.getByRole('textbox').fill('severity="critical"');
    await page.keyboard.press('Enter');
    const { routes } = await pages.json<{ routes: readonly { receiver: string; groupKey: string }[] }>(
      '/api/quartet/v1/alerts/explain',
      { labels: 'severity="critical"' },
    );
    const reached = page.getByRole('region', { name: 'Whom it reaches' });
    await reached.getByText(routes[0]!.receiver, { exact: true }).waitFor(PATIENCE);
    await reached.getByText(routes[0]!.groupKey, { exact: true }).waitFor();
    expect(await inaccessible(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  }, 240_000);
});
