// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the text under test
import { expect, it } from 'vitest';
import { Expansion } from './go-expansion.js';

const GROUPS = ['all', 'one', 'two'];

it.each([
  ['$1', 'one'],
  ['<$0>', '<all>'],
  ['$1-$2', 'one-two'],
  ['${1}x', 'onex'],
  ['$1x', ''],
  ['$first!', 'one!'],
  ['${first}_', 'one_'],
  ['$first_', ''],
  ['$3$10$99999999999999999999', ''],
  ['$01', ''],
  ['$$1', '$1'],
  ['$$$1', '$one'],
  ['$', '$'],
  ['${', '${'],
  ['${1', '${1'],
  ['${}', '${}'],
  ['${a-b}', '${a-b}'],
  ['$-', '$-'],
  ['$toString', ''],
  ['\\1', '\\1'],
  ['', ''],
])('%j expands to %j', (template, expected) => {
  expect(new Expansion(template, { first: 1 }).expand(2, (group) => GROUPS[group])).toBe(expected);
});
