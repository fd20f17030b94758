import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property';
import { ancestorsOf, childrenOf, collapsedBelow, shownRows, spanTree } from './span-tree';
import { EXAMPLE, row } from './testing/example-trace';

const tree = spanTree(EXAMPLE);

describe('spanTree', () => {
  it('knows parents, and where subtrees end', () => {
    expect([...tree.parents]).toEqual([-1, 0, 1, 1, 0, -1]);
    expect([...tree.ends]).toEqual([5, 4, 3, 4, 5, 6]);
    expect([...childrenOf(tree, 0)]).toEqual([1, 4]);
    expect(ancestorsOf(tree, 3)).toEqual([1, 0]);
  });

  it('holds for any rows that come as trees are drawn', () => {
    const steps = fc.array(fc.integer({ min: -3, max: 1 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (changes) => {
        let depth = 0;
        const spans = changes.map((change, index) => {
          depth = index === 0 ? 0 : Math.max(0, depth + change);
          return row(String(index), depth);
        });
        const found = spanTree(spans);
        for (const [index, span] of spans.entries()) {
          const parent = found.parents[index]!;
          expect(parent === -1 ? 0 : spans[parent]!.depth + 1).toBe(span.depth);
          if (parent >= 0) expect(found.ends[parent]).toBeGreaterThanOrEqual(found.ends[index]!);
        }
        expect(shownRows(found, new Set())).toEqual(spans.map((_, index) => index));
      }),
    );
  });
});

describe('shownRows', () => {
  it('leaves out what is below a collapsed row', () => {
    expect(shownRows(tree, new Set([1]))).toEqual([0, 1, 4, 5]);
    expect(shownRows(tree, new Set([0, 1]))).toEqual([0, 5]);
  });

  it('keeps those above a wanted one', () => {
    expect(shownRows(tree, new Set(), new Set([3]))).toEqual([0, 1, 3]);
    expect(shownRows(tree, new Set([1]), new Set([3]))).toEqual([0, 1]);
    expect(shownRows(tree, new Set(), new Set())).toEqual([]);
  });
});

it('collapses all that have children', () => {
  expect([...collapsedBelow(tree, 0)]).toEqual([0, 1]);
  expect([...collapsedBelow(tree, 1)]).toEqual([1]);
});

it('takes 100,000 spans in one chain or one row', () => {
  const chain = spanTree(Array.from({ length: 100_000 }, (_, index) => row(String(index), index)));
  expect(shownRows(chain, new Set(), new Set([99_999]))).toHaveLength(100_000);
  const flat = spanTree(Array.from({ length: 100_000 }, (_, index) => row(String(index), index === 0 ? 0 : 1)));
  expect([...childrenOf(flat, 0)]).toHaveLength(99_999);
});
