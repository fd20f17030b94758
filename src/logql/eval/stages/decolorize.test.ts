import { describe, expect, it } from 'vitest';
import { entryAfter } from '../../../../test/support/parsed-entry.js';
import { compileDecolorize } from './decolorize.js';

const decolorized = (line: string) => entryAfter(compileDecolorize({ kind: 'decolorize' }), line).line;

describe('decolorize', () => {
  it.each<[line: string, plain: string]>([
    ['no colour', 'no colour'],
    ['\x1b[31mred\x1b[0m plain', 'red plain'],
    ['\x1b[1;38;5;196mbold\x1b[m', 'bold'],
    ['\x1b[38;2;1;2;3mrgb\x1b[39;49m x', 'rgb x'],
    ['\x1b[2J\x1b[Hclear', 'clear'],
    ['\x1b]0;title\x07text', 'text'],
    ['\x9b32mtext', 'text'],
    ['a\x1b(Bb', 'ab'],
    ['\x1b[31', ''],
    ['\x1b[31;;é', ';;é'],
    ['\x1b[12345x', 'x'],
    ['\x1b[', '\x1b['],
    ['\x1bé', '\x1bé'],
    ['\x1b\x1b[0m', '\x1b'],
  ])('makes of %j', (line, plain) => {
    expect(decolorized(line)).toBe(plain);
  });

  it.each(['\x1b', '\x1b[', '\x1b[;', '\x1b[1;', '\x1b]a'])(
    'reads a megabyte of %j in a moment',
    (text) => {
      expect(() => decolorized(text.repeat(1_000_000 / text.length))).not.toThrow();
      expect(() => decolorized(text + text.at(-1)!.repeat(1_000_000))).not.toThrow();
    },
    5_000,
  );
});
