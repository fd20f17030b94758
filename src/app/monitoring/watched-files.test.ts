import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WatchedFiles, watchedPath } from './watched-files.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-watched-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('tells that files came, changed, were replaced and went', () => {
  const path = (...names: string[]) => join(directory, ...names);
  const files = new WatchedFiles(() => [path('a.yml'), path('rules')]);
  const changes = (change: () => void) => {
    change();
    return [files.haveChanged(), files.haveChanged()];
  };
  const steps = [
    () => undefined,
    () => writeFileSync(path('a.yml'), 'one'),
    () => writeFileSync(path('a.yml'), 'longer'),
    () => {
      writeFileSync(path('new.yml'), 'better');
      renameSync(path('new.yml'), path('a.yml'));
    },
    () => mkdirSync(path('rules', 'tenant'), { recursive: true }),
    () => writeFileSync(path('rules', 'tenant', 'b.yml'), ''),
    () => rmSync(path('rules'), { recursive: true }),
  ];
  for (const step of steps) expect(changes(step)).toEqual([true, false]);
  expect(changes(() => writeFileSync(path('else.yml'), ''))).toEqual([false, false]);
});

it.each([
  ['/etc/rules/*.yml', '/etc/rules'],
  ['/etc/rules-*/a.yml', '/etc'],
  ['/etc/a.yml', '/etc/a.yml'],
])('looks for %s at %s', (pattern, path) => expect(watchedPath(pattern)).toBe(path));
