/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { Pages } from './support/pages.js';
import { BUCKETS, LINES, panelKinds, panelKindsDashboard, RATES, UP } from './support/panel-kinds.js';
import { STEP_S, settledRange } from './support/settled-range.js';

const UID = 'panel-kinds';
const TAG = `drawn-${Date.now().toString(36)}`;
const PATIENCE = { timeout: 240_000 };

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'each kind of panel', () => {
  let pages: Pages;
  let page: Page;
  let complaints: readonly string[];
  const { from, to } = settledRange();
  let traceId: string;

  beforeAll(async () => {
    pages = await Pages.open();
    const { traces } = await pages.json<{ traces: readonly { traceID: string }[] }>(
      '/api/search',
      { q: '{ resource.service.name = "api-gateway" }', start: String(from - 300), end: String(to) },
      'tempo',
    );
    traceId = traces.at(-1)!.traceID;
    await pages.post('/api/annotations', { time: (to - 60) * 1000, text: 'A note of the test', tags: [TAG] });
    await pages.post('/api/dashboards/db', {
      dashboard: panelKindsDashboard(UID, panelKinds(traceId, TAG)),
      overwrite: true,
    });
    ({ page, complaints } = await pages.goto(`/d/${UID}?from=${from * 1000}&to=${to * 1000}`));
  }, PATIENCE.timeout);
  afterAll(async () => {
    await fetch(pages.url(`/api/dashboards/uid/${UID}`), { method: 'DELETE' });
    await pages.close();
  });

  /** The panel of a type, drawn. */
  const panel = async (type: string, state = 'done'): Promise<Locator> => {
    const found = page.locator('[data-panel]').filter({ has: page.getByRole('heading', { name: type, exact: true }) });
    await found.scrollIntoViewIfNeeded();
    await found.locator(`[data-panel-state=${state}]`).waitFor();
    return found;
  };
  const series = async (type: string): Promise<readonly { name: string; last: number }[]> =>
    JSON.parse((await (await panel(type)).locator('[data-chart]').getAttribute('data-chart')) ?? '[]');
  const instant = async (query: string) => {
    const { data } = await pages.json<Vector>('/api/v1/query', { query, time: String(to) }, 'prometheus');
    return data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  };
  const range = async (query: string) => {
    const times = { start: String(from), end: String(to), step: String(STEP_S) };
    const { data } = await pages.json<Matrix>('/api/v1/query_range', { query, ...times }, 'prometheus');
    return data.result.map(({ metric, values }) => ({ metric, values: values.map(([, value]) => Number(value)) }));
  };
  const rates = async () => (await instant(RATES)).map(({ metric, value }) => ({ name: metric.service!, last: value }));

  it.each(['timeseries', 'stat', 'gauge', 'bargauge', 'piechart'])(
    '%s has the value of each service',
    PATIENCE,
    async (type) => {
      expect(sorted(await series(type))).toEqual(sorted(await rates()));
    },
  );

  it('barchart has a bar for each service', PATIENCE, async () => {
    const [bars] = await series('barchart');
    expect(bars!.last).toBe((await rates()).at(-1)!.last);
    expect(await (await panel('barchart')).locator('canvas').count()).toBe(1);
  });

  it('table has a row for each service with its value', PATIENCE, async () => {
    const rows = (await panel('table')).locator('tbody tr, [role=rowgroup] [role=row]');
    for (const { name, last } of await rates()) {
      const row = rows.filter({ hasText: name }).first();
      expect(await row.textContent()).toContain(last.toFixed(4));
    }
  });

  it('histogram counts each sample once', PATIENCE, async () => {
    const samples = (await range(RATES)).reduce((sum, { values }) => sum + values.length, 0);
    expect((await series('histogram')).map(({ last }) => last)).toEqual([samples]);
  });

  it('heatmap has what lies between two bounds', PATIENCE, async () => {
    const buckets = (await range(BUCKETS)).toSorted((a, b) => boundOf(a.metric) - boundOf(b.metric));
    // Cells of nothing are left out, as Grafana does.
    const lastCounts = buckets.map(({ values }, row) =>
      values.map((value, i) => value - (buckets[row - 1]?.values[i] ?? 0)).findLast((count) => count > 1e-9),
    );
    const drawn = (await series('heatmap')).map(({ last }) => last ?? undefined);
    expect(drawn.map((count) => count?.toFixed(6))).toEqual(lastCounts.map((count) => count?.toFixed(6)));
  });

  it.each(['state-timeline', 'status-history'])('%s says the state by its name', PATIENCE, async (type) => {
    const [up] = await instant(UP);
    const figure = (await panel(type)).locator('figure');
    expect(await figure.getAttribute('aria-label')).toContain(`api-gateway ${up!.value === 1 ? 'Up' : 'Down'}`);
  });

  it('xychart has points of its numbers', PATIENCE, async () => {
    const [sum] = await instant(`sum(${RATES})`);
    expect((await series('xychart')).map(({ last }) => last)).toEqual([sum!.value]);
  });

  it('logs has the newest line', PATIENCE, async () => {
    const { data } = await pages.json<Streams>(
      '/loki/api/v1/query_range',
      {
        query: LINES,
        start: `${from}000000000`,
        end: `${to}000000000`,
        limit: '1',
      },
      'loki',
    );
    const [[, line] = ['', '']] = data.result[0]!.values;
    await (await panel('logs')).getByText(line).first().waitFor();
  });

  it('traces has the spans of its trace', PATIENCE, async () => {
    const { spanCount } = await pages.json<{ spanCount: number }>(`/api/quartet/v1/traces/${traceId}`);
    const rows = (await panel('traces')).getByRole('treegrid');
    expect(await rows.getAttribute('aria-rowcount')).toBe(String(spanCount + 1));
  });

  it('nodeGraph has the services that call each other', PATIENCE, async () => {
    const calls = await instant('sum by (client, server) (increase(traces_service_graph_request_total[5m])) > 0');
    const graph = await panel('nodeGraph');
    for (const name of new Set(calls.flatMap(({ metric }) => [metric.client!, metric.server!]))) {
      await graph.getByText(name, { exact: true }).first().waitFor({ state: 'attached' });
    }
  });

  it('text is markdown', PATIENCE, async () => {
    expect(await (await panel('text')).locator('strong').textContent()).toBe('bold');
  });

  it('alertlist, dashlist and annolist have what is there', PATIENCE, async () => {
    await (await panel('alertlist')).getByText('Watchdog').first().waitFor();
    await (await panel('dashlist')).getByRole('link', { name: 'Panel kinds' }).waitFor();
    await (await panel('annolist')).getByText('A note of the test').waitFor();
  });

  it.each(['geomap', 'canvas', 'candlestick', 'news'])('%s says that it is not drawn', PATIENCE, async (type) => {
    const notice = await panel(type, 'empty');
    expect(await notice.textContent()).toContain('cannot be drawn here');
  });

  it('none of them complains', () => {
    expect(complaints).toEqual([]);
  });
});

/** The upper bound of a bucket. */
const boundOf = ({ le = '' }: Readonly<Record<string, string>>): number =>
  le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);

const sorted = (series: readonly { name: string; last: number }[]) =>
  series.map(({ name, last }) => ({ name, last })).toSorted((a, b) => (a.name < b.name ? -1 : 1));

interface Vector {
  readonly data: {
    readonly result: readonly { metric: Readonly<Record<string, string>>; value: readonly [number, string] }[];
  };
}

interface Matrix {
  readonly data: {
    readonly result: readonly {
      metric: Readonly<Record<string, string>>;
      values: readonly (readonly [number, string])[];
    }[];
  };
}

interface Streams {
  readonly data: { readonly result: readonly { values: readonly (readonly [ns: string, line: string])[] }[] };
}
