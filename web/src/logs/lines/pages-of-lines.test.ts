import { describe, expect, it } from 'vitest';
import type { LogRow } from '../log-row';
import { joined, nextBound } from './pages-of-lines';

const line = (ns: number, id = String(ns)) => ({ ns: String(ns), id }) as LogRow;

describe('the next page', () => {
  it.each([
    ['forward', [1, 2, 3], '3'],
    ['backward', [3, 2, 1], '2'],
    ['forward', [3, 3], '4'],
    ['backward', [3, 3], '3'],
  ] as const)('%s of %j begins at the ns where this one ends', (direction, times, expected) => {
    expect(
      nextBound(
        times.map((ns) => line(ns)),
        direction,
      ),
    ).toBe(expected);
  });

  it('has no line again, but others of the same ns', () => {
    const pages = [{ rows: [line(1), line(2, 'a')] }, { rows: [line(2, 'a'), line(2, 'b'), line(3)] }];
    expect(joined(pages).map(({ id }) => id)).toEqual(['1', 'a', 'b', '3']);
  });
});
