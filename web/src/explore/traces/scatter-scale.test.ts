import { describe, expect, it } from 'vitest';
import { durationTicks, MARGIN, scatterScale, selectionOf, xOf, yOf } from './scatter-scale';

const place = { width: 464, height: 128, fromMs: 1000, toMs: 2000 };
const scale = scatterScale([2, 800], place);

describe('the scale of durations over time', () => {
  it('places times from left to right, and long above short', () => {
    expect(xOf(scale, 1000)).toBe(MARGIN.left);
    expect(xOf(scale, 1500)).toBe(MARGIN.left + 200);
    expect(yOf(scale, 800)).toBeLessThan(yOf(scale, 2));
    for (const duration of [0, 2, 800]) expect(Number.isFinite(yOf(scale, duration))).toBe(true);
  });

  it('reads back what was chosen, in whichever direction', () => {
    const a = { x: xOf(scale, 1200), y: yOf(scale, 300) };
    const b = { x: xOf(scale, 1400), y: yOf(scale, 5) };
    for (const chosen of [selectionOf(scale, a, b), selectionOf(scale, b, a)]) {
      expect(chosen.fromMs).toBeCloseTo(1200, 6);
      expect(chosen.toMs).toBeCloseTo(1400, 6);
      expect(chosen.least).toBeCloseTo(5, 6);
      expect(chosen.most).toBeCloseTo(300, 6);
    }
  });

  it('stays within its frame', () => {
    expect(selectionOf(scale, { x: -50, y: -50 }, { x: 5000, y: 5000 })).toMatchObject({ fromMs: 1000, toMs: 2000 });
  });

  it('has ticks at powers of ten, and a scale for nothing', () => {
    expect(durationTicks(scale)).toEqual([10, 100, 1000]);
    expect(scatterScale([], place)).toMatchObject({ least: 1, most: 1000 });
    expect(scatterScale([0], place).least).toBeGreaterThan(0);
  });
});
