import { describe, expect, it } from 'vitest';
import { readGoString } from './go-string.js';

describe('readGoString', () => {
  it.each([
    ['"a b"', 'a b'],
    ["'it\\'s'", "it's"],
    ['`raw \\n "x"\nnext`', 'raw \\n "x"\nnext'],
    ['"\\t\\x41\\u00e9\\U0001F600\\101"', '\tAé😀A'],
  ])('reads %s', (source, value) => {
    expect(readGoString(source, 0)).toEqual({ ok: true, value, end: source.length });
  });

  it.each([
    ['"open', 'unterminated quoted string', 0],
    ['"two\nlines"', 'unterminated quoted string', 0],
    ['"\\q"', 'unknown escape sequence', 1],
    ['"\\UFFFFFFFF"', 'escape sequence is no Unicode code point', 1],
  ])('refuses %s', (source, message, at) => {
    expect(readGoString(source, 0)).toEqual({ ok: false, message, at });
  });
});
