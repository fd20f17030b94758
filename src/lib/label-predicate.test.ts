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

it('refuses a pattern that would be huge without its counts', () => {
  expect(() => labelPredicate('=~', 'x{1000}'.repeat(100))).toThrow('expression too large');
  expect(() => labelPredicate('=~', '(?:[a-z0-9]{1,63}[.]){2}x{1000}')).not.toThrow();
});
