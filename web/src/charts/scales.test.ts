import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property';
import { type ScaleBounds, scaleRange } from './scales';

const bounds = (more: Partial<ScaleBounds> = {}): ScaleBounds => ({
  min: undefined,
  max: undefined,
  softMin: undefined,
  softMax: undefined,
  isCenteredZero: false,
  isFromZero: false,
  distribution: { type: 'linear' },
  ...more,
});

describe('scaleRange', () => {
  it.each([
    ['hard bounds', 20, 40, bounds({ min: 0, max: 100 }), [0, 100]],
    ['positive values near zero', 5, 90, bounds(), [0, 100]],
    ['bars', 80, 90, bounds({ isFromZero: true }), [0, 95]],
    ['a soft maximum that is not reached', 0, 10, bounds({ softMax: 100 }), [0, 100]],
    ['a soft minimum', 50, 90, bounds({ softMin: 10 }), [10, 100]],
    ['a log scale of powers of ten', 3, 700, bounds({ distribution: { type: 'log', log: 10 } }), [1, 1000]],
    ['a log scale of powers of two', 3, 9, bounds({ distribution: { type: 'log', log: 2 } }), [2, 16]],
    ['a flat line at zero', 0, 0, bounds({ min: 0 }), [0, 1]],
    ['no data', null, null, bounds(), [0, 1.2]],
  ] as const)('%s', (_name, low, high, with_, expected) => {
    const [from, to] = scaleRange(low, high, with_);
    expect(from).toBeCloseTo(expected[0], 6);
    expect(to).toBeGreaterThanOrEqual(expected[1] * 0.9);
    expect(to).toBeLessThanOrEqual(expected[1] * 1.1);
  });

  it('has zero in the middle when asked to', () => {
    const [from, to] = scaleRange(-5, 80, bounds({ isCenteredZero: true }));
    expect(from).toBe(-to);
    expect(to).toBeGreaterThanOrEqual(80);
  });

  it('holds all data on a linear scale and is never empty', () => {
    const value = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000);
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [from, to] = scaleRange(Math.min(a, b), Math.max(a, b), bounds());
        expect(from).toBeLessThan(to);
        expect(from).toBeLessThanOrEqual(Math.min(a, b));
        expect(to).toBeGreaterThanOrEqual(Math.max(a, b));
      }),
    );
  });
});
