import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { fc } from '../../test/support/property.js';
import { regexLiterals } from './regex-literals.js';

describe('regexLiterals', () => {
  it.each<[string, readonly string[]]>([
    ['', ['']],
    ['abc', ['abc']],
    ['a|b\\.c|', ['a', 'b.c', '']],
    ['(a|b)', ['a', 'b']],
    ['(?:a|b)', ['a', 'b']],
    ['.*a.*', ['a']],
    ['.*?a.*?.*|b', ['a', 'b']],
    ['.*', ['']],
    ['\\\\', ['\\']],
    ['\\(a\\)', ['(a)']],
    ['a]}b', ['a]}b']],
    ['E_TIMEOUT: "x"', ['E_TIMEOUT: "x"']],
    ['ü😀', ['ü😀']],
  ])('of %j are %j', (pattern, texts) => expect(regexLiterals(pattern)).toEqual({ texts, ignoresCase: false }));

  it('ignore case where the pattern does', () => {
    expect(regexLiterals('(?i)(Error|timeout)')).toEqual({ texts: ['Error', 'timeout'], ignoresCase: true });
    expect(regexLiterals('(?i)ü')).toBeUndefined();
  });

  it.each([
    'a.b',
    'a.*b',
    'a+',
    'a?',
    '^a',
    'a$',
    '[ab]',
    '\\d',
    '\\Qa\\E',
    '\\x41',
    'a{2}',
    '(a)(b)',
    '(a|b)c',
    '(?s)a',
    '(?i:a)',
    '(?P<n>a)',
    '(a)\\)',
    'a|'.repeat(20),
  ])('are none of %j', (pattern) => expect(regexLiterals(pattern)).toBeUndefined());

  it('say the same as RE2', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      'ab',
      '|',
      '.*',
      '.*?',
      '\\.',
      '\\\\',
      '(',
      ')',
      '(?:',
      '(?i)',
      '.',
      '\n',
      'B',
    );
    const lines = ['', 'a', 'xab', 'b\na', '.', '\\', 'AB', 'aab.b\\', '\n', 'ba'];
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const regex = compiled(parts.join(''));
        const literals = regex && regexLiterals(parts.join(''));
        if (!regex || !literals) return;
        for (const line of lines) {
          const found = literals.ignoresCase
            ? literals.texts.some((text) => line.toLowerCase().includes(text.toLowerCase()))
            : literals.texts.some((text) => line.includes(text));
          expect([line, found]).toEqual([line, regex.test(line)]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function compiled(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
