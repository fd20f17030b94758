import { expect, test } from 'vitest';
import { parseJsonLabels } from './json-labels.js';
import { parseLabelString, writeLabelString } from './label-string.js';

test.each([
  ['{}', []],
  ['{b="2", a="1"}', ['a', '1', 'b', '2']],
  [' { a = "1" , b=`x\\n` , } ', ['a', '1', 'b', 'x\\n']],
  ["{a='it\\'s',e=\"\"}", ['a', "it's"]],
  ['{a="\\"\\\\\\n\\u017c\\x41"}', ['a', '"\\\nżA']],
])('%s', (text, labels) => {
  expect(parseLabelString(text)).toEqual(labels);
});

test.each([
  ['', '1:1: parse error: unexpected end of input inside braces'],
  ['a="b"', '1:1: parse error: unexpected identifier "a" in label set, expected "{"'],
  ['{a}', '1:3: parse error: unexpected "}" in label set, expected "="'],
  ['{a=~"b"}', `1:3: parse error: unexpected "=" in label set, expected "="`],
  ['{a="b" c="d"}', '1:8: parse error: unexpected identifier "c" in label set, expected "," or "}"'],
  ['{a="b"', '1:7: parse error: unexpected end of input inside braces'],
  ['{a="b', '1:4: parse error: unterminated quoted string'],
  ['{a="\\q"}', '1:5: parse error: unknown escape sequence'],
  ['{żó="c"}', "1:2: parse error: unexpected character inside braces: 'ż'"],
  ['{="c"}', '1:2: parse error: unexpected "=" in label set, expected identifier or "}"'],
  ['{a="1",a="1"}', `stream '{a="1",a="1"}' has duplicate label name: 'a'`],
  ['{a="1"} x', '1:9: parse error: unexpected identifier "x" in label set, expected end of input'],
])('%s is refused', (text, message) => {
  expect(() => parseLabelString(text)).toThrow(message);
});

test('what is written is read back', () => {
  const labels = ['a', 'quote " back \\ line \n nul \0 żółć 😀 \u2028 \ud83d', 'b', '1'];
  expect(writeLabelString(['a', 'tab\t żół\u00a0\u{e0001}'])).toBe('{a="tab\\t żół\\u00a0\\U000e0001"}');
  expect(parseLabelString(writeLabelString(labels.slice(2)))).toEqual(['b', '1']);
  expect(parseLabelString(writeLabelString(['a', 'quote " \\ \n \0 😀 \u2028']))).toEqual([
    'a',
    'quote " \\ \n \0 😀 \u2028',
  ]);
});

test('JSON labels: texts of values, the last of two', () => {
  const read = (json: string) => parseJsonLabels(Buffer.from(`x${json}x`), 1, Buffer.byteLength(json) + 1);
  expect(read('{"a":"1","a":"\\u017c","n": 1.50 ,"t":true,"o":{"x":[1]}}')).toEqual([
    'a',
    'ż',
    'n',
    '1.50',
    'o',
    '{"x":[1]}',
    't',
    'true',
  ]);
});
