import { describe, expect, it } from 'vitest';
import { NamePattern } from './name-pattern.js';

describe('a pattern of names', () => {
  it.each([
    ['', [''], ['a']],
    ['a.yml', ['a.yml'], ['a_yml', 'a.ym', 'a.ymls', 'xa.yml']],
    ['*', ['', 'a', '.a', '[^]'], []],
    ['*.yml', ['.yml', 'a.yml', 'a.yml.yml'], ['a.yaml', 'a.yml~']],
    ['a*b*c', ['abc', 'axbxbxc'], ['ac', 'abcd', 'acb']],
    ['job*-*.yml', ['job-.yml', 'job1-2-3.yml'], ['job1.yml']],
    ['**', ['', 'ab'], []],
    ['a?', ['ab', 'a😀', 'a*'], ['a', 'abc']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '-x', 'x', 'abx']],
    ['[^a-c]', ['d', '^', '😀'], ['a', 'b', '']],
    ['[ab-de]', ['a', 'c', 'e'], ['-', 'f']],
    ['[!a]', ['!', 'a'], ['b']],
    ['[a^]', ['a', '^'], ['b']],
    ['[\\]\\-]', [']', '-'], ['\\']],
    ['[c-a]', [], ['a', 'b', 'c', '-']],
    ['[😀-😂]', ['😁'], ['a']],
    ['\\*\\?\\[a\\\\', ['*?[a\\'], ['aa[a\\']],
    ['a]', ['a]'], ['a']],
    ['[.]', ['.'], ['a']],
  ])('%s', (pattern, names, others) => {
    const compiled = new NamePattern(pattern);
    expect([...names, ...others].filter((name) => compiled.matches(name))).toEqual(names);
  });

  it.each([
    ['[', '[ is not closed by ]'],
    ['[a', '[ is not closed by ]'],
    ['[a-', '[ is not closed by ]'],
    ['[^', '[ is not closed by ]'],
    ['[]a]', '] in [] must be \\]'],
    ['[-a]', '- in [] must be \\-'],
    ['[a-]', '] in [] must be \\]'],
    ['a\\', 'nothing follows \\'],
    ['[a\\', 'nothing follows \\'],
  ])('%s is none', (pattern, problem) => {
    expect(() => new NamePattern(pattern)).toThrow(`"${pattern}" is not a pattern of file names: ${problem}`);
  });

  it('takes no longer for many stars', () => {
    expect(new NamePattern(`${'*a'.repeat(200)}b`).matches('a'.repeat(255))).toBe(false);
  });
});
