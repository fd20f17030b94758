import { describe, expect, it } from 'vitest';
import { readImport } from './import-model';

describe('a dashboard to be imported', () => {
  it.each([
    ['alone', { uid: 'u', title: 'T', panels: [] }],
    ['as the API gives it', { dashboard: { uid: 'u', title: 'T', panels: [] }, meta: {} }],
    ['as a resource', { metadata: { name: 'u' }, spec: { title: 'T', elements: {}, layout: {} } }],
  ])('%s', (_, json) => {
    expect(readImport(JSON.stringify(json))).toMatchObject({ uid: 'u', title: 'T', inputs: [] });
  });

  it('says what it leaves open', () => {
    const __inputs = [
      { name: 'DS_LOKI', label: 'Loki', type: 'datasource', pluginId: 'loki' },
      { name: 'VAR_ENV', type: 'constant', value: 'prod' },
      { name: 'X', type: 'unknown' },
    ];
    expect(readImport(JSON.stringify({ title: 'T', panels: [], __inputs })).inputs).toEqual([
      { name: 'DS_LOKI', label: 'Loki', description: '', type: 'datasource', pluginId: 'loki', value: '' },
      { name: 'VAR_ENV', label: 'VAR_ENV', description: '', type: 'constant', pluginId: '', value: 'prod' },
    ]);
  });

  it.each([
    ['{', 'this is no JSON'],
    ['[]', 'a dashboard is a JSON object'],
    ['{"title": "x"}', 'this is no dashboard'],
  ])('%s: %s', (text, message) => {
    expect(() => readImport(text)).toThrow(message);
  });
});
