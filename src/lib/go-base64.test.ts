import { expect, it } from 'vitest';
import { decodeBase64 } from './go-base64.js';

it.each([
  ['aGVsbG8gd29ybGQ=', 'hello world'],
  ['YQ==', 'a'],
  ['YW\nI=\n', 'ab'],
  ['', ''],
])('decodes %j', (text, decoded) => {
  const result = decodeBase64(text);
  expect('bytes' in result && result.bytes.toString()).toBe(decoded);
});

it.each([
  ['!!!', 0],
  ['YQ', 0],
  ['YWJjZ', 4],
  ['Y===', 1],
  ['YQ=x', 2],
  ['YQ==YQ==', 4],
  ['YWI=x', 4],
  ['YQ=', 3],
  ['YWJj-', 4],
])('refuses %j', (text, at) => {
  expect(decodeBase64(text)).toEqual({ problem: `illegal base64 data at input byte ${at}` });
});
