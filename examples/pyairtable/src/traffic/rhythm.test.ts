import { describe, expect, it } from 'vitest';
import { dailyMultiplier } from './rhythm.js';

const at = (hour: number, minute = 0) => dailyMultiplier(new Date(2026, 0, 5, hour, minute));

describe('dailyMultiplier', () => {
  it('peaks in the working hours and rests at night', () => {
    expect(at(10)).toBeCloseTo(1.6);
    expect(at(3)).toBeCloseTo(0.25);
  });

  it('is linear between the hours, also across midnight', () => {
    expect(at(9, 30)).toBeCloseTo((at(9) + at(10)) / 2);
    expect(at(23, 30)).toBeCloseTo((at(23) + at(0)) / 2);
  });

  it('never stops the traffic and stays near the set rate over a day', () => {
    const minutes = Array.from({ length: 1_440 }, (_, minute) => at(Math.floor(minute / 60), minute % 60));
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(0.25);
    expect(minutes.reduce((sum, value) => sum + value, 0) / minutes.length).toBeCloseTo(0.85, 1);
  });
});
