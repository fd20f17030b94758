// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { timeTexts, wallClock } from './time-axis';

const HOUR = 3_600_000;
const noon = Date.UTC(2026, 0, 2, 12);

describe('timeTexts', () => {
  it.each([
    [60_000, HOUR, '12:00'],
    [1000, HOUR, '12:00:00'],
    [6 * HOUR, 5 * 24 * HOUR, '01/02 12:00'],
    [24 * HOUR, 30 * 24 * HOUR, '01/02'],
    [31 * 24 * HOUR, 300 * 24 * HOUR, '2026-01'],
    [366 * 24 * HOUR, 3000 * 24 * HOUR, '2026'],
  ])('ticks %i ms apart in a range of %i ms', (step, range, expected) => {
    expect(timeTexts([noon], step, range, 'utc')).toEqual([expected]);
  });

  it('writes the time of a zone', () => expect(timeTexts([noon], 60_000, HOUR, 'Asia/Tokyo')).toEqual(['21:00']));
});

describe('wallClock', () => {
  it('is the clock of the zone', () => {
    expect(wallClock('Asia/Tokyo')(noon).getHours()).toBe(21);
    expect(wallClock('utc')(noon).getHours()).toBe(12);
  });
  it('is that of the browser for a zone that does not exist', () => {
    expect(wallClock('Mars/Base')(noon).valueOf()).toBe(noon);
  });
});
