import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { Pages } from './support/pages.js';

const PATIENCE = { timeout: 240_000 };
/** The time of the graph about its exemplar, s. */
const [BEFORE_S, AFTER_S] = [45, 15];
const BUCKETS = 'http_request_duration_seconds_bucket';

interface Exemplars {
  readonly data: readonly {
    readonly seriesLabels: Readonly<Record<string, string>>;
    readonly exemplars: readonly { labels: { trace_id: string }; timestamp: number }[];
  }[];
}

interface Streams {
  readonly data: { readonly result: readonly { stream: { trace_id: string }; values: readonly unknown[] }[] };
}

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'from signal to signal', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await Pages.open();
  });
  afterAll(() => pages.close());

  /** An exemplar whose trace has log lines: alone in its series and its time, so that the graph has this one only. */
  async function exemplarWithLines() {
    // What is younger may not be whole yet.
    const end = Math.floor(Date.now() / 1000) - 10;
    const start = end - 300;
    const { data: series } = await pages.json<Exemplars>(
      '/api/v1/query_exemplars',
      { query: BUCKETS, start: String(start), end: String(end) },
      'prometheus',
    );
    const { data: logs } = await pages.json<Streams>(
      '/loki/api/v1/query_range',
      {
        query: '{service_name=~".+"} | trace_id != "" | keep trace_id',
        start: `${start}000000000`,
        end: `${end}000000000`,
        limit: '5000',
      },
      'loki',
    );
    const traces = new Set(logs.result.map(({ stream }) => stream.trace_id));
    for (const { seriesLabels, exemplars } of series) {
      const isAlone = ({ timestamp: at }: { timestamp: number }) =>
        at - BEFORE_S > start &&
        at + AFTER_S < end &&
        exemplars.filter(({ timestamp }) => timestamp > at - BEFORE_S - 1 && timestamp < at + AFTER_S + 1).length === 1;
      const found = exemplars.find((one) => traces.has(one.labels.trace_id) && isAlone(one));
      if (found === undefined) continue;
      const { __name__: _, ...labels } = seriesLabels;
      const matchers = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
      const query = `${BUCKETS}{${matchers.join(',')}}`;
      return { traceId: found.labels.trace_id, at: Math.floor(found.timestamp), query };
    }
    throw new Error('no trace has both an exemplar and log lines');
  }

  it('goes from an exemplar to its trace, to its log lines, and to its metrics', PATIENCE, async () => {
    // A demo that has just begun has none yet.
    const { traceId, at, query } = await vi.waitFor(exemplarWithLines, { timeout: 90_000, interval: 2_000 });
    const range = { from: String((at - BEFORE_S) * 1000), to: String((at + AFTER_S) * 1000) };
    const { page, complaints } = await pages.goto(
      `/explore/metrics?${new URLSearchParams({ query, show: 'graph', ...range })}`,
    );
    await page.locator('[data-exemplar]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'View trace' }).click();
    await page.waitForURL(`**/trace/${traceId}*`);
    const { spanCount } = await pages.json<{ spanCount: number }>(`/api/quartet/v1/traces/${traceId}`);
    const spans = page.getByRole('treegrid', { name: 'Spans' });
    await spans.waitFor();
    expect(await spans.getAttribute('aria-rowcount')).toBe(String(spanCount + 1));

    await page.getByRole('tab', { name: 'Logs', exact: true }).click();
    await page.getByRole('region', { name: 'Logs of the trace' }).locator('[data-index="0"]').waitFor();
    const { data } = await pages.json<Streams>(
      '/loki/api/v1/query_range',
      {
        query: `{service_name=~".+"} | trace_id="${traceId}"`,
        start: `${at - 600}000000000`,
        end: `${at + 600}000000000`,
      },
      'loki',
    );
    const lines = data.result.reduce((sum, { values }) => sum + values.length, 0);
    await page.getByText(lines === 1 ? '1 line' : `${lines} lines`, { exact: true }).waitFor();

    await page.getByRole('tab', { name: 'Metrics', exact: true }).click();
    // The metrics that are made of spans name the trace too.
    const exemplars = page.getByRole('table', { name: 'Exemplars' });
    await exemplars
      .getByRole('link', { name: new RegExp(`^${BUCKETS}{`) })
      .first()
      .click();
    await page.waitForURL('**/explore/metrics?*');
    expect(new URL(page.url()).searchParams.get('query')).toContain(BUCKETS);
    await page.getByRole('region', { name: 'Graph' }).locator('canvas').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('goes from a log line to the metrics of its service, in the same time', PATIENCE, async () => {
    const to = Date.now() - 5000;
    const search = { query: '{service_name="platform-services"}', from: String(to - 60_000), to: String(to) };
    const { page, complaints } = await pages.goto(`/explore/logs?${new URLSearchParams(search)}`);
    const lines = page.getByRole('region', { name: 'Log lines', exact: true });
    await lines
      .getByRole('button', { name: /^Details/ })
      .first()
      .click();
    await page.getByRole('link', { name: /^Metrics of/ }).click();
    await page.waitForURL('**/explore/metrics?*');
    expect(new URL(page.url()).searchParams.get('query')).toContain('platform-services');
    await page.getByRole('region', { name: 'Graph' }).locator('canvas').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });
});
