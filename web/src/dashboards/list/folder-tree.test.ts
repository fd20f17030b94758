import { describe, expect, it } from 'vitest';
import { foldersBelow, openAtFirst, pathTo, treeRows } from './folder-tree';
import type { Hit } from './hits';

const hit = (uid: string, type: Hit['type'], folderUid?: string): Hit => ({
  uid,
  type,
  title: uid,
  url: `/${uid}`,
  tags: [],
  isStarred: false,
  ...(folderUid !== undefined && { folderUid }),
});
const ALL = [
  hit('loose', 'dash-db'),
  hit('a', 'dash-folder'),
  hit('in a', 'dash-db', 'a'),
  hit('a/b', 'dash-folder', 'a'),
  hit('in b', 'dash-db', 'a/b'),
  hit('lost', 'dash-db', 'gone'),
];

describe('the tree of folders', () => {
  it('has folders first, and of closed ones only themselves', () => {
    const names = (open: readonly string[], root?: string) =>
      treeRows(ALL, (uid) => open.includes(uid), root).map(({ hit, depth, size }) => `${depth} ${hit.uid} ${size}`);
    expect(names([])).toEqual(['0 a 2', '0 loose 0', '0 lost 0']);
    expect(names(['a'])).toEqual(['0 a 2', '1 a/b 1', '1 in a 0', '0 loose 0', '0 lost 0']);
    expect(names([], 'a')).toEqual(['0 a/b 1', '0 in a 0']);
  });

  it('is open at first while everything can be seen at once', () => {
    expect([...openAtFirst(ALL)]).toEqual(['a', 'a/b']);
    const many = Array.from({ length: 40 }, (_, index) => hit(`${index}`, 'dash-db'));
    expect([...openAtFirst([...ALL, ...many])]).toEqual([]);
  });

  it('knows the way to a folder and what is below one', () => {
    const folders = ALL.filter(({ type }) => type === 'dash-folder');
    expect(pathTo('a/b', folders).map(({ uid }) => uid)).toEqual(['a', 'a/b']);
    expect(pathTo('nowhere', folders)).toEqual([]);
    expect([...foldersBelow('a', folders)]).toEqual(['a', 'a/b']);
  });
});
