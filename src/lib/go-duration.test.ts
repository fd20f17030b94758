import { expect, it, test } from 'vitest';
import { goDuration, goDurationText, readGoDuration } from './go-duration.js';

it.each<[string, number | string]>([
  ['0', 0],
  ['-0', 0],
  ['+3s', 3e9],
  ['1h30m', 5400e9],
  ['1.5h', 5400e9],
  ['.5s', 5e8],
  ['1.s', 1e9],
  ['-5s', -5e9],
  ['5µs', 5e3],
  ['5μs', 5e3],
  ['1m0.3ns', 60e9],
  ['-2562047h47m16.854775808s', -(2 ** 63)],
  ['', 'time: invalid duration ""'],
  ['-', 'time: invalid duration "-"'],
  ['abc', 'time: invalid duration "abc"'],
  ['.s', 'time: invalid duration ".s"'],
  ['1h x', 'time: unknown unit "h x" in duration "1h x"'],
  ['10', 'time: missing unit in duration "10"'],
  ['1s2', 'time: missing unit in duration "1s2"'],
  ['1d', 'time: unknown unit "d" in duration "1d"'],
  ['1"\\é', 'time: unknown unit "\\"\\\\\\xc3\\xa9" in duration "1\\"\\\\\\xc3\\xa9"'],
  ['99999999999999999999', 'time: invalid duration "99999999999999999999"'],
  ['99999999999h', 'time: invalid duration "99999999999h"'],
  [`${'9'.repeat(400)}s`, `time: invalid duration "${'9'.repeat(400)}s"`],
])('readGoDuration(%j)', (text, answer) =>
  expect(readGoDuration(text)).toEqual(typeof answer === 'number' ? { value: answer } : { problem: answer }),
);

test.each([
  [0, '0s'],
  [20, '20ms'],
  [1500, '1.5s'],
  [90_000, '1m30s'],
  [3_600_000, '1h0m0s'],
  [31 * 86_400_000, '744h0m0s'],
  [-61_000, '-1m1s'],
])('%d ms is %s', (ms, text) => expect(goDuration(ms)).toBe(text));

test.each<[number | bigint, string]>([
  [0, '0s'],
  [1, '1ns'],
  [1500, '1.5µs'],
  [29_900_000, '29.9ms'],
  [-1.5e9, '-1.5s'],
  [90e9, '1m30s'],
  [5400e9, '1h30m0s'],
  [60e9 + 1, '1m0.000000001s'],
  [10e9, '10s'],
  [2n ** 63n - 1n, '2562047h47m16.854775808s'],
])('%s ns is %s', (ns, text) => expect(goDurationText(ns)).toBe(text));
