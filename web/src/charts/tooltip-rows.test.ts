import { describe, expect, it } from 'vitest';
import { placed, shownRows, type TooltipRow } from './tooltip-rows';

const row = (name: string, numeric: number, isNear = false): TooltipRow => ({
  name,
  color: 'red',
  text: String(numeric),
  numeric,
  isNear,
});
const rows = [row('a', 2), row('b', 0, true), row('c', 5), row('d', Number.NaN)];
const names = (options: Parameters<typeof shownRows>[1]) => shownRows(rows, options).rows.map(({ name }) => name);

describe('shownRows', () => {
  it('has the near one, all, or none by the mode', () => {
    expect(names({ mode: 'single' })).toEqual(['b']);
    expect(names({ mode: 'multi' })).toEqual(['a', 'b', 'c', 'd']);
    expect(names({ mode: 'none' })).toEqual([]);
  });

  it('sorts and hides zeros', () => {
    expect(names({ mode: 'multi', sort: 'desc' })).toEqual(['c', 'a', 'b', 'd']);
    expect(names({ mode: 'multi', sort: 'asc', hideZeros: true })).toEqual(['d', 'a', 'c']);
  });

  it('counts what is beyond its room', () => {
    const many = Array.from({ length: 150 }, (_, i) => row(String(i), i));
    expect(shownRows(many, { mode: 'multi' })).toMatchObject({ hiddenCount: 50 });
  });
});

describe('placed', () => {
  const room = { width: 1000, height: 600 };
  it('stands at the lower right of the point', () => {
    expect(placed({ x: 100, y: 100 }, { width: 200, height: 100 }, room)).toEqual({ left: 112, top: 112 });
  });
  it('turns to where the window has room', () => {
    expect(placed({ x: 950, y: 590 }, { width: 200, height: 100 }, room)).toEqual({ left: 738, top: 496 });
  });
});
