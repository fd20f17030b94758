import { describe, expect, it } from 'vitest';
import type { Static } from '../../model/static.js';
import { compares, comparesOfType, orderTexts, totalOrder } from './compare-statics.js';

const text = (value: string): Static => ({ type: 'string', value });
const int = (value: number | bigint): Static => ({ type: 'int', value });
const float = (value: number): Static => ({ type: 'float', value });
const duration = (value: number): Static => ({ type: 'duration', value });
const bool = (value: boolean): Static => ({ type: 'bool', value });
const array = (...values: Static[]): Static => ({ type: 'array', element: 'int', values });
const nil: Static = { type: 'nil' };

describe('compares', () => {
  it.each([
    ['=', int(2), float(2), true],
    ['<', int(2), float(2.5), true],
    ['>=', duration(5), int(5), true],
    ['=', int(9_007_199_254_740_993n), int(9_007_199_254_740_993n), true],
    ['>', int(9_007_199_254_740_993n), int(9_007_199_254_740_992), true],
    ['!=', float(Number.NaN), float(1), false],
    ['<', text('a'), text('b'), true],
    ['=', text('1'), int(1), false],
    ['!=', text('1'), int(1), false],
    ['!=', bool(true), bool(false), true],
    ['=', nil, nil, false],
    ['!=', nil, int(1), false],
    ['=', { type: 'status', value: 'error' }, { type: 'status', value: 'error' }, true],
    ['=', { type: 'status', value: 'ok' }, { type: 'kind', value: 'server' }, false],
    ['=', array(int(1), int(2)), int(2), true],
    ['!=', array(int(1), int(2)), int(2), true],
    ['!=', array(int(2), int(2)), int(2), false],
    ['=', array(), int(2), false],
  ] as const)('%s of %o and %o is %s', (op, left, right, holds) => {
    expect(compares(op, left, right)).toBe(holds);
  });

  it('of an attribute and a literal asks for one type', () => {
    expect(comparesOfType('=', int(2), float(2))).toBe(false);
    expect(comparesOfType('=', float(2), float(2))).toBe(true);
    expect(comparesOfType('>', array(float(3), float(1)), float(2))).toBe(true);
    expect(comparesOfType('!=', text('2'), int(2))).toBe(false);
  });
});

it('orders texts as their bytes in UTF-8', () => {
  const texts = ['', 'a', 'ab', 'b', 'é', '\uff5e', '😀'];
  expect([...texts].reverse().sort(orderTexts)).toEqual(texts);
  expect(orderTexts('a', 'a')).toBe(0);
});

it('orders values of different types', () => {
  expect(totalOrder(int(5), float(1))).toBeGreaterThan(0);
  expect(totalOrder(int(5), text('1'))).toBeLessThan(0);
  expect(totalOrder(nil, int(1))).toBeLessThan(0);
});
