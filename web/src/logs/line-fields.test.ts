import { expect, it } from 'vitest';
import { prettified, readLineFields } from './line-fields';

it.each([
  ['{"a":1,"b":{"c-d":"x"},"e":[1],"f":null,"g":true}', 'json', { a: '1', b_c_d: 'x', g: 'true' }],
  ['level=info msg="two words \\"x\\"" took=5ms', 'logfmt', { level: 'info', msg: 'two words "x"', took: '5ms' }],
])('%s', (line, format, fields) => {
  expect(readLineFields(line)).toEqual({ format, fields });
});

it.each(['GET /a?b=c 200', '{not json}', '', `{"a":"${'x'.repeat(100_000)}"}`])('has no fields: %.20s', (line) => {
  expect(readLineFields(line)).toBeUndefined();
});

it('prettifies JSON only', () => {
  expect(prettified('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(prettified('{a}')).toBe('{a}');
});
