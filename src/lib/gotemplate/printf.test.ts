import { describe, expect, it } from 'vitest';
import { printf } from './printf.js';
import { int64, type Value, ValueMap } from './value.js';

const room = { checkLength: () => {} };
const MAP = new ValueMap(new Map<string, Value>([['k', 1n]]));

describe('printf', () => {
  it.each<[string, Value[], string]>([
    ['%v %s %d', ['a', 'b', 3n], 'a b 3'],
    ['%5s|%-5s|%05d|%x|%X', ['ab', 'ab', 42n, 255n, 255n], '   ab|ab   |00042|ff|FF'],
    ['%q %q', ['a"b', 120n], '"a\\"b" \'x\''],
    ['%#q %+q', ['a', 'ż'], '`a` "\\u017c"'],
    ['%t %v', [true, false], 'true false'],
    ['%c %U %#U', [0x17cn, 0x41n, 0x41n], "ż U+0041 U+0041 'A'"],
    ['%b %o %O %#x %#o', [5n, 8n, 8n, 255n, 8n], '101 10 0o10 0xff 010'],
    ['%+d % d %+d', [1n, 1n, -1n], '+1  1 -1'],
    ['%+05d|%-6d|%6d', [42n, 42n, -42n], '+0042|42    |   -42'],
    ['%.3d|%8.3d|%.0d', [5n, 5n, 0n], '005|     005|'],
    [
      '%f %.2f %8.3f %-8.1f| %08.2f',
      [1.5, 2.345, Math.PI, 2.25, -Math.PI],
      '1.500000 2.35    3.142 2.2     | -0003.14',
    ],
    ['%.0f %.0f %.0f %.1f', [0.5, 1.5, 2.5, 0.25], '0 2 2 0.2'],
    ['%e %.2E %.0e', [123456.789, 0.00012, 2.5], '1.234568e+05 1.20E-04 2e+00'],
    ['%g %g %g %.3g %G', [1e6, 123456, 1e-5, 1234.5678, 1e-10], '1e+06 123456 1e-05 1.23e+03 1E-10'],
    ['%v %v %v %v', [1e20, 1e21, 0.1, 123456789], '1e+20 1e+21 0.1 1.23456789e+08'],
    ['%v %v %v', [Number.NaN, Infinity, -Infinity], 'NaN +Inf -Inf'],
    ['%6.1f|%+.1f', [Number.NaN, Infinity], '   NaN|+Inf'],
    ['%x %X %x %b %b', [1.5, -2.25, 0, 1.5, 0], '0x1.8p+00 -0X1.2P+01 0x0p+00 6755399441055744p-52 0p-1074'],
    ['%.3x %.2x %.0x %.15x', [1.5, 1e100, 1.96875, 1], '0x1.800p+00 0x1.25p+332 0x1p+01 0x1.000000000000000p+00'],
    ['%+v %+v %#v', [5n, 1.5, 1.5], '5 1.5 1.5'],
    [
      '%5d|%-6d|%05d|%.1d',
      ['5', true, 'ab', 'xyz'],
      '%!d(string=    5)|%!d(bool=true  )|%!d(string=000ab)|%!d(string=x)',
    ],
    ['%.2s %+d', [1n, 1.5], '%!s(int=01) %!d(float64=+1.5)'],
    ['%s %d %#v', [[undefined], [undefined], [undefined]], '[<nil>] [<nil>] []interface {}{interface {}(nil)}'],
    ['%.3s|%6.2s|%.1q', ['abcdef', 'abc', 'xyz'], 'abc|    ab|"x"'],
    ['%x %X % x %#x', ['hi', 'hi', 'hi', 'hi'], '6869 6869 68 69 0x6869'],
    ['%T %T %T %T %T %T', ['a', 1n, 1.5, true, [], int64(1n)], 'string int float64 bool []interface {} int64'],
    [
      '%v %d %s',
      [
        ['a', 1n],
        [1n, 2n],
        ['x', 'y'],
      ],
      '[a 1] [1 2] [x y]',
    ],
    ['%v %#v', [MAP, 'a'], 'map[k:1] "a"'],
    ['%d', ['hi'], '%!d(string=hi)'],
    ['%s', [3n], '%!s(int=3)'],
    ['%d', [1.5], '%!d(float64=1.5)'],
    ['%s %v', [undefined, undefined], '%!s(<nil>) <nil>'],
    ['%d %d', [1n], '1 %!d(MISSING)'],
    ['%d', [1n, 'x', 2n], '1%!(EXTRA string=x, int=2)'],
    ['%z', [1n], '%!z(int=1)'],
    ['100%', [], '100%!(NOVERB)'],
    ['%d%%', [50n], '50%'],
    ['%*d|%-*d|%.*f', [5n, 42n, 4n, 7n, 2n, Math.PI], '   42|7   |3.14'],
    ['%[2]d %[1]d', [1n, 2n], '2 1'],
    ['%[3]d', [1n], '%!d(BADINDEX)'],
    ['%[2]*[1]d', [7n, 4n], '   7'],
    ['%*d', ['x', 1n], '%!(BADWIDTH)1'],
    ['ż%3sż', ['ó'], 'ż  óż'],
  ])('row %#', (format, values, text) => {
    expect(printf(format, values, room)).toBe(text);
  });
});
