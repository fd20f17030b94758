import { describe, expect, it } from 'vitest';
import { parseDataSource } from './data-source.js';
import { environmentSources } from './environment-sources.js';

describe('a data source', () => {
  it.each([
    [
      'postgresql://ann:s%40me@db.example:6432/shop?sslmode=disable',
      { host: 'db.example', port: 6432, user: 'ann', password: 's@me', database: 'shop', sslMode: 'disable' },
    ],
    ['postgres://db', { host: 'db', port: 5432, user: undefined, database: undefined, sslMode: 'prefer' }],
    ['postgresql:///shop?host=/run/postgresql&user=ann', { host: '/run/postgresql', user: 'ann', database: 'shop' }],
    ['postgresql://[::1]:5433/', { host: '::1', port: 5433 }],
    [
      String.raw`host=db user='an n' password='it\'s' dbname=shop sslmode=verify-full`,
      { host: 'db', user: 'an n', password: "it's", database: 'shop', sslMode: 'verify-full' },
    ],
  ])('%s', (text, expected) => {
    expect(parseDataSource(text)).toMatchObject(expected);
  });

  it.each([
    ['postgresql://ann:hush/@db', 'it is not a URI'],
    ['mysql://ann:hush@db', 'it does not begin with postgresql://'],
    ['postgresql://ann:hush@db?sslmode=maybe', 'its sslmode is none of disable, allow'],
    ['host=db password=hush port=x', 'its port is not a number'],
    ["host=db password='hush", 'it is neither a URI'],
    ['hush', 'it is neither a URI'],
    ['', 'it is neither a URI'],
  ])('%s is refused without its password', (text, problem) => {
    const parse = () => parseDataSource(text);
    expect(parse).toThrow(problem);
    expect(parse).not.toThrow('hush');
  });

  it('comes from the environment whole or in parts', async () => {
    expect(await environmentSources({ DATA_SOURCE_NAME: 'postgresql://a, postgresql://b' })).toEqual([
      { text: 'postgresql://a' },
      { text: 'postgresql://b' },
    ]);
    const parts = { DATA_SOURCE_URI: 'db:5432/shop', DATA_SOURCE_USER: 'ann', DATA_SOURCE_PASS: 's@me' };
    expect(await environmentSources(parts)).toEqual([{ text: 'postgresql://ann:s%40me@db:5432/shop' }]);
    expect(await environmentSources({})).toEqual([]);
    await expect(environmentSources({ DATA_SOURCE_NAME_FILE: '/nowhere/dsn' })).rejects.toThrow('/nowhere/dsn');
  });
});
