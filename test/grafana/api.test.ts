import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppInProcess } from '../support/app-in-process.js';

let app: AppInProcess;
beforeAll(async () => {
  app = await AppInProcess.start();
});
afterAll(() => app.remove());

/** What an exported dashboard leaves open. */
const open = (name: string) => `$\{${name}}`;

const save = (dashboard: object, more: object = {}) =>
  app.call('POST', '/api/dashboards/db', { dashboard, ...more }, { authorization: 'Basic YWRtaW46YWRtaW4=' });

describe('dashboards', () => {
  it.each(['platform-overview', 'user-activity'])('takes %s.json as it is', async (name) => {
    const body = JSON.parse(readFileSync(new URL(`../dashboards/${name}.json`, import.meta.url), 'utf8'));
    const saved = await app.call('POST', '/api/dashboards/db', body);
    expect(saved.body).toMatchObject({ status: 'success', version: 1, url: expect.stringContaining('/d/') });
    const { dashboard, meta } = (await app.get(`/api/dashboards/uid/${saved.body.uid}`)).body;
    expect(dashboard.panels).toEqual(body.dashboard.panels);
    expect(meta).toMatchObject({
      slug: `pyairtable-${name}`,
      canSave: true,
      provisioned: false,
      folderTitle: 'General',
    });
  });

  it('saves, refuses what is out of date, tells versions, restores and compares', async () => {
    expect((await save({ title: 'Shop', uid: 'shop', panels: [] })).body.version).toBe(1);
    const stale = await save({ title: 'Shop', uid: 'shop', version: 0 });
    expect([stale.status, stale.body.status]).toEqual([412, 'version-mismatch']);
    const taken = await save({ title: 'Shop' });
    expect([taken.status, taken.body.status]).toEqual([412, 'name-exists']);
    await save({ title: 'Shop 2', uid: 'shop', version: 1 }, { message: 'renamed' });
    const { versions } = (await app.get('/api/dashboards/uid/shop/versions?limit=1')).body;
    expect(versions).toMatchObject([{ version: 2, parentVersion: 1, message: 'renamed', createdBy: 'admin' }]);
    const { id } = (await app.get('/api/dashboards/uid/shop')).body.dashboard;
    expect((await app.get(`/api/dashboards/id/${id}/versions/1`)).body.data.title).toBe('Shop');
    const sides = { base: { dashboardUid: 'shop', version: 1 }, new: { dashboardUid: 'shop', version: 2 } };
    const diff = await app.call('POST', '/api/dashboards/calculate-diff', sides);
    expect(diff.body).toContainEqual({ op: 'replace', path: '/title', from: 'Shop', value: 'Shop 2' });
    expect((await app.call('POST', '/api/dashboards/uid/shop/restore', { version: 1 })).body.version).toBe(3);
    expect((await app.get('/api/dashboards/db/shop')).body.dashboard.version).toBe(3);
  });

  it('imports what was exported to be shared', async () => {
    const dashboard = {
      title: 'Shared',
      __inputs: [
        { name: 'DS_PROM', type: 'datasource', pluginId: 'prometheus' },
        { name: 'VAR_X', type: 'constant', value: '7' },
      ],
      panels: [{ datasource: { uid: open('DS_PROM') }, title: `x${open('VAR_X')} ${open('other')}` }],
    };
    const { uid } = (await app.call('POST', '/api/dashboards/import', { dashboard, overwrite: true })).body;
    const saved = (await app.get(`/api/dashboards/uid/${uid}`)).body.dashboard;
    expect(saved.panels).toEqual([{ datasource: { uid: 'prometheus' }, title: `x7 ${open('other')}` }]);
    expect(saved).not.toHaveProperty('__inputs');
  });

  it.each([
    ['POST', '/api/dashboards/db', {}, 400, /dashboard/],
    ['POST', '/api/dashboards/db', { dashboard: { title: '' } }, 400, /title cannot be empty/],
    ['POST', '/api/dashboards/db', { dashboard: { title: 'x' }, folderUid: 'none' }, 400, /folder not found/],
    ['GET', '/api/dashboards/uid/none', undefined, 404, /Dashboard not found/],
    ['GET', '/api/dashboards/id/x/versions', undefined, 400, /invalid/],
    ['GET', '/api/dashboards/nothing', undefined, 404, /404 page not found/],
    ['DELETE', '/api/folders/none', undefined, 404, /folder not found/],
    ['POST', '/api/datasources', { name: 'db', type: 'mysql' }, 400, /need a server elsewhere/],
  ])('%s %s with %j is refused', async (method, path, body, status, message) => {
    const answer = await app.call(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body?.message ?? answer.text).toMatch(message);
  });
});

