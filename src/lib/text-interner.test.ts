import { describe, expect, it } from 'vitest';
import { TextInterner } from './text-interner.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('TextInterner', () => {
  it('gives the text of a slice', () => {
    const interner = new TextInterner();
    expect(interner.text(bytes('xhttp.methodx'), 1, 12)).toBe('http.method');
    expect(interner.text(bytes('http.method'), 0, 11)).toBe('http.method');
    expect(interner.text(bytes('名前'), 0, 6)).toBe('名前');
    expect(interner.text(bytes(''), 0, 0)).toBe('');
  });

  it('replaces broken UTF-8', () => {
    expect(new TextInterner().text(new Uint8Array([0x61, 0xff]), 0, 2)).toBe('a\ufffd');
  });

  it('stays right while it forgets', () => {
    const interner = new TextInterner(4096);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 500; i++) {
        const key = bytes(`key.${i}`);
        expect(interner.text(key, 0, key.length)).toBe(`key.${i}`);
      }
    }
    const long = bytes('k'.repeat(1000));
    expect(interner.text(long, 0, long.length)).toBe('k'.repeat(1000));
  });
});
