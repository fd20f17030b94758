import type { EvaluatedSpan } from '../eval/span.js';

/** A span where it stands in its trace. */
export interface CallNode {
  readonly span: EvaluatedSpan;
  /** By start. */
  readonly children: readonly CallNode[];
  /** 0 for what has no parent among the spans. */
  readonly depth: number;
  /** It names a parent that is not among the spans, or one that it is above of itself. */
  readonly isOrphan: boolean;
}

/**
 * The spans of a trace as trees. Every span is in exactly one place, whatever was sent: one whose parent is missing is a
 * root; a cycle begins with the span of it that starts first; of several spans that share an id the first one has the
 * children.
 */
export interface CallTree {
  readonly roots: readonly CallNode[];
  /** Each node before its children. */
  readonly nodes: readonly CallNode[];
}

type MutableNode = { -readonly [K in keyof CallNode]: CallNode[K] } & { children: MutableNode[]; isPlaced: boolean };

/** `spans` by start. */
export function callTree(spans: readonly EvaluatedSpan[]): CallTree {
  const made = spans.map((span): MutableNode => ({ span, children: [], depth: 0, isOrphan: false, isPlaced: false }));
  const byId = new Map<string, MutableNode>();
  for (const node of made) if (!byId.has(node.span.id)) byId.set(node.span.id, node);
  const below = new Map<MutableNode, MutableNode[]>();
  const roots: MutableNode[] = [];
  for (const node of made) {
    const parent = byId.get(node.span.parentId);
    if (parent !== undefined && parent !== node) {
      const siblings = below.get(parent);
      if (siblings === undefined) below.set(parent, [node]);
      else siblings.push(node);
    } else {
      node.isOrphan = node.span.parentId !== '';
      roots.push(node);
    }
  }
  const nodes: MutableNode[] = [];
  for (const root of roots) place(root, below, nodes);
  for (const node of made) {
    if (node.isPlaced) continue;
    // Nothing above a cycle: it is cut open here.
    node.isOrphan = true;
    roots.push(node);
    place(node, below, nodes);
  }
  return { roots, nodes };
}

/** Puts a root and all below it in their places, depth first. */
function place(root: MutableNode, below: ReadonlyMap<MutableNode, MutableNode[]>, nodes: MutableNode[]): void {
  const waiting = [root];
  root.isPlaced = true;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    for (const child of below.get(node) ?? []) {
      if (child.isPlaced) continue;
      child.isPlaced = true;
      child.depth = node.depth + 1;
      node.children.push(child);
    }
    for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i]!);
  }
}
