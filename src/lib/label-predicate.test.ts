import { expect, it } from 'vitest';
import { labelPredicate } from './label-predicate.js';

it.each<['=' | '!=' | '=~' | '!~', string, string, boolean]>([
  ['=', 'a', 'a', true],
  ['!=', 'a', '', true],
  ['=~', 'a|b', 'b', true],
  ['=~', 'a', 'ab', false],
  ['=~', 'a.b', 'a\nb', true],
  ['=~', '.*', '', true],
  ['!~', '.+', '', true],
  ['!~', 'a', 'a', false],
])('%s %j holds for %j: %j', (op, value, text, holds) => expect(labelPredicate(op, value)(text)).toBe(holds));
