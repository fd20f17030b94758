import { describe, expect, it } from 'vitest';
import { type GridRoom, gridOf, inSight } from './grid';

const room: GridRoom = {
  count: 1,
  width: 600,
  height: 300,
  direction: 'auto',
  minWidth: 80,
  minHeight: 40,
  gap: 8,
  aspect: 2,
};

describe('gridOf', () => {
  it.each([
    [{ count: 1 }, [1, 1, 600, 300]],
    [{ count: 2 }, [2, 1, 296, 300]],
    [{ count: 4 }, [2, 2, 296, 146]],
    [{ count: 3, direction: 'vertical' as const }, [3, 1, 194, 300]],
    [{ count: 3, direction: 'horizontal' as const }, [1, 3, 600, 94]],
    [{ count: 3, direction: 'horizontal' as const, maxHeight: 50 }, [1, 3, 600, 50]],
    [{ count: 0 }, [1, 1, 600, 300]],
    [{ count: 5000 }, [6, 834, 93, 40]],
    [{ count: 5000, direction: 'vertical' as const }, [5000, 1, 80, 300]],
    [{ count: 3, width: 20, height: 10 }, [1, 3, 80, 40]],
  ])('%j', (change, expected) => {
    const { columns, rows, cellWidth, cellHeight } = gridOf({ ...room, ...change });
    expect([columns, rows, cellWidth, cellHeight]).toEqual(expected);
  });
});

it('knows which cells are in sight', () => {
  expect(inSight(0, 300, 40, 8, 834)).toEqual([0, 8]);
  expect(inSight(4800, 300, 40, 8, 834)).toEqual([99, 108]);
  expect(inSight(1e9, 300, 40, 8, 10)).toEqual([10, 10]);
});
