import { describe, expect, it } from 'vitest';
import type { Static } from '../../model/static.js';
import { calculate, narrow, negate } from './arithmetic.js';

const int = (value: number | bigint): Static => ({ type: 'int', value });
const float = (value: number): Static => ({ type: 'float', value });
const duration = (value: number): Static => ({ type: 'duration', value });

describe('calculate', () => {
  it.each([
    ['+', int(2), int(3), int(5)],
    ['-', int(2), int(3), int(-1)],
    ['/', int(7), int(2), int(3)],
    ['/', int(-7), int(2), int(-3)],
    ['%', int(-7), int(4), int(-3)],
    ['/', int(10), float(4), float(2.5)],
    ['/', float(1), float(0), float(Number.POSITIVE_INFINITY)],
    ['^', int(2), int(10), int(1024)],
    ['^', float(2), int(-1), float(0.5)],
    ['*', duration(5), int(2), duration(10)],
    ['/', duration(7), int(2), duration(3)],
    ['*', duration(5), float(1.5), duration(7)],
    ['+', int(9_007_199_254_740_991), int(2), int(9_007_199_254_740_993n)],
    ['+', int(2n ** 63n - 1n), int(1), int(-(2n ** 63n))],
    ['+', { type: 'string', value: 'a' }, int(1), { type: 'nil' }],
    ['+', { type: 'nil' }, int(1), { type: 'nil' }],
  ] as const)('%s of %o and %o', (op, left, right, result) => {
    expect(calculate(op, left, right)).toEqual(result);
  });

  it.each(['/', '%'] as const)('refuses %s by an integer zero', (op) => {
    expect(() => calculate(op, int(1), int(0))).toThrow('integer divide by zero');
  });
});

it('negates', () => {
  expect(negate(int(3))).toEqual(int(-3));
  expect(negate(float(0.5))).toEqual(float(-0.5));
  expect(negate(duration(3))).toEqual(duration(-3));
  expect(negate({ type: 'nil' })).toEqual({ type: 'nil' });
});

it('keeps int64s exact', () => {
  expect(narrow(5n)).toBe(5);
  expect(narrow(2n ** 60n + 1n)).toBe(2n ** 60n + 1n);
});
