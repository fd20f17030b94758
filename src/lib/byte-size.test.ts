import { expect, it } from 'vitest';
import { printedByteSize, readByteSize } from './byte-size.js';

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
  expect(readByteSize(text)).toEqual(typeof answer === 'number' ? { bytes: answer } : { problem: answer }),
);

it.each([
  [0, 0],
  [9, 9],
  [999, 999],
  [1000, 1000],
  [1024, 1000],
  [1536, 1500],
  [15_360, 15_000],
  [14_500, 14_000],
  [15_500, 16_000],
  [1_048_576, 1_000_000],
  [20_971_520, 21_000_000],
])('printedByteSize(%j) is %j', (bytes, printed) => expect(printedByteSize(bytes)).toBe(printed));
