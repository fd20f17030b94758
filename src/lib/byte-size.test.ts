import { expect, it } from 'vitest';
import { readByteSize } from './byte-size.js';

it.each<[string, number | string]>([
  ['0', 0],
  ['10B', 10],
  ['1.9B', 1],
  ['1K', 1000],
  ['1kb', 1000],
  ['1KiB', 1024],
  ['1Mi', 1024 ** 2],
  ['2 MB', 2e6],
  ['1,000.5 kB', 1_000_500],
  ['7eb', 7e18],
  ['', 'strconv.ParseFloat: parsing "": invalid syntax'],
  ['-1KB', 'strconv.ParseFloat: parsing "": invalid syntax'],
  ['1.2.3B', 'strconv.ParseFloat: parsing "1.2.3": invalid syntax'],
  ['1e3', 'unhandled size name: e3'],
  ['1 constructor', 'unhandled size name: constructor'],
  ['99EB', 'too large: 99EB'],
])('readByteSize(%j)', (text, answer) =>
  expect(readByteSize(text)).toEqual(typeof answer === 'number' ? { value: answer } : { problem: answer }),
);
