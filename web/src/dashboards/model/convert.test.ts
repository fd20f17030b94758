import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withRefIds } from '../../panels/ref-ids';
import { convertedTo, lossesOf } from './convert';
import { CLASSIC, V2 } from './examples';
import { isObject, type Json } from './json';
import { readDashboard, writeDashboard } from './read-dashboard';

const EXAMPLES = new URL('../../../../test/dashboards/', import.meta.url);
const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')) as Json] as const);

/** The dashboard as it is after it was written in another shape and read again. */
const through = (json: Json, format: 'classic' | 'v2') =>
  readDashboard(writeDashboard(convertedTo(readDashboard(json), format)));

describe('a classic dashboard', () => {
  it('is one of version 2 with its panels, queries, variables and rows', () => {
    const written = writeDashboard(convertedTo(readDashboard(CLASSIC), 'v2'));
    expect(isObject(written.elements)).toBe(true);
    expect(written.panels).toBeUndefined();
    expect(written.schemaVersion).toBeUndefined();
  });

  it.each(examples)('%s: comes back from version 2', (_, json) => {
    const before = readDashboard(json);
    if (before.format !== 'classic') return;
    const after = through(writeDashboard(convertedTo(before, 'v2')), 'classic');
    expect(after.title).toBe(before.title);
    expect(after.variables.map(({ name, type }) => [name, type])).toEqual(
      before.variables.map(({ name, type }) => [name, type]),
    );
    const queries = (dashboard: typeof before) =>
      Object.values(dashboard.panels).map(({ id, type, title, targets = [] }) => [
        id,
        type,
        title,
        withRefIds(targets).map(({ refId, expr, query }) => [refId, expr, query]),
      ]);
    expect(queries(after)).toEqual(queries(before));
    const places = ({ panels = [] }: Json) => (panels as Json[]).map(({ id, gridPos }) => [id, gridPos]);
    const rows = new Set(Object.values(before.panels).map(({ id }) => id));
    const ofPanels = (json2: Json) => places(json2).filter(([id]) => rows.has(id as number));
    expect(ofPanels(writeDashboard(after))).toEqual(ofPanels(writeDashboard(before)));
  });
});

describe('a dashboard of version 2', () => {
  it('is a classic one, and says what is lost', () => {
    const dashboard = readDashboard(V2);
    const classic = writeDashboard(convertedTo(dashboard, 'classic'));
    expect(classic.elements).toBeUndefined();
    expect(JSON.stringify(classic)).not.toContain('restOfV2');
    const back = readDashboard(classic);
    expect(Object.values(back.panels).map(({ title }) => title)).toEqual(
      Object.values(dashboard.panels).map(({ title }) => title),
    );
    expect(lossesOf(dashboard)).toContain('tabs become rows');
    expect(lossesOf(back)).toEqual([]);
  });
});
