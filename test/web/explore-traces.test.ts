import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { inaccessible, Pages, tooWide } from './support/pages.js';

interface TraceJson {
  readonly traceId: string;
  readonly rootService: string;
  readonly rootName: string;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly spans: readonly { spanId: string; service: string; name: string; depth: number; status: string }[];
}

interface SearchJson {
  readonly traces: readonly { traceID: string; rootTraceName?: string; rootServiceName?: string }[];
}

/** Every page asks a demo that works on the same machine. */
const TIMEOUT_MS = 300_000;

/** What the gateway answers has been asked by another service. */
const QUERY = '{ resource.service.name = "api-gateway" && kind = server }';

describe.skipIf(CHROMIUM === undefined)(
  CHROMIUM === undefined ? NO_CHROMIUM : 'traces',
  { timeout: TIMEOUT_MS },
  () => {
    let pages: Pages;
    /** Two whole traces of several services. */
    let ids: readonly [string, string];
    beforeAll(async () => {
      pages = await Pages.open();
      const now = Math.floor(Date.now() / 1000);
      const asked = { q: QUERY, limit: '20', start: String(now - 600), end: String(now) };
      const { traces } = await pages.json<SearchJson>('/api/search', asked, 'tempo');
      // The latest may not be whole yet.
      const [first, second] = traces.map(({ traceID }) => traceID).toReversed();
      if (first === undefined || second === undefined) throw new Error('the demo has no two traces yet');
      ids = [first, second];
    }, TIMEOUT_MS);
    afterAll(() => pages.close());

    const traceOf = (id: string) => pages.json<TraceJson>(`/api/quartet/v1/traces/${id}`);

    it('shows a trace as the API has it', async () => {
      const trace = await traceOf(ids[0]);
      const { page, complaints } = await pages.goto(`/trace/${ids[0]}`);
      const grid = page.getByRole('treegrid', { name: 'Spans' });
      await grid.waitFor({ timeout: TIMEOUT_MS });
      expect(await grid.getAttribute('aria-rowcount')).toBe(String(trace.spanCount + 1));
      const header = page.locator('header dl');
      expect(await header.textContent()).toContain(`Spans${trace.spanCount}Depth`);
      expect(await header.textContent()).toContain(`Errors${trace.errorCount}`);
      const names = await grid
        .getByRole('row')
        .locator('[role=gridcell]:first-child')
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title')));
      expect(names).toEqual(trace.spans.slice(0, names.length).map(({ service, name }) => `${service}: ${name}`));
      expect(await inaccessible(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('goes through the tree by keyboard, and opens the span with a link of its own', async () => {
      const trace = await traceOf(ids[0]);
      const { page, complaints } = await pages.goto(`/trace/${ids[0]}`);
      const grid = page.getByRole('treegrid', { name: 'Spans' });
      await grid.waitFor({ timeout: TIMEOUT_MS });
      await grid.focus();
      await page.keyboard.press('ArrowDown');
      expect(await grid.getAttribute('aria-activedescendant')).toBe('span-1');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: `Span ${trace.spans[1]!.name}` }).waitFor({ timeout: TIMEOUT_MS });
      expect(new URL(page.url()).searchParams.get('span')).toBe(trace.spans[1]!.spanId);
      await page.getByRole('table', { name: 'Attributes' }).waitFor({ timeout: TIMEOUT_MS });
      expect(await inaccessible(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(new URL(page.url()).searchParams.get('span')).toBeNull();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowLeft');
      expect(await grid.getByRole('row', { expanded: false }).count()).toBe(1);
      await page.keyboard.press('ArrowRight');
      expect(await grid.getByRole('row', { expanded: false }).count()).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('finds spans by text and by TraceQL', async () => {
      const trace = await traceOf(ids[0]);
      const { service } = trace.spans[1]!;
      const { page, complaints } = await pages.goto(`/trace/${ids[0]}`);
      const search = page.getByRole('searchbox', { name: 'Search spans' });
      await search.waitFor({ timeout: TIMEOUT_MS });
      await search.fill(`{ resource.service.name = ${JSON.stringify(service)} }`);
      const count = trace.spans.filter((span) => span.service === service).length;
      await page.getByText(`${count} of ${trace.spanCount} spans`).waitFor({ timeout: TIMEOUT_MS });
      await search.fill('nothing has this text');
      await page.getByText('No span meets the filter').waitFor({ timeout: TIMEOUT_MS });
      await search.fill('{ nonsense');
      await page.getByText('invalid TraceQL filter').waitFor({ timeout: TIMEOUT_MS });
      expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
      await page.close();
    });

    it('each view opens without a complaint', async () => {
      const { page, complaints } = await pages.goto(`/trace/${ids[0]}`, { theme: 'light' });
      for (const title of ['Flame graph', 'Services', 'Logs', 'Metrics']) {
        await page.getByRole('tab', { name: title, exact: true }).click({ timeout: TIMEOUT_MS });
        await page.getByRole('tabpanel', { name: title, exact: true }).waitFor();
        await page.waitForLoadState('networkidle', { timeout: TIMEOUT_MS });
        expect(await inaccessible(page), title).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('compares two traces', async () => {
      const [left, right] = await Promise.all(ids.map(traceOf));
      const { page, complaints } = await pages.goto(`/compare/${ids[0]}/${ids[1]}`);
      const side = page.getByRole('region', { name: 'Left', exact: true });
      await side.waitFor({ timeout: TIMEOUT_MS });
      expect(await side.textContent()).toContain(`${left!.spanCount} span`);
      expect(await page.getByRole('region', { name: 'Right', exact: true }).textContent()).toContain(
        `${right!.spanCount} span`,
      );
      await page.getByRole('tab', { name: 'Operations' }).click();
      await page.getByRole('table', { name: 'Operations' }).waitFor();
      expect(await inaccessible(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('searches by the form, and writes TraceQL', async () => {
      const { page, complaints } = await pages.goto('/explore/traces');
      await page.getByRole('table', { name: 'Traces' }).waitFor({ timeout: TIMEOUT_MS });
      await page.getByRole('combobox', { name: 'Status' }).click();
      await page.getByRole('option', { name: 'Unset' }).click();
      await page.waitForURL('**query=%7B+status+%3D+unset+%7D**');
      await page.getByRole('textbox', { name: 'Least duration' }).fill('1ms');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('query') === '{ status = unset && duration >= 1ms }');
      await page.getByRole('table', { name: 'Traces' }).waitFor({ timeout: TIMEOUT_MS });
      expect(await inaccessible(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('lists the traces that the API finds, and goes to one', async () => {
      const query = `{ trace:id = "${ids[0]}" }`;
      const trace = await traceOf(ids[0]);
      const { page } = await pages.goto(`/explore/traces?query=${encodeURIComponent(query)}`, { width: 1024 });
      const table = page.getByRole('table', { name: 'Traces' });
      await table.waitFor({ timeout: TIMEOUT_MS });
      expect(await table.getByRole('row').count()).toBe(2);
      const link = table.getByRole('link');
      expect(await link.textContent()).toBe(`${trace.rootService} ${trace.rootName}`);
      await link.click();
      await page.getByRole('treegrid', { name: 'Spans' }).waitFor({ timeout: TIMEOUT_MS });
      await page.close();
    });

    it.each(['the trace', 'explore', 'two compared'])('%s fits every width', async (name) => {
      const paths: Readonly<Record<string, string>> = {
        'the trace': `/trace/${ids[0]}`,
        explore: '/explore/traces',
        'two compared': `/compare/${ids[0]}/${ids[1]}`,
      };
      const { page } = await pages.goto(paths[name]!);
      await page.getByRole('heading', { level: 1 }).waitFor({ timeout: TIMEOUT_MS });
      await page.waitForLoadState('networkidle', { timeout: TIMEOUT_MS });
      expect(await tooWide(page)).toEqual([]);
      await page.close();
    });

    it('a trace that is not there says so', async () => {
      const { page } = await pages.goto('/trace/00000000000000000000000000000001');
      await page.getByText('There is no trace').waitFor({ timeout: TIMEOUT_MS });
      await page.close();
    });
  },
);
