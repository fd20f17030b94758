import { describe, expect, it } from 'vitest';
import { quoteGo, quoteGoRune } from './go-quote.js';
import { readGoString } from './go-string.js';

describe('quoteGo', () => {
  it.each([
    ['plain', '"plain"'],
    ['"\\', '"\\"\\\\"'],
    ['a\n\t\x07', '"a\\n\\t\\a"'],
    ['\x00\x7f', '"\\x00\\x7f"'],
    ['日本 🚀 é', '"日本 🚀 é"'],
    ['\u00a0\u200b\ufeff', '"\\u00a0\\u200b\\ufeff"'],
    ['\u{e0001}', '"\\U000e0001"'],
    ['a\udcffb', '"a\\xffb"'],
  ])('%j', (text, quoted) => {
    expect(quoteGo(text)).toBe(quoted);
    expect(readGoString(quoted, 0)).toMatchObject({ ok: true, value: text });
  });

  it('quotes a character', () => {
    expect(quoteGoRune("'")).toBe("'\\''");
    expect(quoteGoRune('日')).toBe("'日'");
  });
});
