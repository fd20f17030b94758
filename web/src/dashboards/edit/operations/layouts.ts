import type { AutoGridLayout, GridLayout, Layout, RowsLayout, TabsLayout } from '../../model/layout';

/** A layout that holds panels itself. */
export type Leaf = GridLayout | AutoGridLayout;

/** Where a row, a tab or a leaf is: indexes of rows and tabs from the outside in. */
export type LayoutPath = readonly number[];

/** Each leaf replaced by what `change` makes of it; layouts in which nothing changed stay the same objects. */
export function mapLeaves(
  layout: Layout,
  change: (leaf: Leaf, path: LayoutPath) => Leaf,
  path: LayoutPath = [],
): Layout {
  if (layout.kind === 'grid' || layout.kind === 'auto-grid') return change(layout, path);
  return mapParts(layout, (part, index) => {
    const inside = mapLeaves(part.layout, change, [...path, index]);
    return inside === part.layout ? part : { ...part, layout: inside };
  });
}

type Part = (RowsLayout['rows'][number] | TabsLayout['tabs'][number]) & { readonly layout: Layout };

function mapParts(layout: RowsLayout | TabsLayout, change: (part: Part, index: number) => Part): Layout {
  const parts: readonly Part[] = layout.kind === 'rows' ? layout.rows : layout.tabs;
  const next = parts.map(change);
  if (next.every((part, index) => part === parts[index])) return layout;
  return (layout.kind === 'rows' ? { ...layout, rows: next } : { ...layout, tabs: next }) as Layout;
}

/** The layout at `path` replaced; the empty path is the whole. */
export function changeLayoutAt(layout: Layout, path: LayoutPath, change: (layout: Layout) => Layout): Layout {
  const [first, ...rest] = path;
  if (first === undefined) return change(layout);
  if (layout.kind === 'grid' || layout.kind === 'auto-grid') return layout;
  return mapParts(layout, (part, index) =>
    index === first ? { ...part, layout: changeLayoutAt(part.layout, rest, change) } : part,
  );
}

export interface FoundLeaf {
  readonly leaf: Leaf;
  readonly path: LayoutPath;
  /** Titles of the rows and tabs around it. */
  readonly titles: readonly string[];
}

/** All leaves in the order in which they stand. */
export function leavesOf(layout: Layout, path: LayoutPath = [], titles: readonly string[] = []): readonly FoundLeaf[] {
  if (layout.kind === 'grid' || layout.kind === 'auto-grid') return [{ leaf: layout, path, titles }];
  const parts: readonly Part[] = layout.kind === 'rows' ? layout.rows : layout.tabs;
  return parts.flatMap((part, index) => leavesOf(part.layout, [...path, index], [...titles, part.title]));
}

export const leafOf = (layout: Layout, panel: string): FoundLeaf | undefined =>
  leavesOf(layout).find(({ leaf }) => leaf.items.some((item) => item.panel === panel));

export const isSamePath = (a: LayoutPath, b: LayoutPath): boolean => a.join() === b.join();
