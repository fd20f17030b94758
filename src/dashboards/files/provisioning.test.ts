import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryDocuments } from '../../../test/support/memory-documents.js';
import { DashboardStore } from '../store.js';
import type { DashboardProvider } from './provider.js';
import { Provisioning } from './provisioning.js';
import { writeBack } from './write-back.js';

let directory: string;
let store: DashboardStore;
let warnings: string[];
let provisioning: Provisioning;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-files-'));
  mkdirSync(join(directory, 'sub/deep'), { recursive: true });
  store = new DashboardStore(new MemoryDocuments(), Date.now);
  warnings = [];
  provisioning = new Provisioning(store, (message) => void warnings.push(message));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const file = (name: string) => join(directory, name);
const write = (name: string, content: unknown) =>
  writeFileSync(file(name), typeof content === 'string' ? content : JSON.stringify(content));

const provider = (more: Partial<DashboardProvider> = {}): DashboardProvider => ({
  name: 'team',
  folder: 'Team',
  folderUid: '',
  path: directory,
  foldersFromFilesStructure: false,
  allowUiUpdates: false,
  disableDeletion: false,
  ...more,
});
const titles = () =>
  store.dashboards
    .all()
    .map(({ title, version }) => `${title} ${version}`)
    .sort();

describe('dashboards of files', () => {
  it('come, change and go with them', async () => {
    write('a.json', { title: 'A', uid: 'a', id: 99 });
    write('sub/b.json', { dashboard: { title: 'B' } });
    write('notes.txt', 'none');
    await provisioning.apply([provider()]);
    expect(titles()).toEqual(['A 1', 'B 1']);
    const [a, b] = ['A', 'B'].map((title) => store.dashboards.all().find((one) => one.title === title)!);
    expect(a).toMatchObject({ id: 1, provenance: { shownFile: 'a.json', provider: 'team' } });
    expect(store.folders.get(b!.folderUid)?.title).toBe('Team');
    await provisioning.apply([provider()]);
    write('a.json', { title: 'A, changed', uid: 'a' });
    rmSync(file('sub/b.json'));
    await provisioning.apply([provider()]);
    expect(titles()).toEqual(['A, changed 2']);
    await provisioning.apply([]);
    expect(store.dashboards.get('a')?.provenance).toBeUndefined();
  });

  it('lie in folders as the files do, and stay where deletion is off', async () => {
    write('sub/deep/c.json', { title: 'C', uid: 'c' });
    const options = { foldersFromFilesStructure: true, folder: '', disableDeletion: true };
    await provisioning.apply([provider(options)]);
    const folder = store.folders.existing(store.dashboards.existing('c').folderUid);
    expect([...store.folders.above(folder), folder].map(({ title }) => title)).toEqual(['sub', 'deep']);
    rmSync(file('sub/deep/c.json'));
    await provisioning.apply([provider(options)]);
    expect(store.dashboards.existing('c').provenance).toBeUndefined();
  });

  it('that cannot be used are told once, and leave what was there', async () => {
    write('a.json', { title: 'A', uid: 'a' });
    await provisioning.apply([provider()]);
    write('a.json', '{ "title": ');
    write('b.json', '[]');
    write('c.json', { title: 'C', uid: 'same' });
    write('d.json', { title: 'D', uid: 'same' });
    for (let i = 0; i < 2; i++) await provisioning.apply([provider()]);
    expect(titles()).toEqual(['A 1', 'C 1']);
    expect(warnings.map((text) => text.replace(`${directory}/`, ''))).toEqual([
      expect.stringMatching(/^a\.json: .*JSON/),
      'b.json: is no JSON object',
      expect.stringMatching(/^d\.json: has the uid same, as .*c\.json has/),
    ]);
    await provisioning.apply([provider({ path: file('none') })]);
    expect(titles()).toEqual(['A 1', 'C 1']);
  });

  it('keep what the UI saved until the file changes', async () => {
    const ours = provider({ allowUiUpdates: true });
    write('a.json', { title: 'A', uid: 'a' });
    await provisioning.apply([ours]);
    await store.dashboards.save({ model: { title: 'Mine', uid: 'a', version: 1 }, by: 'ada' });
    await provisioning.apply([ours]);
    expect(titles()).toEqual(['Mine 2']);
    write('a.json', { title: 'Theirs', uid: 'a' });
    await provisioning.apply([ours]);
    expect(titles()).toEqual(['Theirs 3']);
  });
});

describe('writing back', () => {
  const ours = () => provider({ allowUiUpdates: true });
  const saved = async (name: string, text: string) => {
    write(name, text);
    await provisioning.apply([ours()]);
    await store.dashboards.save({ model: { title: 'New', uid: 'a', panels: [1] }, overwrite: true, by: 'ada' });
  };

  it.each([
    [
      '{\n    "title": "A",\n    "uid": "a"\n}\n',
      '{\n    "title": "New",\n    "uid": "a",\n    "panels": [\n        1\n    ]\n}\n',
    ],
    ['{"title":"A","uid":"a","id":null}', '{"title":"New","uid":"a","panels":[1],"id":1}'],
    [
      '{\n\t"dashboard": {"title": "A", "uid": "a"},\n\t"overwrite": true\n}',
      '{\n\t"dashboard": {\n\t\t"title": "New",\n\t\t"uid": "a",\n\t\t"panels": [\n\t\t\t1\n\t\t]\n\t},\n\t"overwrite": true\n}',
    ],
  ])('keeps the form of %j', async (before, after) => {
    await saved('a.json', before);
    expect(await writeBack(store, provisioning, 'a')).toBe(file('a.json'));
    expect(JSON.parse(readFileSync(file('a.json'), 'utf8'))).toEqual(JSON.parse(after));
    expect(readFileSync(file('a.json'), 'utf8')).toHaveLength(after.length);
    expect(statSync(file('a.json')).size).toBe(after.length);
    await provisioning.apply([ours()]);
    expect(titles()).toEqual(['New 2']);
  });

  it('stays within the directory of the provider', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'quartet-outside-'));
    writeFileSync(join(outside, 'x.json'), '{"title":"A","uid":"a"}');
    symlinkSync(join(outside, 'x.json'), file('a.json'));
    await provisioning.apply([ours()]);
    await expect(writeBack(store, provisioning, 'a')).rejects.toThrow('outside of its provider');
    expect(readFileSync(join(outside, 'x.json'), 'utf8')).toBe('{"title":"A","uid":"a"}');
    rmSync(outside, { recursive: true });
  });

  it('is for files whose provider allows it', async () => {
    write('a.json', { title: 'A', uid: 'a' });
    await provisioning.apply([provider()]);
    await expect(writeBack(store, provisioning, 'a')).rejects.toThrow('does not let the UI change its files');
    await store.dashboards.save({ model: { title: 'Own', uid: 'own' }, by: 'ada' });
    await expect(writeBack(store, provisioning, 'own')).rejects.toThrow('does not come from a file');
  });
});
