import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine } from '../../test/support/embedded-store.js';
import { StoredDocuments } from './documents.js';
import type { Engine } from './engine/engine.js';
import type { StoredDocument } from './interface.js';
import { migrate } from './schema/migrate.js';

let engine: Engine;
let remove: () => Promise<void>;
const topology = { database: 'documents_test' };

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  await migrate(engine, topology);
});
afterAll(() => remove());

const sorted = (documents: StoredDocument[]) => [...documents].sort((a, b) => (a.key < b.key ? -1 : 1));

describe('documents', () => {
  it('are replaced, taken away and kept apart by tenant and kind', async () => {
    const documents = new StoredDocuments(engine, topology, Date.now);
    const silence = { tenant: 'a', kind: 'silence', key: '1', body: '{"text":"it\'s \\\\ \\"quoted\\"\\n"}' };
    const others = [
      { tenant: 'b', kind: 'silence', key: '2', body: '' },
      { tenant: 'a', kind: 'rules', key: '1', body: '[]' },
    ];
    await documents.put([silence, ...others]);
    expect(await documents.list('silence', 'a')).toEqual([silence]);
    expect(sorted(await documents.list('silence'))).toEqual([silence, others[0]]);
    await documents.put([{ ...silence, body: 'new' }]);
    expect(await documents.list('silence', 'a')).toEqual([{ ...silence, body: 'new' }]);
    await documents.remove([silence]);
    expect(await documents.list('silence')).toEqual([others[0]]);
    await documents.put([silence]);
    expect(await new StoredDocuments(engine, topology, Date.now).list('silence', 'a')).toEqual([silence]);
    expect(await documents.list('rules')).toEqual([others[1]]);
  });

  it('that are changed at once are written together, the last change of each counts', async () => {
    let commands = 0;
    const counting = {
      query: engine.query.bind(engine),
      command: (...call: Parameters<Engine['command']>) => {
        commands++;
        return engine.command(...call);
      },
    };
    const documents = new StoredDocuments(counting, topology, () => 0);
    const one = (body: string) => ({ tenant: 't', kind: 'at once', key: 'one', body });
    const others = Array.from({ length: 300 }, (_, i) => ({ ...one('x'), key: `other ${i}` }));
    await Promise.all([
      documents.put([one('first')]),
      documents.remove([one('')]),
      ...others.map((other) => documents.put([other])),
      documents.put([one('last')]),
    ]);
    expect(commands).toBeLessThanOrEqual(2);
    const found = await documents.list('at once', 't');
    expect(found).toHaveLength(301);
    expect(found).toContainEqual(one('last'));
  });

  it('whose write fails say so to those who wait for it alone', async () => {
    let fails = true;
    const failing = {
      query: engine.query.bind(engine),
      command: (...call: Parameters<Engine['command']>) =>
        fails ? Promise.reject(new Error('gone')) : engine.command(...call),
    };
    const documents = new StoredDocuments(failing, topology, Date.now);
    const one = { tenant: 't', kind: 'failing', key: '1', body: '' };
    await expect(documents.put([one])).rejects.toThrow('gone');
    fails = false;
    await documents.put([one]);
    expect(await documents.list('failing')).toEqual([one]);
  });

  it('may be many and large', async () => {
    const documents = new StoredDocuments(engine, topology, () => 0);
    const many = Array.from({ length: 1201 }, (_, i) => ({
      tenant: 't',
      kind: 'many',
      key: String(i),
      body: i % 400 === 0 ? 'x'.repeat(700_000) : `body ${i}`,
    }));
    await documents.put(many);
    const found = await documents.list('many', 't');
    expect(found).toHaveLength(many.length);
    expect(sorted(found)).toEqual(sorted(many));
  });
});
