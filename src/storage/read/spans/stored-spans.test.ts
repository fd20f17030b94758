import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '../../../model/series.js';
import { SampleDensity } from '../metrics/sample-density.js';
import { TenantSeries } from '../metrics/tenant-series.js';
import { storedSpans } from './stored-spans.js';

const HOUR = 3_600_000;
const END = 100 * MS_PER_DAY + 6 * HOUR;
const THIRTY_DAYS = { start: END - 30 * MS_PER_DAY, end: END };

function catalog(days: readonly number[]): TenantSeries {
  const series = new TenantSeries();
  for (const day of days) series.add({ id: 1n, labels: ['__name__', 'up'] }, day);
  series.add({ id: 2n, labels: ['__name__', 'other'] }, 80);
  return series;
}

function spanOf(days: readonly number[]): (name: string) => number {
  const steps = catalog(days).select([], { first: 70, last: 100 }, undefined as never);
  const step = steps.next();
  if (!step.done) throw new Error('so few sets are looked at in one go');
  return storedSpans(step.value, THIRTY_DAYS);
}

describe('what of 30 days has samples', () => {
  it.each([
    ['the day on which the range ends', [100], 6 * HOUR],
    ['the day on which it starts', [70], 18 * HOUR],
    ['days within it, however often they are noted', [90, 92, 90], 48 * HOUR],
    ['days beyond it', [60, 69, 101], 0],
  ])('%s', (_, days, span) => {
    expect(spanOf(days)('up')).toBe(span);
  });

  it('is all of it where the days are not known', () => {
    expect(storedSpans({}, THIRTY_DAYS)('up')).toBe(30 * MS_PER_DAY);
  });

  it('decides how many series are read at a time', () => {
    const density = new SampleDensity();
    const atOnce = (days: readonly number[]): number => density.seriesAtOnce('t', 'up', spanOf(days)('up'));
    expect([atOnce([100]), atOnce(Array.from({ length: 31 }, (_, n) => 70 + n))]).toEqual([138, 1]);
  });
});