it('keeps large dashboards over a restart', async () => {
  const panels = Array.from({ length: 2_000 }, (_, id) => ({
    id,
    title: `panel ${id}`,
    description: "it's \\ ".repeat(200),
  }));
  expect((await save({ title: 'Large', uid: 'large', panels })).status).toBe(200);
  await app.stop();
  app = await AppInProcess.start({}, app.directory);
  expect((await app.get('/api/dashboards/uid/large')).body.dashboard.panels).toEqual(panels);
  expect((await app.get('/api/dashboards/uid/large/versions/1')).body.data.panels).toHaveLength(2_000);
  expect((await app.call('DELETE', '/api/dashboards/uid/large')).body.title).toBe('Large');
});

describe('folders and search', () => {
  it('finds by text, tag, folder, star and type', async () => {
    const { uid } = (await app.call('POST', '/api/folders', { title: 'Team crew', uid: 'team' })).body;
    const inner = (await app.call('POST', '/api/folders', { title: 'Inner crew', parentUid: uid })).body;
    expect(inner).toMatchObject({ parentUid: 'team', parents: [{ uid: 'team', title: 'Team crew' }] });
    await save({ title: 'Orders of today', uid: 'orders', tags: ['sales', 'today'] }, { folderUid: inner.uid });
    await app.call('POST', '/api/user/stars/dashboard/uid/orders');
    const uids = async (query: string) =>
      (await app.get(`/api/search?${query}`)).body.map((hit: { uid: string }) => hit.uid);
    expect(await uids('query=today%20ord')).toEqual(['orders']);
    expect(await uids('tag=sales&tag=today')).toEqual(['orders']);
    expect(await uids('starred=true')).toEqual(['orders']);
    expect(await uids(`folderUIDs=${inner.uid}`)).toEqual(['orders']);
    expect(await uids('type=dash-folder&sort=alpha-desc&query=crew')).toEqual(['team', inner.uid]);
    expect(await uids('limit=1&page=2&type=dash-folder&query=crew')).toEqual(['team']);
    expect(await uids('folderUIDs=general&type=dash-folder&query=crew')).toEqual(['team']);
    const [hit] = (await app.get('/api/search?query=orders')).body;
    expect(hit).toMatchObject({
      type: 'dash-db',
      isStarred: true,
      folderTitle: 'Inner crew',
      url: '/d/orders/orders-of-today',
    });
    expect((await app.get('/api/dashboards/tags')).body).toContainEqual({ term: 'sales', count: 1 });
    expect((await app.get('/api/folders/team/counts')).body).toMatchObject({ dashboard: 1, folder: 1 });
    expect((await app.call('DELETE', '/api/folders/team')).body.title).toBe('Team crew');
    expect(await uids('query=orders')).toEqual([]);
  });
});

