import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readTimeRange, type TimeReading } from './time-range';

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 10, 18, 12), toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

/** Both ends of a range in UTC, 2026-11-18 being a Wednesday. */
const read = (from: string, to: string, reading?: TimeReading): string[] => {
  const range = readTimeRange({ from, to }, 'utc', reading);
  return [range.from, range.to].map((time) => new Date(time.valueOf()).toISOString().slice(0, 16));
};

describe('relative times', () => {
  it('a fiscal year begins with the month of the dashboard', () => {
    expect(read('now/fy', 'now/fy', { fiscalYearStartMonth: 3 })).toEqual(['2026-04-01T00:00', '2027-03-31T23:59']);
    expect(read('now/fy', 'now/fy')).toEqual(['2026-01-01T00:00', '2026-12-31T23:59']);
  });

  it.each([
    ['monday', '2026-11-16T00:00'],
    ['sunday', '2026-11-15T00:00'],
    ['saturday', '2026-11-14T00:00'],
  ])('a week begins on %s', (weekStart, from) => {
    expect(read('now/w', 'now', { weekStart })[0]).toBe(from);
  });

  it('now is earlier where data come late, and nothing else is', () => {
    expect(read('now-1h', 'now', { nowDelay: '5m' })).toEqual(['2026-11-18T11:00', '2026-11-18T11:55']);
    expect(read('now-2h', 'now-1h', { nowDelay: '5m' })).toEqual(['2026-11-18T10:00', '2026-11-18T11:00']);
    expect(readTimeRange({ from: 'now-1h', to: 'now' }, 'utc', { nowDelay: '5m' }).raw.to).toBe('now');
  });

  it('what leaves nothing of the range, and what cannot be read, counts as the default', () => {
    expect(read('now-1h', 'now', { nowDelay: '2h' })).toEqual(['2026-11-18T11:00', '2026-11-18T12:00']);
    expect(read('now-x', 'now')).toEqual(['2026-11-18T11:00', '2026-11-18T12:00']);
  });
});
