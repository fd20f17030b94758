import { describe, expect, it } from 'vitest';
import { fc } from '../../../../test/support/property';
import type { GridItem } from '../model/layout';
import { compacted, placesOf } from './grid-places';

const item = (
  panel: string,
  x: number,
  y: number,
  width: number,
  height: number,
  more: Partial<GridItem> = {},
): GridItem => ({
  panel,
  x,
  y,
  width,
  height,
  ...more,
});

const values = (name: string) =>
  name === 'v' ? ['a', 'b', 'c', 'd', 'e'].map((value) => ({ value, text: value })) : undefined;

const shown = (items: readonly GridItem[]) => placesOf(items, values).map((p) => [p.key, p.x, p.y, p.width, p.height]);

describe('the grid', () => {
  it('places panels as they say, moved up over gaps', () => {
    expect(shown([item('b', 12, 5, 12, 4), item('a', 0, 0, 12, 8), item('c', 0, 20, 24, 2)])).toEqual([
      ['a', 0, 0, 12, 8],
      ['b', 12, 0, 12, 4],
      ['c', 0, 8, 24, 2],
    ]);
  });

  it('repeats side by side, as many in a row as are wanted, and moves what is below', () => {
    const repeat = { variable: 'v', direction: 'h', maxPerRow: 3 } as const;
    expect(shown([item('a', 0, 0, 24, 4, { repeat }), item('b', 0, 4, 24, 2)])).toEqual([
      ['a', 0, 0, 8, 4],
      ['a-clone-1', 8, 0, 8, 4],
      ['a-clone-2', 16, 0, 8, 4],
      ['a-clone-3', 0, 4, 8, 4],
      ['a-clone-4', 8, 4, 8, 4],
      ['b', 0, 8, 24, 2],
    ]);
  });

  it('repeats one below the other in its own columns', () => {
    const repeat = { variable: 'v', direction: 'v' } as const;
    const places = shown([item('a', 6, 0, 6, 2, { repeat }), item('b', 12, 0, 6, 2)]);
    expect(places.filter(([key]) => String(key).startsWith('a')).map(([, x, y]) => [x, y])).toEqual(
      [0, 2, 4, 6, 8].map((y) => [6, y]),
    );
    expect(places.find(([key]) => key === 'b')).toEqual(['b', 12, 0, 6, 2]);
  });

  it('draws once what is repeated for a variable that is not there', () => {
    expect(shown([item('a', 0, 0, 6, 2, { repeat: { variable: 'gone' } })])).toEqual([['a', 0, 0, 6, 2]]);
  });

  it('keeps everything within 24 columns, without overlap', () => {
    const items = fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: 30 }),
        y: fc.integer({ min: 0, max: 30 }),
        width: fc.integer({ min: 1, max: 30 }),
        height: fc.integer({ min: 1, max: 10 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(items, (list) => {
        const places = placesOf(
          list.map((one, i) => ({ panel: String(i), ...one })),
          values,
        );
        for (const [i, a] of places.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(24);
          for (const b of places.slice(i + 1)) {
            const apart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(apart).toBe(true);
          }
        }
        expect(compacted(places)).toEqual(places);
      }),
    );
  });
});
