/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { HOSTILE, HOSTILE_TRACE, SKEW_S, sendHostileTelemetry } from './support/hostile-telemetry.js';
import { Pages } from './support/pages.js';

const PATIENCE = { timeout: 240_000 };
const SERIES = 5000;

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'hostile data', () => {
  let pages: Pages;
  /** Around what was sent, ms. */
  let range: { readonly from: string; readonly to: string };

  beforeAll(async () => {
    pages = await Pages.open();
    const now = Math.floor(Date.now() / 1000);
    await sendHostileTelemetry(pages, now);
    range = { from: String((now - 60) * 1000), to: String((now + 60) * 1000) };
    await vi.waitFor(() => pages.json(`/api/quartet/v1/traces/${HOSTILE_TRACE}`), { interval: 500, ...PATIENCE });
  }, PATIENCE.timeout);
  afterAll(() => pages.close());

  const open = (path: string, parameters: Readonly<Record<string, string>>) =>
    pages.goto(`${path}?${new URLSearchParams({ refresh: '', ...range, ...parameters })}`);

  /** Nothing of it has become elements or has run, and the browser had nothing to refuse. */
  async function expectText(page: Page, complaints: readonly string[]): Promise<void> {
    expect(await page.locator('#hostile, img[src="x"]').count()).toBe(0);
    expect(await page.evaluate(() => 'hostile' in window && typeof window.hostile)).not.toBe('number');
    expect(complaints).toEqual([]);
    await page.close();
  }

  it('meets a policy that runs and loads what the program serves, and nothing else', async () => {
    const answer = await fetch(pages.url('/explore/metrics'), { headers: { accept: 'text/html' } });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'self'.*script-src 'self';/);
    expect(policy).not.toContain('unsafe');
  });

  it('in labels is text in a legend and in a table', PATIENCE, async () => {
    const { page, complaints } = await open('/explore/metrics', { query: 'hostile_gauge' });
    await page.getByRole('region', { name: 'Graph' }).getByText('window.hostile=1').first().waitFor();
    await page.getByRole('region', { name: 'Table' }).getByText(HOSTILE, { exact: true }).first().waitFor();
    await expectText(page, complaints);
  });

  it.each(['stat', 'bargauge', 'piechart', 'state-timeline', 'table'])(
    'in a variable and in names is text in a panel of the type %s',
    PATIENCE,
    async (type) => {
      const uid = `hostile-${type}`;
      await pages.post('/api/dashboards/db', { dashboard: hostileDashboard(uid, type), overwrite: true });
      const { page, complaints } = await open(`/d/${uid}`, {});
      await page.getByRole('heading', { name: `Of ${HOSTILE}`, exact: true }).waitFor();
      await page.locator('[data-panel-state=done]').waitFor();
      await page.getByText('window.hostile=1').first().waitFor();
      await fetch(pages.url(`/api/dashboards/uid/${uid}`), { method: 'DELETE' });
      await expectText(page, complaints);
    },
  );

  it('in a log line and its labels is text', PATIENCE, async () => {
    const { page, complaints } = await open('/explore/logs', { query: '{service_name="hostile"}' });
    const lines = page.getByRole('region', { name: 'Log lines', exact: true });
    await lines
      .getByRole('button', { name: /^Details/ })
      .first()
      .click();
    expect(await lines.getByText(HOSTILE).count()).toBeGreaterThan(1);
    await expectText(page, complaints);
  });

  it('in names and attributes of spans is text, and a clock that is behind is told', PATIENCE, async () => {
    const { page, complaints } = await open(`/trace/${HOSTILE_TRACE}`, { span: '00000000000000a2' });
    await page.getByRole('table', { name: 'Attributes' }).getByText(HOSTILE).waitFor();
    await page.getByText(`It starts ${SKEW_S} s before its parent`).waitFor();
    await page.getByRole('tab', { name: 'Flame graph' }).click();
    await page.getByRole('tabpanel').getByText('window.hostile=1').first().waitFor();
    await expectText(page, complaints);
  });

  it('of no number is drawn as such, beside what is one', PATIENCE, async () => {
    const named = (value: string, name: string) => `label_replace(vector(${value}), "is", "${name}", "", "")`;
    const query = [named('NaN', 'none'), named('+Inf', 'most'), named('-Inf', 'least'), named('7', 'seven')].join(
      ' or ',
    );
    const { page, complaints } = await open('/explore/metrics', { query });
    const graph = page.getByRole('region', { name: 'Graph' });
    await graph.locator('[data-chart]').waitFor();
    const drawn = JSON.parse((await graph.locator('[data-chart]').getAttribute('data-chart'))!) as { last: unknown }[];
    expect(drawn.map(({ last }) => last)).toContain(7);
    const table = page.getByRole('region', { name: 'Table' });
    for (const text of ['NaN', '∞', '-∞', '7']) await table.getByText(text, { exact: true }).first().waitFor();
    await expectText(page, complaints);
  });

  it(`of ${SERIES} series is drawn in part until all are asked for`, PATIENCE, async () => {
    const { page, complaints } = await pages.goto(
      `/explore/metrics?${new URLSearchParams({ query: 'many', show: 'graph', refresh: '', ...range })}`,
      {},
      (prepared) =>
        prepared.route('**/api/v1/query_range?*', (route) => route.fulfill({ json: manySeries(Number(range.from)) })),
    );
    await page.getByText(`300 of ${SERIES} series`).waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('figure', { name: new RegExp(`${SERIES} series`) }).waitFor();
    await expectText(page, complaints);
  });

  it('of a line of 10 MB is drawn in part', PATIENCE, async () => {
    const length = 10_000_000;
    const values = [[`${range.from}000000`, 'x'.repeat(length)]];
    const { page, complaints } = await pages.goto(
      `/explore/logs?${new URLSearchParams({ query: '{service_name="long"}', refresh: '', ...range })}`,
      {},
      (prepared) =>
        prepared.route('**/loki/api/v1/query_range?*', (route) =>
          new URL(route.request().url()).searchParams.get('query')!.startsWith('{')
            ? route.fulfill({
                json: {
                  status: 'success',
                  data: { resultType: 'streams', result: [{ stream: { service_name: 'long' }, values }] },
                },
              })
            : route.continue(),
        ),
    );
    const line = page.getByRole('region', { name: 'Log lines', exact: true }).locator('[data-index="0"]');
    await line.waitFor();
    expect((await line.textContent())!.length).toBeLessThan(length / 10);
    await expectText(page, complaints);
  });
});

