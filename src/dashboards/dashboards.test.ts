import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryDocuments } from '../../test/support/memory-documents.js';
import { differences } from './difference.js';
import { slugOf } from './slug.js';
import { DashboardStore } from './store.js';
import { newUid } from './uid.js';

let documents: MemoryDocuments;
let store: DashboardStore;
let now = 0;

beforeEach(() => {
  documents = new MemoryDocuments();
  now = 1_000;
  store = new DashboardStore(documents, () => now++);
});

const save = (model: Record<string, unknown>, more: object = {}) =>
  store.dashboards.save({ model, by: 'ada', ...more });

/** The code of what a promise rejects with. */
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code,
  );

describe('dashboards', () => {
  it('get a uid, an id and a version, and are the same after a restart', async () => {
    const first = await save({ title: 'Über uns', tags: ['a', 'a', 'b'], panels: [], unknown: { kept: true } });
    expect(first).toMatchObject({ id: 1, version: 1, tags: ['a', 'b'], schema: 'v1', createdBy: 'ada' });
    expect(first.model).toMatchObject({ uid: first.uid, id: 1, version: 1, unknown: { kept: true } });
    const again = new DashboardStore(documents, () => 0);
    await again.load();
    expect(again.dashboards.get(first.uid)).toEqual(first);
    expect(store.dashboards.tags()).toEqual([
      { term: 'a', count: 1 },
      { term: 'b', count: 1 },
    ]);
  });

  it('refuse a save of a version that is not the newest, unless it overwrites', async () => {
    const { model } = await save({ title: 'Shop', uid: 'shop' });
    const both = await Promise.all([save({ ...model, panels: [1] }), codeOf(save({ ...model, panels: [2] }))]);
    expect([both[0].version, both[1]]).toEqual([2, 'version_mismatch']);
    expect((await save(model, { overwrite: true })).version).toBe(3);
    expect(store.dashboards.get('shop')?.createdMs).toBeLessThan(store.dashboards.get('shop')!.updatedMs);
  });

  it.each([
    [{ title: ' ' }, 'empty_title'],
    [{ title: 'a', uid: 'x'.repeat(41) }, 'bad_request'],
    [{ title: 'a', uid: 'a/b' }, 'bad_request'],
    [{ title: 'a', id: 77 }, 'not_found'],
    [{ title: 'a', text: 'x'.repeat(9 << 20) }, 'too_large'],
  ])('refuse %j', async (model, code) => expect(await codeOf(save(model))).toBe(code));

  it('refuse a name that another one of the folder has, or take its place', async () => {
    const first = await save({ title: 'Shop' });
    expect(await codeOf(save({ title: 'shop' }))).toBe('name_exists');
    expect(await save({ title: 'Shop' }, { overwrite: true })).toMatchObject({ uid: first.uid, version: 2 });
    const folder = await store.folders.create({ title: 'Other' }, 'ada');
    expect((await save({ title: 'Shop' }, { folderUid: folder.uid })).uid).not.toBe(first.uid);
    expect(await codeOf(save({ title: 'b' }, { folderUid: 'none' }))).toBe('bad_request');
  });

  it('keep the last twenty versions, and bring one back', async () => {
    for (let i = 1; i <= 22; i++) await save({ title: `T${i}`, uid: 'x' }, { overwrite: true, message: `m${i}` });
    const versions = await store.dashboards.versions.list('x');
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, i) => 22 - i));
    expect(versions[0]).toMatchObject({ message: 'm22', parentVersion: 21, createdBy: 'ada' });
    const restored = await store.dashboards.restore('x', 5, 'eve');
    expect(restored).toMatchObject({ title: 'T5', version: 23, updatedBy: 'eve' });
    expect((await store.dashboards.versions.list('x'))[0]).toMatchObject({
      restoredFrom: 5,
      message: 'Restored from version 5',
    });
    expect(await codeOf(store.dashboards.restore('x', 1, 'eve'))).toBe('not_found');
    await store.removeDashboard('x');
    expect(await documents.list('dashboard-version:x')).toEqual([]);
  });

  it('of a file are not changed or taken away', async () => {
    const provenance = { provider: 'p', file: '/a.json', shownFile: 'a.json', allowUiUpdates: false, checksum: '' };
    await save({ title: 'From file', uid: 'f' }, { provenance });
    expect(await codeOf(save({ title: 'x', uid: 'f' }, { overwrite: true }))).toBe('provisioned');
    expect(await codeOf(store.removeDashboard('f'))).toBe('provisioned');
    await save({ title: 'From file', uid: 'f' }, { provenance: { ...provenance, allowUiUpdates: true } });
    expect((await save({ title: 'x', uid: 'f' }, { overwrite: true })).provenance?.provider).toBe('p');
    await store.removeDashboard('f', true);
    expect(store.dashboards.get('f')).toBeUndefined();
  });
});

