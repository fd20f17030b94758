import { expect, it } from 'vitest';
import { isPortableRegex, withWholeCharacters } from './portable-pattern.js';

it.each<[pattern: string, isPortable: boolean]>([
  ['café', true],
  ['caf(é)?', true],
  ['caf[é]?', true],
  ['é+', true],
  ['cafe?', true],
  ['café?', false],
  ['lineé*', false],
  ['x😀{0}', false],
  ['a{65}', false],
  ['a(', false],
])('isPortableRegex(%j)', (pattern, isPortable) => expect(isPortableRegex(pattern)).toBe(isPortable));

it.each([
  ['café?', 'caf[é]?'],
  ['日*本{0,2}語', '[日]*[本]{0,2}語'],
  ['x😀??', 'x[😀]??'],
  ['(é?|ü)+', '([é]?|ü)+'],
  ['[aé?]é?', '[aé?][é]?'],
  ['[]é?]', '[]é?]'],
  ['[[:alpha:]é*]', '[[:alpha:]é*]'],
  ['\\Qé?\\Eé?', '\\Qé?\\E[é]?'],
  ['\\é?', '\\é?'],
  ['cafe?é+', 'cafe?é+'],
])('withWholeCharacters(%j)', (pattern, rewritten) => expect(withWholeCharacters(pattern)).toBe(rewritten));
