import { describe, expect, it } from 'vitest';
import { readGoString } from './go-string.js';

describe('readGoString', () => {
  it.each([
    ['"a b"', 'a b'],
    ["'it\\'s'", "it's"],
    ['`raw \\n "x"\nnext`', 'raw \\n "x"\nnext'],
    ['"\\t\\x41\\u00e9\\U0001F600\\101"', '\tAé😀A'],
    ['"\\xe6\\x97\\xa5 \\346\\227\\245"', '日 日'],
    ['"\\ud7ff"', '\ud7ff'],
  ])('reads %s', (source, value) => {
    expect(readGoString(source, 0)).toEqual({ ok: true, value, end: source.length });
  });

  it('keeps bytes that are no UTF-8 apart, and gives them up when encoded', () => {
    const read = readGoString('"a\\xffb\\xc3"', 0);
    expect(read).toMatchObject({ ok: true, value: 'a\udcffb\udcc3' });
    expect(read.ok && Buffer.from(read.value).toString()).toBe('a\ufffdb\ufffd');
  });

  it.each([
    ['"open', 'unterminated quoted string', 0],
    ['"two\nlines"', 'unterminated quoted string', 0],
    ['`open', 'unterminated raw string', 0],
    ['"\\q"', "unknown escape sequence U+0071 'q'", 1],
    [`"\\'"`, "unknown escape sequence U+0027 '''", 1],
    ['"\\x4"', `illegal character U+0022 '"' in escape sequence`, 1],
    ['"\\x4', 'escape sequence not terminated', 1],
    ['"\\400"', 'escape sequence is an invalid Unicode code point', 1],
    ['"\\ud800"', 'escape sequence is an invalid Unicode code point', 1],
    ['"\\UFFFFFFFF"', 'escape sequence is an invalid Unicode code point', 1],
  ])('refuses %s', (source, message, at) => {
    expect(readGoString(source, 0)).toEqual({ ok: false, message, at });
  });
});
