import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration.js';

describe('parseDuration', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['1y', 31_536_000_000],
    ['336h0m0s', 1_209_600_000],
    ['250us', 0.25],
    ['1µs', 0.001],
    ['-5m', -300_000],
    ['+5m', 300_000],
    ['87600h', 315_360_000_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBeCloseTo(ms, 9);
  });

  it.each(['', '5', '-', 's', '5 m', '5m ', '1h-5m', '5x', '1.2.3s', 'unlimited', '1e3s', '9'.repeat(200)])(
    '%j is no duration',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [90_000, '1m30s'],
    [5_400_000, '1h30m'],
    [604_800_000, '1w'],
    [1_500, '1s500ms'],
    [-60_000, '-1m'],
    [Number.POSITIVE_INFINITY, 'unlimited'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
