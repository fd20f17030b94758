import { describe, expect, it } from 'vitest';
import { parseGoBool, parseGoFloat, parseGoInt, readGoFloat } from './go-number.js';

describe('parseGoFloat', () => {
  it.each<[string, number | undefined]>([
    ['1795172400.5', 1795172400.5],
    ['1.7951724e+9', 1795172400],
    ['-.5', -0.5],
    ['5.', 5],
    ['Inf', Infinity],
    ['-infinity', -Infinity],
    ['0x1p4', 16],
    ['-0x.8p1', -1],
    ['0x10', undefined],
    ['1e400', undefined],
    [' 1', undefined],
    ['1_000.5e1_0', 1000.5e10],
    ['0x_1Fp0', 31],
    ['_1', undefined],
    ['1__0', undefined],
    ['1_', undefined],
    ['1_e3', undefined],
    ['+nan', undefined],
    ['constructor', undefined],
    ['', undefined],
    ['.', undefined],
    ['2026-11-20', undefined],
  ])('reads %j as %j', (text, value) => expect(parseGoFloat(text)).toBe(value));

  it('reads NaN', () => expect(parseGoFloat('nan')).toBeNaN());
});

it.each([
  ['1.50', { value: 1.5 }],
  ['-Inf', { value: Number.NEGATIVE_INFINITY }],
  ['0x1F', { problem: 'strconv.ParseFloat: parsing "0x1F": invalid syntax' }],
  ['a"b', { problem: 'strconv.ParseFloat: parsing "a\\"b": invalid syntax' }],
  ['1e400', { problem: 'strconv.ParseFloat: parsing "1e400": value out of range' }],
  ['-0x1p9999', { problem: 'strconv.ParseFloat: parsing "-0x1p9999": value out of range' }],
])('readGoFloat(%j)', (text, answer) => expect(readGoFloat(text)).toEqual(answer));

it.each([
  ['12', { value: 12 }],
  ['+3', { value: 3 }],
  ['-3', { value: -3 }],
  ['x', { problem: 'parsing "x": invalid syntax' }],
  ['1.5', { problem: 'parsing "1.5": invalid syntax' }],
  ['9223372036854775808', { problem: 'parsing "9223372036854775808": value out of range' }],
])('parseGoInt(%j)', (text, answer) => expect(parseGoInt(text)).toEqual(answer));

it.each<[string, boolean | undefined]>([
  ['true', true],
  ['F', false],
  ['0', false],
  ['yes', undefined],
  ['constructor', undefined],
])('parseGoBool(%j)', (text, value) => expect(parseGoBool(text)).toBe(value));
