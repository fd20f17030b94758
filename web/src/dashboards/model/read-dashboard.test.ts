import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLASSIC, V2 } from './examples';
import type { Json } from './json';
import { panelsOf } from './layout';
import { readDashboard, writeDashboard } from './read-dashboard';

const EXAMPLES = new URL('../../../../test/dashboards/', import.meta.url);
const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')) as Json] as const);

describe('a dashboard', () => {
  it('comes back as it was, with what is not known', () => {
    expect(writeDashboard(readDashboard(CLASSIC))).toEqual(CLASSIC);
    expect(writeDashboard(readDashboard(V2))).toEqual(V2);
  });

  it('of v2alpha1 comes back as v2alpha1', () => {
    const alpha = {
      elements: {
        a: {
          kind: 'Panel',
          spec: {
            id: 1,
            title: 'A',
            description: '',
            links: [],
            data: {
              kind: 'QueryGroup',
              spec: {
                queries: [
                  {
                    kind: 'PanelQuery',
                    spec: {
                      refId: 'A',
                      hidden: false,
                      query: { kind: 'loki', spec: { expr: '{a="b"}' } },
                      datasource: { type: 'loki', uid: 'l' },
                    },
                  },
                ],
                transformations: [{ kind: 'merge', spec: { id: 'merge', options: {} } }],
                queryOptions: {},
              },
            },
            vizConfig: {
              kind: 'logs',
              spec: { pluginVersion: '11', options: {}, fieldConfig: { defaults: {}, overrides: [] } },
            },
          },
        },
      },
      layout: { kind: 'GridLayout', spec: { items: [] } },
    };
    const read = readDashboard(alpha);
    expect(read.panels.a).toMatchObject({ type: 'logs', pluginVersion: '11', transformations: [{ id: 'merge' }] });
    expect(writeDashboard(read)).toMatchObject(alpha);
  });

  it.each(examples)('%s is read the same after it was written', (_name, json) => {
    const read = readDashboard(json);
    expect(readDashboard(writeDashboard(read))).toEqual(read);
    const asked = json.dashboard as { panels: Json[] };
    expect(panelsOf(read.layout)).toHaveLength(asked.panels.length);
  });

  it('of a resource has the name of its metadata as its uid', () => {
    const read = readDashboard({ apiVersion: 'dashboard.grafana.app/v2beta1', metadata: { name: 'n' }, spec: V2 });
    expect(read.uid).toBe('n');
    expect(readDashboard({ metadata: { name: 'n' }, spec: CLASSIC }).uid).toBe('all');
  });

  it('keeps the places of panels relative to their rows', () => {
    const { layout, panels } = readDashboard(CLASSIC);
    if (layout.kind !== 'rows') throw new Error('no rows');
    expect(layout.rows.map(({ title, isCollapsed, hidesHeader }) => [title, isCollapsed, hidesHeader])).toEqual([
      ['', false, true],
      ['Open', false, false],
      ['Closed $job', true, false],
    ]);
    expect(layout.rows[2]?.layout).toMatchObject({ items: [{ panel: 'panel-5', y: 0, height: 3 }] });
    expect(panels['panel-1']).not.toHaveProperty('gridPos');
    expect(panels['panel-1']).not.toHaveProperty('repeat');
  });

  it.each([{}, { panels: null }, { panels: 'x', templating: [], annotations: 3 }, { elements: {}, layout: null }])(
    'without what it needs is empty: %j',
    (json) => {
      const read = readDashboard(json as Json);
      expect(panelsOf(read.layout)).toEqual([]);
      expect(read.title).toBe('Untitled');
    },
  );

  it('gives panels without ids and places both', () => {
    const { layout, panels } = readDashboard({
      panels: [{ type: 'stat' }, { type: 'stat', id: 1 }, { type: 'graph', id: 1 }],
    });
    expect(Object.values(panels).map(({ id }) => id)).toEqual([2, 1, 3]);
    expect(layout).toMatchObject({
      items: [
        { x: 0, y: 0, width: 8 },
        { x: 8, y: 0, width: 8 },
        { x: 0, y: 5, width: 12 },
      ],
    });
  });
});
