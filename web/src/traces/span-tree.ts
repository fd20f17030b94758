import type { SpanRow } from './trace';

/** Spans by their index; a subtree is the stretch from its root to `ends` of it. */
export interface SpanTree {
  readonly spans: readonly SpanRow[];
  /** Index of the parent, -1 of those at the top. */
  readonly parents: Int32Array;
  /** Index behind the last descendant. */
  readonly ends: Int32Array;
  readonly indexOf: ReadonlyMap<string, number>;
}

/** Spans come as the tree is drawn: each behind its parent, one level deeper. */
export function spanTree(spans: readonly SpanRow[]): SpanTree {
  const parents = new Int32Array(spans.length).fill(-1);
  const ends = new Int32Array(spans.length).fill(spans.length);
  const indexOf = new Map<string, number>();
  const open: number[] = [];
  for (const [index, { depth, spanId }] of spans.entries()) {
    while (open.length > 0 && spans[open.at(-1)!]!.depth >= depth) ends[open.pop()!] = index;
    parents[index] = open.at(-1) ?? -1;
    open.push(index);
    indexOf.set(spanId, index);
  }
  return { spans, parents, ends, indexOf };
}

export const hasChildren = ({ ends }: SpanTree, index: number): boolean => ends[index]! > index + 1;

/** The spans directly below one, in their order. */
export function* childrenOf({ ends }: SpanTree, index: number): Generator<number> {
  for (let child = index + 1; child < ends[index]!; child = ends[child]!) yield child;
}

export function ancestorsOf({ parents }: SpanTree, index: number): number[] {
  const found: number[] = [];
  for (let parent = parents[index]!; parent >= 0; parent = parents[parent]!) found.push(parent);
  return found;
}

/**
 * The rows in sight, as indexes: nothing below a collapsed one, and where `wanted` is given only those and what stands above
 * them.
 */
export function shownRows(tree: SpanTree, collapsed: ReadonlySet<number>, wanted?: ReadonlySet<number>): number[] {
  const kept = wanted && withAncestors(tree, wanted);
  const rows: number[] = [];
  for (let index = 0; index < tree.spans.length; ) {
    if (kept === undefined || kept.has(index)) rows.push(index);
    index = collapsed.has(index) ? tree.ends[index]! : index + 1;
  }
  return rows;
}

function withAncestors({ parents }: SpanTree, wanted: ReadonlySet<number>): Set<number> {
  const kept = new Set<number>();
  for (const index of wanted) {
    for (let at = index; at >= 0 && !kept.has(at); at = parents[at]!) kept.add(at);
  }
  return kept;
}

/** All that have children at `depth` or deeper. */
export function collapsedBelow(tree: SpanTree, depth: number): Set<number> {
  const found = new Set<number>();
  for (const [index, span] of tree.spans.entries()) {
    if (span.depth >= depth && hasChildren(tree, index)) found.add(index);
  }
  return found;
}
