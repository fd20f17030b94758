import { expect, it } from 'vitest';
import { parse } from '../../traceql/parser.js';
import { tagsQuery } from './search-tags-query.js';

it.each([
  ['', '{ }'],
  ['a=b', '{ ."a" = "b" }'],
  ['service.name=x+y a="b c"', String.raw`{ resource.service.name =~ ".*x\\+y.*" } && { ."a" = "b c" }`],
  [String.raw`a="q\"b\\s\tt\u00e9"`, String.raw`{ ."a" = "q\"b\\s\tté" }`],
  ['error=true', '{ status = error }'],
])('%s', (tags, query) => {
  expect(tagsQuery(tags, undefined, undefined)).toBe(query);
  expect(() => parse(query)).not.toThrow();
});

it('takes whole milliseconds of durations', () => {
  expect(tagsQuery('', 1_500_000, 2e9)).toBe('{ traceDuration >= 1ms && traceDuration <= 2000ms }');
});

it.each([
  ['a="b', 'invalid tags: unterminated quoted value at pos 5'],
  ['=b', "invalid tags: unexpected '=' at pos 1"],
  [String.raw`a="\q"`, 'invalid tags: invalid quoted value at pos 7'],
])('refuses %s', (tags, message) => {
  expect(() => tagsQuery(tags, undefined, undefined)).toThrow(message);
});
