import { describe, expect, it } from 'vitest';
import { matchingOptions } from './regex-options';
import { sortedOptions } from './sort-options';

const options = (...texts: string[]) => texts.map((text) => ({ text, value: text }));
const texts = (list: readonly { text: string }[]) => list.map(({ text }) => text);

describe('the regex of a variable', () => {
  it.each<[string, string[]]>([
    ['', ['up{job="a"}', 'down']],
    ['/up/', ['up{job="a"}']],
    ['/job="(.*)"/', ['a']],
    ['/UP/i', ['up{job="a"}']],
    ['down', ['down']],
    ['own', []],
  ])('%s', (regex, wanted) => {
    expect(texts(matchingOptions(options('up{job="a"}', 'down'), regex))).toEqual(wanted);
  });

  it('names texts and values by groups', () => {
    const given = options('name="n",id="7"');
    expect(matchingOptions(given, '/name="(?<text>[^"]+)|id="(?<value>[^"]+)"/')).toEqual([{ text: 'n', value: 'n' }]);
    expect(matchingOptions(given, '/name="(?<text>[^"]+)",id="(?<value>[^"]+)"/')).toEqual([{ text: 'n', value: '7' }]);
  });
});

describe('the sort of a variable', () => {
  const given = options('b10', 'B2', 'a1');
  it.each([
    [0, ['b10', 'B2', 'a1']],
    [1, ['B2', 'a1', 'b10']],
    [2, ['b10', 'a1', 'B2']],
    [3, ['a1', 'B2', 'b10']],
    [4, ['b10', 'B2', 'a1']],
    [5, ['a1', 'b10', 'B2']],
    [6, ['B2', 'b10', 'a1']],
    [7, ['a1', 'B2', 'b10']],
    [8, ['b10', 'B2', 'a1']],
  ])('%d', (sort, wanted) => expect(texts(sortedOptions(given, sort))).toEqual(wanted));
});