describe('annotations, shared panels and choices', () => {
  it('keeps annotations', async () => {
    const { id } = (
      await app.call('POST', '/api/annotations', { time: 1000, timeEnd: 2000, tags: ['deploy'], text: 'v1' })
    ).body;
    await app.call('POST', '/api/annotations/graphite', { what: 'event', tags: 'deploy shop', when: 3 });
    const found = (await app.get('/api/annotations?from=0&to=9000&tags=deploy')).body;
    expect(found.map(({ text, time }: { text: string; time: number }) => [text, time])).toEqual([
      ['event', 3000],
      ['v1', 1000],
    ]);
    await app.call('PATCH', `/api/annotations/${id}`, { text: 'v2' });
    expect((await app.get(`/api/annotations/${id}`)).body).toMatchObject({
      text: 'v2',
      timeEnd: 2000,
      tags: ['deploy'],
    });
    expect((await app.get('/api/annotations/tags?tag=sh')).body.result.tags).toEqual([{ tag: 'shop', count: 1 }]);
    expect((await app.call('DELETE', `/api/annotations/${id}`)).status).toBe(200);
  });

  it('keeps shared panels as long as a dashboard has them', async () => {
    const { result } = (
      await app.call('POST', '/api/library-elements', { name: 'P', kind: 1, model: { type: 'stat' } })
    ).body;
    await save({ title: 'User', panels: [{ type: 'row', panels: [{ libraryPanel: { uid: result.uid } }] }] });
    expect((await app.get('/api/library-elements?perPage=5')).body.result).toMatchObject({
      totalCount: 1,
      elements: [{ type: 'stat', meta: { connectedDashboards: 1 } }],
    });
    expect((await app.call('DELETE', `/api/library-elements/${result.uid}`)).status).toBe(403);
    const changed = await app.call('PATCH', `/api/library-elements/${result.uid}`, { name: 'Q', version: 1 });
    expect(changed.body.result).toMatchObject({ name: 'Q', version: 2 });
  });

  it('answers who one is and keeps what one chose', async () => {
    expect((await app.get('/api/user')).body).toMatchObject({ login: 'admin', isGrafanaAdmin: true });
    await app.call('PUT', '/api/user/preferences', { theme: 'dark', homeDashboardUID: 'none' });
    expect((await app.get('/api/user/preferences')).body.theme).toBe('dark');
    expect((await app.get('/api/dashboards/home')).body.dashboard.title).toBe('Home');
    expect((await app.get('/api/frontend/settings')).body.defaultDatasource).toBe('Prometheus');
  });
});

describe('data sources', () => {
  it('are reached by the names that tools give them', async () => {
    const added = await app.call('POST', '/api/datasources', {
      name: 'Old Mimir',
      type: 'prometheus',
      uid: 'PAE45',
      url: 'http://mimir',
    });
    expect(added.body.datasource).toMatchObject({ type: 'prometheus', readOnly: false });
    expect((await app.get(`/api/datasources/proxy/${added.body.id}/api/v1/query?query=2`)).body.data.result[1]).toBe(
      '2',
    );
    expect((await app.get('/api/datasources/proxy/uid/PAE45/api/v1/query?query=3')).body.data.result[1]).toBe('3');
    expect((await app.get('/api/datasources/uid/PAE45/health')).body.status).toBe('OK');
    expect((await app.get('/api/datasources/name/Old%20Mimir')).body.uid).toBe('PAE45');
    expect((await app.call('DELETE', '/api/datasources/uid/PAE45')).status).toBe(200);
    expect((await app.get('/api/datasources')).body.map(({ uid }: { uid: string }) => uid)).toEqual([
      'prometheus',
      'loki',
      'tempo',
      'alertmanager',
    ]);
  });
});

describe('dashboards as resources', () => {
  const PATH = '/apis/dashboard.grafana.app/v2beta1/namespaces/default/dashboards';

  it('keeps the second schema', async () => {
    const spec = { title: 'Second', elements: {}, layout: { kind: 'GridLayout', spec: { items: [] } } };
    const created = await app.call('POST', PATH, { metadata: { name: 'second' }, spec });
    expect([created.status, created.body.metadata.generation]).toEqual([201, 1]);
    const read = (await app.get(`${PATH}/second`)).body;
    expect(read).toMatchObject({ kind: 'Dashboard', spec, status: {} });
    const stale = await app.call('PUT', `${PATH}/second`, { metadata: { resourceVersion: '7' }, spec });
    expect([stale.status, stale.body.reason]).toEqual([409, 'Conflict']);
    const { metadata, items } = (await app.get(`${PATH}?limit=1`)).body;
    expect([items.length, metadata.continue]).toEqual([1, '1']);
    const changed = await app.call('PUT', `${PATH}/second`, { ...read, spec: { ...spec, title: 'Third' } });
    expect(changed.body.metadata.generation).toBe(2);
    expect((await app.get(PATH.replace('v2', 'v1').concat('/second'))).body.status.conversion.storedVersion).toBe(
      'v2beta1',
    );
    expect((await app.call('DELETE', `${PATH}/second`)).body.status).toBe('Success');
    expect((await app.get(`${PATH}/second`)).body.reason).toBe('NotFound');
  });
});
