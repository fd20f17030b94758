import { expect, it } from 'vitest';
import { PAGE_TABLE, patternOf } from './page-table';
import { PAGES } from './pages';

const partsOf = (pattern: string, path: string) => new RegExp(patternOf(pattern)).exec(path)?.groups;

it('reads the parts of a path by their names, those with a question mark may be missing', () => {
  expect(partsOf('/d/:uid/:slug?', '/d/abc/a-title')).toEqual({ uid: 'abc', slug: 'a-title' });
  expect(partsOf('/d/:uid/:slug?', '/d/abc/')).toEqual({ uid: 'abc', slug: undefined });
  for (const other of ['/d', '/d/', '/d/a/b/c', '/x/d/a']) expect(partsOf('/d/:uid/:slug?', other)).toBeUndefined();
});

it('finds the code of every page, whose default export draws it', async () => {
  expect(PAGES.filter(([, load]) => typeof load !== 'function')).toEqual([]);
  expect(PAGES.map(([path]) => path)).toEqual(Object.keys(PAGE_TABLE));
});

it('asks for parts that the path has', () => {
  for (const [path, { asks = [] }] of Object.entries(PAGE_TABLE)) {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    for (const [, name] of asks.flatMap((ask) => [...ask.matchAll(/:(\w+)/g)])) expect(names).toContain(name);
  }
});
