import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { inaccessible, Pages } from './support/pages.js';

/** The machine may be busy with much else. */
const SLOW_MS = 90_000;
const LOKI = '/api/datasources/proxy/uid/loki/loki/api/v1';

interface Streams {
  readonly data: { readonly result: readonly { readonly values: readonly (readonly [ns: string, line: string])[] }[] };
}

interface Vector {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
    }[];
  };
}

interface Patterns {
  readonly data: readonly { readonly samples: readonly (readonly [seconds: number, count: number])[] }[];
}

interface Matrix {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly values: readonly (readonly [number, string])[];
    }[];
  };
}

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'explore logs', () => {
  let pages: Pages;
  /** A time of which all has come in: what is drawn is what the API gives later. */
  let time: { readonly from: string; readonly to: string };
  beforeAll(async () => {
    pages = await Pages.open();
    const to = Date.now() - 10_000;
    time = { from: String(to - 40_000), to: String(to) };
  });
  afterAll(() => pages.close());

  const open = async (query: string, parameters: Readonly<Record<string, string>> = {}, theme?: 'light') => {
    const opened = await pages.goto(`/explore/logs?${new URLSearchParams({ query, ...time, ...parameters })}`, {
      ...(theme && { theme }),
    });
    opened.page.setDefaultTimeout(SLOW_MS);
    return opened;
  };
  const listOf = (page: Page) => page.getByRole('region', { name: 'Log lines', exact: true });
  const linesOf = (query: string) =>
    pages.json<Streams>(`${LOKI}/query_range`, {
      query,
      start: `${time.from}000000`,
      end: `${time.to}000000`,
      limit: '1000',
    });

  it(
    'draws the lines of the API, the newest first, without a complaint',
    async () => {
      const query = '{service_name="platform-services"}';
      const { page, complaints } = await open(query);
      await listOf(page).locator('[data-index="0"]').waitFor();
      const { data } = await linesOf(query);
      const entries = data.result.flatMap(({ values }) => values).sort(([a], [b]) => (a < b ? 1 : -1));
      const count = await page.locator('[data-count]').getAttribute('data-count');
      expect(Number(count)).toBe(Math.min(1000, entries.length));
      const newest = entries.filter(([ns]) => ns === entries[0]![0]).map(([, line]) => line);
      const first = await listOf(page).locator('[data-index="0"]').textContent();
      expect(newest.some((line) => first!.endsWith(line))).toBe(true);
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it.each(['dark', 'light'] as const)(
    'axe finds nothing, %s',
    async (theme) => {
      const { page } = await open('{service_name=~".+"}', {}, theme === 'light' ? theme : undefined);
      await listOf(page).locator('[data-index="3"]').waitFor();
      await listOf(page)
        .getByRole('button', { name: /^Details/ })
        .nth(1)
        .click();
      await page.getByRole('region', { name: 'Structured metadata' }).waitFor();
      expect(await inaccessible(page)).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'goes through lines by keyboard, filters by a field, and marks what a filter finds',
    async () => {
      const { page, complaints } = await open('{service_name="platform-services"} |= "POST"');
      await listOf(page).locator('[data-index="2"]').waitFor();
      expect(await listOf(page).locator('mark').first().textContent()).toBe('POST');
      await listOf(page).focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
      await page.getByRole('button', { name: 'Only lines with this method' }).click();
      await page.waitForURL((url) => url.searchParams.get('query')!.includes('| method="POST"'));
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'shows a line among those of its stream',
    async () => {
      const { page } = await open('{service_name="platform-services"}');
      await listOf(page)
        .getByRole('button', { name: /^Details/ })
        .nth(5)
        .click();
      await page.getByRole('button', { name: 'Context', exact: true }).click();
      const around = page.getByRole('region', { name: 'Lines around' });
      await around.locator('[data-marked]').waitFor();
      await expect.poll(() => around.locator('[data-index]').count(), { timeout: SLOW_MS }).toBeGreaterThan(5);
      await page.keyboard.press('Escape');
      await around.waitFor({ state: 'detached' });
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'leads from a line to its trace and to its service',
    async () => {
      const { page } = await open('{service_name="platform-services"} | trace_id != ""');
      await listOf(page)
        .getByRole('button', { name: /^Details/ })
        .first()
        .click();
      const trace = await page.getByRole('link', { name: 'Trace', exact: true }).getAttribute('href');
      expect(trace).toMatch(/^\/trace\/[0-9a-f]{32}\?span=/);
      const metrics = await page.getByRole('link', { name: /^Metrics of/ }).getAttribute('href');
      expect(new URL(metrics!, 'http://x').pathname).toBe('/explore/metrics');
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'counts lines by level as the API does',
    async () => {
      const query = 'sum by (detected_level) (count_over_time({service_name="platform-services"}[10s]))';
      const { page, complaints } = await open(query);
      await page.getByRole('region', { name: 'Result' }).locator('canvas').waitFor();
      const start = { start: `${time.from}000000`, end: `${time.to}000000`, step: '10' };
      const { data } = await pages.json<Matrix>(`${LOKI}/query_range`, { query, ...start });
      for (const { metric } of data.result) {
        await page.getByText(`{detected_level="${metric.detected_level}"}`).first().waitFor();
      }
      expect(data.result.length).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'follows live, pauses and goes on',
    async () => {
      const { page, complaints } = await open('{service_name=~".+"}', { view: 'live' });
      await page.getByRole('region', { name: 'Live log lines' }).locator('[data-index="0"]').waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: /^Go on \(\d+ new\)/ }).waitFor();
      await page.getByRole('button', { name: /^Go on/ }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'lists fields with how often their values occur',
    async () => {
      const { page, complaints } = await open('{service_name="platform-services"}', { view: 'fields' });
      await page.getByRole('button', { name: 'Values of method', exact: true }).click();
      await page.getByRole('button', { name: 'Only lines with POST' }).waitFor();
      const { data } = await pages.json<Vector>(`${LOKI}/query`, {
        query: 'sum by (method) (count_over_time({service_name="platform-services"} | method != "" [40s]))',
        time: `${time.to}000000`,
      });
      for (const { metric, value } of data.result) {
        const row = page.getByText(new RegExp(`^${metric.method}$`)).locator('..');
        expect(await row.textContent()).toContain(`${metric.method}${Number(value[1]).toLocaleString('en')} · `);
      }
      expect(data.result.length).toBeGreaterThan(0);
      expect(await inaccessible(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'lists patterns with their lines, and keeps those of one',
    async () => {
      const service = `patterned-${time.to}`;
      // Lines of a few words have no pattern, and the demo's have few.
      const values = Array.from({ length: 40 }, (_, i) => [
        `${Number(time.from) + i * 500}000000`,
        i % 4 === 0
          ? `upload of file ${i} failed after ${i * 7} retries`
          : `user ${i} signed in from 10.0.0.${i} at once`,
      ]);
      await pages.post('/loki/api/v1/push', { streams: [{ stream: { service_name: service }, values }] }, 'loki');
      const query = `{service_name="${service}"}`;
      const { page, complaints } = await open(query, { view: 'patterns' });
      const rows = page.getByRole('table', { name: 'Patterns' }).locator('tbody tr');
      await rows.first().waitFor();
      const { data } = await pages.json<Patterns>(`${LOKI}/patterns`, {
        query,
        start: `${time.from}000000`,
        end: `${time.to}000000`,
      });
      const counts = data
        .map(({ samples }) => samples.reduce((sum, [, count]) => sum + count, 0))
        .toSorted((a, b) => b - a)
        .map((count) => count.toLocaleString('en'));
      const shown = await rows.locator('td:nth-child(3)').allTextContents();
      expect(shown).toEqual(counts);
      expect(shown[0]).toBe('30');
      expect(await inaccessible(page)).toEqual([]);
      const pattern = await rows.first().locator('code').textContent();
      await rows.first().getByRole('button', { name: 'Only lines of this pattern' }).click();
      await page.waitForURL((url) => url.searchParams.get('query')!.includes('|>'));
      expect(new URL(page.url()).searchParams.get('query')).toContain(pattern);
      await listOf(page).locator('[data-index="0"]').waitFor();
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );

  it(
    'scrolls through 100,000 lines, of which few are drawn',
    async () => {
      const { page, complaints } = await pages.goto('/services');
      page.setDefaultTimeout(SLOW_MS);
      const lines = 100_000;
      await page.route('**/loki/api/v1/query_range?*', async (route) => {
        const url = new URL(route.request().url());
        if (!url.searchParams.get('query')!.startsWith('{')) return route.continue();
        const values = Array.from({ length: lines }, (_, index) => [
          `${BigInt(time.to) * 1_000_000n - BigInt(index)}`,
          `line ${index} ${'x'.repeat(index % 200)}`,
        ]);
        const result = [{ stream: { service_name: 'many' }, values }];
        await route.fulfill({ json: { status: 'success', data: { resultType: 'streams', result } } });
      });
      await page.goto(pages.url(`/explore/logs?${new URLSearchParams({ query: '{service_name="many"}', ...time })}`));
      await page
        .getByText(`${lines.toLocaleString('en')} lines`)
        .first()
        .waitFor();
      const list = listOf(page);
      for (const part of [0.25, 0.5, 0.75]) {
        await list.evaluate((element, at) => element.scrollTo(0, element.scrollHeight * at), part);
        await expect
          .poll(() => list.locator('[data-index]').first().getAttribute('data-index').then(Number), {
            timeout: SLOW_MS,
          })
          .toBeGreaterThan(lines * (part - 0.2));
      }
      await list.focus();
      await page.keyboard.press('End');
      await list.locator(`[data-index="${lines - 1}"]`).waitFor();
      expect(await list.locator('[data-index]').count()).toBeLessThan(150);
      expect(complaints).toEqual([]);
      await page.close();
    },
    SLOW_MS * 2,
  );
});
