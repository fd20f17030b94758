import { expect, it } from 'vitest';
import { readRange, readTime } from './time-range.js';

/** A Thursday. */
const NOW = Date.parse('2026-02-26T13:45:10.500Z');

it.each([
  ['1500', false, '1970-01-01T00:00:01.500Z'],
  ['2026-01-02T03:04:05Z', false, '2026-01-02T03:04:05.000Z'],
  ['now', false, '2026-02-26T13:45:10.500Z'],
  ['now-6h', false, '2026-02-26T07:45:10.500Z'],
  ['now-1M', false, '2026-01-26T13:45:10.500Z'],
  ['now/d', false, '2026-02-26T00:00:00.000Z'],
  ['now/d', true, '2026-02-26T23:59:59.999Z'],
  ['now-1w/w', false, '2026-02-16T00:00:00.000Z'],
  ['now/Q', false, '2026-01-01T00:00:00.000Z'],
  ['now-1d+2h/h', false, '2026-02-25T15:00:00.000Z'],
])('%s (end: %s) is %s', (text, isEnd, expected) => {
  expect(new Date(readTime(text, NOW, isEnd)).toISOString()).toBe(expected);
});

it.each([
  ['now-', 'now'],
  ['yesterday', 'now'],
  ['now-999999999y', 'now'],
  ['0', '9999999999999999'],
  ['now', 'now-1h'],
])('%s to %s is no range', (from, to) => expect(() => readRange(from, to, NOW)).toThrow());
