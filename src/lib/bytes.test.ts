import { describe, expect, it } from 'vitest';
import { formatBytes, parseBytes } from './bytes.js';

describe('parseBytes', () => {
  it.each([
    ['0', 0],
    ['1048576', 1_048_576],
    ['256KB', 262_144],
    ['256kb', 262_144],
    ['64k', 65_536],
    ['1GiB', 1_073_741_824],
    ['1.5 MiB', 1_572_864],
    ['4GB', 4_294_967_296],
    ['10B', 10],
  ])('%s is %d', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes);
  });

  it.each(['', 'KB', '-1', '1 x', '1KiBB', '1e3', '0x10', '99999PB', 'unlimited'])('%j is no size', (text) => {
    expect(parseBytes(text)).toBeUndefined();
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0B'],
    [1023, '1023B'],
    [1_572_864, '1.5MiB'],
    [2 * 1024 ** 3, '2GiB'],
    [Number.POSITIVE_INFINITY, 'unlimited'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
