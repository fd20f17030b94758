import { describe, expect, it } from 'vitest';
import { goBytes, goLength, goSlice, textOfGoBytes, toWellFormed } from './go-bytes.js';

describe('texts as bytes', () => {
  it.each([
    ['abc', 3],
    ['żó', 4],
    ['日本', 6],
    ['😀', 4],
    ['', 0],
  ])('%j has %j', (text, length) => expect(goLength(text)).toBe(length));

  it('cut inside of characters can be joined again', () => {
    const text = 'aż😀b';
    for (let at = 0; at <= goLength(text); at++) {
      const parts = goSlice(text, 0, at) + goSlice(text, at, goLength(text));
      expect(goBytes(parts).toString()).toBe(text);
    }
  });

  it('keeps any bytes', () => {
    const bytes = Buffer.from([0x61, 0xff, 0xc5, 0xe6, 0x97, 0xed, 0xa0, 0x80, 0xef, 0xbf, 0xbd, 0xf5]);
    expect(goBytes(textOfGoBytes(bytes))).toEqual(bytes);
  });

  it.each([
    ['a\udcc5b', 'a\ufffdb'],
    ['\ud83d\ude00', '😀'],
    ['\ud83d', '\ufffd'],
    ['\udcc5\udcbc', 'ż'],
    ['\udcbc\udcc5', '\ufffd\ufffd'],
  ])('%j leaves as %j', (text, shown) => expect(toWellFormed(text)).toBe(shown));
});