describe('folders', () => {
  const create = (title: string, parentUid = '', uid?: string) =>
    store.folders.create({ title, parentUid, uid }, 'ada');

  it('nest four deep, and not within themselves', async () => {
    for (const [uid, parent] of [
      ['a', ''],
      ['b', 'a'],
      ['c', 'b'],
      ['d', 'c'],
    ] as const)
      await create(uid, parent, uid);
    expect(await codeOf(create('e', 'd'))).toBe('bad_request');
    expect(store.folders.above(store.folders.existing('d')).map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);
    expect(await codeOf(store.folders.move('a', 'c', 'ada'))).toBe('bad_request');
    await create('other', '', 'o');
    expect(await codeOf(store.folders.move('a', 'o', 'ada'))).toBe('bad_request');
    expect(await store.folders.move('c', 'o', 'ada')).toMatchObject({ parentUid: 'o', version: 2 });
  });

  it('have one name each within their parent', async () => {
    await create('Shop');
    const other = await create('Other');
    expect(await codeOf(create('shop'))).toBe('name_exists');
    expect(await codeOf(create('General'))).toBe('name_exists');
    expect(await codeOf(store.folders.change(other.uid, { title: 'Shop', version: 1 }, 'ada'))).toBe('name_exists');
    expect(await codeOf(store.folders.change(other.uid, { title: 'X', version: 9 }, 'ada'))).toBe('version_mismatch');
  });

  it('go with all that is in them', async () => {
    await create('a', '', 'a');
    await create('b', 'a', 'b');
    await save({ title: 'x', uid: 'x' }, { folderUid: 'b' });
    await store.annotations.add({ text: 'note', dashboardUid: 'x' }, 'ada');
    await store.choices.star('x');
    await store.removeFolder('a');
    expect([store.folders.all(), store.dashboards.all(), [...store.choices.starred()]]).toEqual([[], [], []]);
    expect(store.annotations.query({ tags: [], matchAny: false, limit: 9 })).toEqual([]);
  });
});

describe('annotations', () => {
  it('are found by range, tags and panel', async () => {
    const add = (time: number, timeEnd: number, tags: string[], panelId = 0) =>
      store.annotations.add({ text: 'x', time, timeEnd, tags, panelId, dashboardUid: 'd' }, 'ada');
    await add(100, 200, ['deploy', 'shop']);
    await add(300, 250, ['deploy'], 7);
    const found = (query: object) =>
      store.annotations.query({ tags: [], matchAny: false, limit: 10, ...query }).map(({ id }) => id);
    expect(found({ from: 150, to: 160 })).toEqual([1]);
    expect(found({ from: 200, to: 250 })).toEqual([2, 1]);
    expect(found({ tags: ['deploy', 'shop'] })).toEqual([1]);
    expect(found({ tags: ['x', 'shop'], matchAny: true })).toEqual([1]);
    expect(found({ panelId: 7, dashboardUid: 'd' })).toEqual([2]);
    expect(store.annotations.existing(2)).toMatchObject({ time: 250, timeEnd: 300 });
    expect(store.annotations.tags('shop', 9)).toEqual([{ tag: 'shop', count: 1 }]);
    expect(await codeOf(store.annotations.add({ text: ' ' }, 'ada'))).toBe('bad_request');
  });
});

describe('data sources', () => {
  it('are our own by further names', async () => {
    const { dataSources } = store;
    const { uid } = await dataSources.add({ name: 'Mimir of before', type: 'prometheus', uid: 'P8E80F9AEF21F6940' });
    expect(dataSources.find(uid)?.kind).toBe('prometheus');
    expect(['mimir of before', '2', 'tempo', 'Mimir', 'x'].map((key) => dataSources.find(key)?.kind)).toEqual([
      'prometheus',
      'loki',
      'tempo',
      'prometheus',
      undefined,
    ]);
    expect(await codeOf(dataSources.add({ name: 'db', type: 'mysql' }))).toBe('bad_request');
    expect(await codeOf(dataSources.remove('loki'))).toBe('provisioned');
  });
});

it('slugs are letters, digits and -', () => {
  expect(['Über uns: 50 % & more!', '日本 語', '--', ' a '].map(slugOf)).toEqual([
    'uber-uns-50-more',
    '日本-語',
    'untitled',
    'a',
  ]);
});

it('uids do not repeat', () => {
  const uids = Array.from({ length: 1000 }, newUid);
  expect(new Set(uids).size).toBe(1000);
  expect(uids.every((uid) => /^[a-z0-9]{14}$/.test(uid))).toBe(true);
});

it('differences name what changed', () => {
  expect(differences({ a: 1, b: [1, 2], 'c/d': 0 }, { a: 1, b: [1, 3, 4], e: null })).toEqual([
    { op: 'replace', path: '/b/1', from: 2, value: 3 },
    { op: 'add', path: '/b/2', value: 4 },
    { op: 'remove', path: '/c~1d', from: 0 },
    { op: 'add', path: '/e', value: null },
  ]);
});
