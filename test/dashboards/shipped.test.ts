import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse as parseLogql } from '../../src/logql/parser.js';
import { parse as parsePromql } from '../../src/promql/parser.js';
import { parse as parseTraceql } from '../../src/traceql/parser.js';
import { ALERTS, RUNBOOKS } from '../shipped-rules/shipped.js';
import { DASHBOARDS, filledIn, panelsOf, type ShippedDashboard, type ShippedTarget } from './shipped.js';

const UIDS = DASHBOARDS.map(({ uid }) => uid);
const MOST_PANELS = 20;

const SERVICES =
  'api-gateway frontend llm-orchestrator mcp-server airtable-gateway platform-services automation-services saga-orchestrator';

/** Panels whose values have no unit of their own: lines, traces, tables with a unit in each column. */
const WITHOUT_UNIT = ['logs', 'table', 'nodeGraph', 'state-timeline', 'heatmap'];

const PARSERS: Readonly<Record<string, (query: string) => unknown>> = {
  prometheus: (query) => parsePromql(query),
  loki: parseLogql,
  tempo: parseTraceql,
};

const uidsIn = (text: string): string[] => [...text.matchAll(/\/d\/([\w-]+)/g)].map(([, uid]) => uid!);

const queriesOf = (dashboard: ShippedDashboard): { readonly target: ShippedTarget; readonly query: string }[] =>
  panelsOf(dashboard).flatMap(({ targets = [] }) =>
    targets
      .filter(({ queryType }) => queryType !== 'serviceMap')
      .map((target) => ({ target, query: filledIn(target.expr ?? target.query ?? '', dashboard) })),
  );

it('uids and titles are unique', () => {
  expect(new Set(UIDS).size).toBe(UIDS.length);
  expect(new Set(DASHBOARDS.map(({ title }) => title)).size).toBe(DASHBOARDS.length);
});

it('each service has its own', () => {
  const titles = DASHBOARDS.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(SERVICES.split(' ').map((service) => `Service: ${service}`)));
});

it('those that alerts and runbooks lead to are there', () => {
  const named = ALERTS.flatMap(({ alert, annotations }) => [
    ...uidsIn(annotations.dashboard_url ?? ''),
    ...uidsIn(readFileSync(`${RUNBOOKS}/${alert}.md`, 'utf8')),
  ]);
  expect(named.length).toBeGreaterThan(0);
  expect(UIDS).toEqual(expect.arrayContaining([...new Set(named)]));
});

describe.each(DASHBOARDS.map((dashboard) => ({ title: dashboard.title, dashboard })))('$title', ({ dashboard }) => {
  const panels = panelsOf(dashboard);

  it('refreshes, shows alerts, can be filtered, and leads on', () => {
    expect(dashboard.refresh).toBe('30s');
    expect(dashboard.description).not.toBe('');
    expect(dashboard.annotations.list.map(({ expr }) => expr)).toEqual([expect.stringMatching(/^ALERTS\{/)]);
    expect(dashboard.templating.list.length).toBeGreaterThan(0);
    expect(dashboard.links.map(({ url }) => url)).toEqual(expect.arrayContaining(['/services', '/alerts', '/explore']));
  });

  it('is small enough to read', () => {
    expect(panels.length).toBeLessThanOrEqual(MOST_PANELS);
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('fills its lines', () => {
    const widths = new Map<number, number>();
    for (const { gridPos } of panels) widths.set(gridPos.y, (widths.get(gridPos.y) ?? 0) + gridPos.w);
    expect([...new Set(widths.values())]).toEqual([24]);
  });

  it('says of each panel what it shows, in which unit', () => {
    for (const { title, type, description = '', fieldConfig } of panels) {
      expect(description.length, title).toBeGreaterThan(10);
      if (!WITHOUT_UNIT.includes(type)) expect(fieldConfig?.defaults.unit, `unit of ${title}`).toBeDefined();
    }
  });

  it('asks what can be parsed', () => {
    for (const { target, query } of queriesOf(dashboard)) {
      expect(query).not.toMatch(/\$[a-z_{]/i);
      expect(() => PARSERS[target.datasource.type]!(query), query).not.toThrow();
    }
    for (const { expr } of dashboard.annotations.list) parsePromql(filledIn(expr, dashboard));
  });

  it('leads to dashboards that there are', () => {
    const links = panels.flatMap(({ fieldConfig }) => fieldConfig?.defaults.links ?? []);
    for (const { url = '' } of links) for (const uid of uidsIn(url)) expect(UIDS).toContain(uid);
  });
});
