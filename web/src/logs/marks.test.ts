import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property';
import { withoutAnsi } from './ansi';
import { marksOf, piecesOf } from './marks';

const marked = (line: string, ...words: string[]) =>
  piecesOf(line, marksOf(words))
    .filter(({ isMark }) => isMark)
    .map(({ text }) => text);

describe('marks', () => {
  it.each([
    ['GET /a 200', ['/a'], ['/a']],
    ['a.b axb', ['a.b'], ['a.b', 'axb']],
    ['f(x) is', ['f(x'], ['f(x']],
    ['Error ERROR', ['(?i)error'], ['Error', 'ERROR']],
    ['took 12 ms', ['took (?P<n>\\d+) ms'], ['took 12 ms']],
    ['<b>&', ['<b>'], ['<b>']],
    ['x', [], []],
    ['x', ['.*'], []],
  ])('%j has of %j the marks %j', (line, words, found) => {
    expect(marked(line, ...words)).toEqual(found);
  });

  it('finds what escape sequences part', () => {
    expect(piecesOf('\u001b[31mab\u001b[0mcd', marksOf(['bc']))).toEqual([
      { text: 'a', look: 'red', isMark: false },
      { text: 'b', look: 'red', isMark: true },
      { text: 'c', look: '', isMark: true },
      { text: 'd', look: '', isMark: false },
    ]);
  });

  it('does not run expressions that may not end', () => {
    expect(marked(`${'a'.repeat(50)}!`, '(a+)+$')).toEqual([]);
  });

  it('keeps every character of a line, whatever is marked', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 4 }), (line, words) => {
        const pieces = piecesOf(line, marksOf(words));
        expect(pieces.map(({ text }) => text).join('')).toBe(withoutAnsi(line));
      }),
    );
  });
});
