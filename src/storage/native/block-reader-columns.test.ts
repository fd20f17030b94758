import { describe, expect, it } from 'vitest';
import { FixedStringColumn, StringColumn } from './block-reader-columns.js';

const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A part of a larger array, as blocks are. */
function within(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(bytes.length + 14).fill(0x78);
  larger.set(bytes, 7);
  return larger.subarray(7, 7 + bytes.length);
}

describe('texts', () => {
  const texts = ['', 'a', 'é', 'x'.repeat(12), 'x'.repeat(13), 'trace-'.repeat(8), '🚀'.repeat(9), '\ufeffmark'];
  const broken = [[0xff], [0xf0, 0x9f, 0x9a], [...Buffer.from('of thirteen bytes: '), 0xed, 0xa0, 0x80, 0x41]];
  const rows = [
    ...texts.map((text) => new TextEncoder().encode(text)),
    ...broken.map((bytes) => Uint8Array.from(bytes)),
  ];

  it('of any length are read as UTF-8, broken bytes as U+FFFD', () => {
    const ends = rows.map((_, i) => rows.slice(0, i + 1).reduce((sum, { length }) => sum + length, 0));
    const starts = [0, ...ends.slice(0, -1)];
    const column = new StringColumn(
      'String',
      within(Uint8Array.from(rows.flatMap((bytes) => [...bytes]))),
      Uint32Array.from(starts),
      Uint32Array.from(ends),
    );
    expect(rows.map((_, row) => column.text(row))).toEqual(rows.map((bytes) => UTF_8.decode(bytes)));
  });

  it('of fixed width too', () => {
    const two = new FixedStringColumn('FixedString(16)', within(Buffer.from('0123456789abcdefé12345678901234')), 16, 2);
    expect([two.text(0), two.text(1)]).toEqual(['0123456789abcdef', 'é12345678901234']);
  });
});
