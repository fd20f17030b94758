import { expect, it } from 'vitest';
import { compileLinePattern } from './line-pattern.js';

it.each<[string, string, boolean]>([
  ['aaa', 'aaa', true],
  ['aaa', 'aaaa', false],
  ['aaa', 'baaa', false],
  ['', '', true],
  ['', 'x', false],
  ['<_>', 'x', true],
  ['<_>', '', false],
  ['<_>aaa', 'aaa', false],
  ['<_>aaa', 'aaaa', false],
  ['<_>aaa', 'baaa', true],
  ['<_>quick<_>', 'The quick brown fox', true],
  ['<_>quick<_>', 'quick', false],
  ['<_>quick<_>', 'The quick', false],
  ['the <_> fox', 'the QUICK Brown fox', true],
  ['the <_> fox', 'The quick brown fox', false],
  ['the <_> fox', 'the  fox', false],
  ['the <_> fox', 'the red fox!', false],
  ['<_>after<_>s', 'error: timeout after 30s', true],
  ['<_>after<_>s', 'error: timeout after 3ss', false],
  ['a<_>b<_>c', 'a-b-c', true],
  ['a<_>b<_>c', 'a-bc', false],
  ['<_>a', 'baa', false],
  ['x < y > <_>', 'x < y > z', true],
  ['<1> <>', '<1> <>', true],
  ['é<_>😀', 'é x 😀', true],
  ['a\0<_>', 'a\0b', true],
])('%j over %j: %s', (pattern, line, matches) => expect(compileLinePattern(pattern)(line)).toBe(matches));

it.each([
  ['<a>', "named captures are not allowed: found '<a>'"],
  ['x <_> <b_1>', "named captures are not allowed: found '<b_1>'"],
  ['<_><_>', "found consecutive capture '<_><_>': invalid expression"],
  ['x<_><_>y', "found consecutive capture '<_><_>': invalid expression"],
])('refuses %j', (pattern, message) => expect(() => compileLinePattern(pattern)).toThrow(message));
