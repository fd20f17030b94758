import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTemplateFiles } from './template-files.js';

const directory = mkdtempSync(join(tmpdir(), 'templates-'));
mkdirSync(join(directory, 'team'));
for (const name of ['a.tmpl', 'b.tmpl', 'b1.tmpl', 'note.txt', 'team/c.tmpl'])
  writeFileSync(join(directory, name), name);
afterAll(() => rmSync(directory, { recursive: true }));

describe('template files', () => {
  it.each([
    ['*.tmpl', ['a.tmpl', 'b.tmpl', 'b1.tmpl']],
    ['?.tmpl', ['a.tmpl', 'b.tmpl']],
    ['[b-z]*', ['b.tmpl', 'b1.tmpl', 'note.txt', 'team']],
    ['[^b]?tmpl', ['a.tmpl']],
    ['*/*.tmpl', ['team/c.tmpl']],
    ['note.txt', ['note.txt']],
    ['none.tmpl', []],
    ['nowhere/*.tmpl', []],
    ['a.tmp.', []],
  ])('%s', (pattern, names) => {
    const expected = names
      .filter((name) => name !== 'team')
      .map((source) => ({ name: source.split('/').at(-1), source }));
    expect(readTemplateFiles([pattern], directory)).toEqual(expected);
  });

  it('come once, in the order of the patterns', () => {
    expect(readTemplateFiles(['b.tmpl', join(directory, '*.tmpl')], '/').map(({ name }) => name)).toEqual([
      'a.tmpl',
      'b.tmpl',
      'b1.tmpl',
    ]);
  });
});
