import { describe, expect, it } from 'vitest';
import { fitted, isFar, textScale, zoomed } from './view-box';

const view = (scale: number) => ({ x: 0, y: 0, scale });

describe('a graph in its frame', () => {
  it('is shrunk to fit, stands in the middle, and never grows', () => {
    expect(fitted({ width: 200, height: 100 }, { width: 100, height: 100 })).toEqual({ scale: 0.5, x: 0, y: 25 });
    expect(fitted({ width: 50, height: 50 }, { width: 100, height: 100 })).toEqual({ scale: 1, x: 25, y: 25 });
  });

  it('keeps the point under the pointer where it is', () => {
    const { x, y, scale } = zoomed(view(1), 2, { x: 30, y: 40 });
    expect([30 * scale + x, 40 * scale + y]).toEqual([30, 40]);
  });
});

describe('texts of a graph', () => {
  it('keep their size on the screen until they would cover each other', () => {
    expect(textScale(view(2))).toBe(1);
    expect(textScale(view(0.8)) * 0.8).toBeCloseTo(1);
    expect(textScale(view(0.2))).toBe(textScale(view(0.1)));
  });

  it('are far where they are smaller than meant all the same', () => {
    expect([1, 0.7, 0.5].map((scale) => isFar(view(scale)))).toEqual([false, false, true]);
  });
});
