import { describe, expect, it } from 'vitest';
import { isWhole, moved, placed, ticks, whole, within, zoomed } from './viewport';

describe('the part of a trace in sight', () => {
  it('stays within the trace', () => {
    expect(within({ from: -50, to: 400 }, 1000)).toEqual({ from: 0, to: 450 });
    expect(within({ from: 900, to: 1300 }, 1000)).toEqual({ from: 600, to: 1000 });
    expect(within({ from: 500, to: 501 }, 1000)).toEqual({ from: 500, to: 600 });
    expect(isWhole(within({ from: -1, to: 5000 }, 1000), 1000)).toBe(true);
  });

  it('is never empty, even of a trace without duration', () => {
    expect(whole(0)).toEqual({ from: 0, to: 100 });
    expect(placed(whole(0), 0, 0)).toEqual({ left: 0, width: 0 });
  });

  it('moves and zooms about a moment', () => {
    expect(moved({ from: 0, to: 200 }, 100, 1000)).toEqual({ from: 100, to: 300 });
    expect(zoomed({ from: 0, to: 1000 }, 2, 500, 1000)).toEqual({ from: 250, to: 750 });
  });
});

it('places what is in sight, and nothing else', () => {
  const viewport = { from: 100, to: 300 };
  expect(placed(viewport, 150, 50)).toEqual({ left: 0.25, width: 0.25 });
  expect(placed(viewport, 0, 1000)).toEqual({ left: 0, width: 1 });
  expect(placed(viewport, 0, 99)).toBeUndefined();
  expect(placed(viewport, 301, 10)).toBeUndefined();
});

it('has ticks at round distances', () => {
  expect(ticks({ from: 0, to: 100 }, 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(ticks({ from: 95, to: 123 }, 3)).toEqual([100, 110, 120]);
});
