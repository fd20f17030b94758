import type { Page, Request, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { inaccessible, Pages } from './support/pages.js';

const UID = 'failing-api';
const PATIENCE = { timeout: 240_000 };
/** What is done to the query of this name; all others are answered. */
const HURT = 'go_threads or vector(1)';

const TITLES = ['Whole', 'Hurt'] as const;

const DASHBOARD = {
  uid: UID,
  title: 'An API that fails',
  schemaVersion: 39,
  refresh: '',
  panels: TITLES.map((title, i) => ({
    id: i + 1,
    type: 'timeseries',
    title,
    gridPos: { x: i * 12, y: 0, w: 12, h: 8 },
    datasource: { type: 'prometheus', uid: 'prometheus' },
    targets: [{ refId: 'A', expr: title === 'Hurt' ? HURT : 'vector(2)' }],
  })),
};

const queryOf = (request: Request): string | null => new URL(request.url()).searchParams.get('query');

/** What an API may do, and what the panel then says. */
const FAULTS: readonly (readonly [name: string, fault: (route: Route) => Promise<void>, said: string])[] = [
  [
    'an error of 500',
    (route) =>
      route.fulfill({ status: 500, json: { status: 'error', errorType: 'internal', error: 'the disk is full' } }),
    'the disk is full',
  ],
  [
    "a proxy's page",
    (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<b>Log in</b>' }),
    'is no JSON',
  ],
  ['no answer at all', (route) => route.abort('connectionrefused'), 'the server cannot be reached'],
  [
    'JSON of another shape',
    (route) => route.fulfill({ json: { status: 'success', data: 'x' } }),
    'did not answer as Prometheus does',
  ],
];

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'an API that fails', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await Pages.open();
    await pages.post('/api/dashboards/db', { dashboard: DASHBOARD, overwrite: true });
  });
  afterAll(async () => {
    await fetch(pages.url(`/api/dashboards/uid/${UID}`), { method: 'DELETE' });
    await pages.close();
  });

  const panel = (page: Page, title: (typeof TITLES)[number]) => page.getByRole('region', { name: title, exact: true });

  /** The dashboard with a fault in one of its two queries. */
  const open = (fault: (route: Route) => Promise<unknown>, prepare?: (page: Page) => Promise<unknown>) =>
    pages.goto(`/d/${UID}`, {}, async (page) => {
      await prepare?.(page);
      await page.route('**/api/v1/query_range?*', (route) =>
        queryOf(route.request()) === HURT ? fault(route) : route.continue(),
      );
    });

  it.each(FAULTS)('%s is told in its panel, which asks again when told to', PATIENCE, async (_, fault, said) => {
    const { page } = await open(fault);
    await panel(page, 'Hurt').getByRole('alert').filter({ hasText: said }).waitFor();
    await panel(page, 'Whole').locator('[data-panel-state=done]').waitFor();
    expect(await inaccessible(page)).toEqual([]);
    await page.unroute('**/api/v1/query_range?*');
    await panel(page, 'Hurt').getByRole('button', { name: 'Try again' }).focus();
    await page.keyboard.press('Enter');
    await panel(page, 'Hurt').locator('[data-panel-state=done]').waitFor();
    await page.close();
  });

  it('no answer yet is told after a while, holds up nothing else, and ends with the page', PATIENCE, async () => {
    const { page, complaints } = await open(
      () => new Promise(() => {}),
      (prepared) => prepared.clock.install(),
    );
    await panel(page, 'Whole').locator('[data-panel-state=done]').waitFor();
    const hurt = panel(page, 'Hurt');
    expect(await hurt.getAttribute('aria-busy')).toBe('true');
    await page.clock.fastForward(15_000);
    await hurt.getByRole('status').filter({ hasText: 'still waiting' }).waitFor();
    expect(await panel(page, 'Whole').getByText('still waiting').count()).toBe(0);
    const ended = page.waitForEvent('requestfailed', (request) => queryOf(request) === HURT);
    await page.getByRole('link', { name: 'Alerts', exact: true }).click();
    await ended;
    await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('a page whose API is away says so, and is there when it is back', PATIENCE, async () => {
    const { page } = await pages.goto('/status/storage?refresh=', {}, (prepared) =>
      prepared.route('**/api/quartet/v1/**', (route) => route.abort('connectionrefused')),
    );
    await page.getByRole('alert').filter({ hasText: 'the server cannot be reached' }).first().waitFor();
    await page.unroute('**/api/quartet/v1/**');
    await page.reload();
    await page.getByRole('region', { name: 'By signal' }).waitFor();
    await page.close();
  });
});
