import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesMatching, hasWildcards } from './file-patterns.js';

/** Its name would be a pattern. */
const directory = mkdtempSync(join(tmpdir(), 'patterns-[x]-'));
const FILES = ['a.yml', 'b.yml', 'b1.yml', 'c.txt', 'x/a.yml', 'x/deep/d.yml', 'y/a.yml', 'y.yml/e.txt', 'a*.yml'];

beforeAll(() => {
  for (const path of ['x/deep', 'y', 'y.yml']) mkdirSync(join(directory, path), { recursive: true });
  for (const file of FILES) writeFileSync(join(directory, file), '');
  symlinkSync('nothing', join(directory, 'gone.yml'));
  symlinkSync('x', join(directory, 'linked'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const named = (pattern: string) => filesMatching(pattern, directory).map((path) => relative(directory, path));

describe('files of a pattern', () => {
  it.each([
    ['*.yml', ['a*.yml', 'a.yml', 'b.yml', 'b1.yml', 'gone.yml']],
    ['b?.yml', ['b1.yml']],
    ['[^ag]*.yml', ['b.yml', 'b1.yml']],
    ['a\\*.yml', ['a*.yml']],
    ['*/a.yml', ['linked/a.yml', 'x/a.yml', 'y/a.yml']],
    ['x/*/*', ['x/deep/d.yml']],
    ['./x/../*.txt', ['c.txt']],
    ['a.yml', ['a.yml']],
    ['gone.yml', ['gone.yml']],
    ['x', []],
    ['none.yml', []],
    ['none/*.yml', []],
    ['c.txt/*', []],
    ['c.txt/a.yml', []],
  ])('%s', (pattern, files) => {
    expect(named(pattern)).toEqual(files);
  });

  it('begin at the root where the pattern does', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'patterns-')), 'a.yml');
    writeFileSync(path, '');
    expect(filesMatching(path.replace('a.yml', '*.yml'), directory)).toEqual([path]);
    rmSync(join(path, '..'), { recursive: true });
  });

  it('tell of directories that cannot be read', () => {
    symlinkSync('round', join(directory, 'round'));
    const heard: unknown[] = [];
    expect(filesMatching('round/*', directory, (error) => heard.push(error))).toEqual([]);
    expect(heard).toMatchObject([{ code: 'ELOOP' }]);
    expect(named('round/*')).toEqual([]);
  });

  it('refuses what is no pattern', () => {
    expect(() => named('x/[')).toThrow('"[" is not a pattern of file names');
  });

  it('are bounded in number', () => {
    const steps = '*/../'.repeat(7);
    expect(() => named(`${steps}*`)).toThrow(`${steps}* names more than 10000 files`);
  });
});

it.each([
  ['/etc/a.yml', false],
  ['a*', true],
  ['a?', true],
  ['[a]', true],
  ['\\a', true],
])('%s has wildcards: %s', (pattern, has) => expect(hasWildcards(pattern)).toBe(has));