const hostileDashboard = (uid: string, type: string) => ({
  uid,
  title: 'Hostile',
  schemaVersion: 39,
  templating: { list: [{ name: 'path', type: 'query', query: 'label_values(hostile_gauge, path)', refresh: 1 }] },
  panels: [
    {
      id: 1,
      type,
      title: 'Of $path',
      gridPos: { x: 0, y: 0, w: 24, h: 8 },
      datasource: { type: 'prometheus', uid: 'prometheus' },
      targets: [
        {
          refId: 'A',
          expr: 'hostile_gauge',
          legendFormat: '{{path}}',
          ...(type !== 'state-timeline' && { instant: true, range: false }),
          ...(type === 'table' && { format: 'table' }),
        },
      ],
      options: type === 'stat' || type === 'bargauge' ? { textMode: 'value_and_name' } : {},
      fieldConfig: { defaults: {}, overrides: [] },
    },
  ],
});

/** An answer with many series of three samples. `from`: ms. */
function manySeries(from: number) {
  const result = Array.from({ length: SERIES }, (_, i) => ({
    metric: { __name__: 'many', series: String(i) },
    values: [0, 15, 30].map((after) => [from / 1000 + after, String(i)]),
  }));
  return { status: 'success', data: { resultType: 'matrix', result } };
}
