import { Graph, layout } from '@dagrejs/dagre';
import type { GraphEdge, GraphNode } from './graph';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode {
  readonly node: GraphNode;
  readonly at: Point;
  readonly radius: number;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  /** From the border of the source to that of the target. */
  readonly points: readonly Point[];
  /** Where its figures stand. */
  readonly middle: Point;
}

export interface GraphLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
  /** Nodes that were left out, and edges to them. */
  readonly omitted: number;
}

/** How much room there is for what, px of the graph. */
interface Spacing {
  readonly radius: number;
  /** For the texts under a node. */
  readonly labelWidth: (node: GraphNode) => number;
  readonly labelHeight: number;
  /** For the figures of an edge, in the gap between layers. */
  readonly figure: { readonly width: number; readonly height: number };
  /** Between neighbours of a layer, and between layers. */
  readonly nodesep: number;
  readonly ranksep: number;
  readonly margin: number;
}

/** What a letter below a node takes where texts are drawn larger than they are meant to be: the graph stands in a small place. */
const LARGE_LETTER = 9;

const SPACINGS: Readonly<Record<GraphDensity, Spacing>> = {
  // Long names reach into the gap between layers.
  roomy: {
    radius: 40,
    labelWidth: () => 104,
    labelHeight: 48,
    figure: { width: 56, height: 32 },
    nodesep: 24,
    ranksep: 48,
    margin: 24,
  },
  compact: {
    radius: 34,
    labelWidth: ({ title, secondaryStat, subtitle }) =>
      Math.min(MAX_TITLE, Math.max(title.length, (secondaryStat ?? subtitle ?? '').length)) * LARGE_LETTER,
    labelHeight: 44,
    figure: { width: 0, height: 0 },
    nodesep: 8,
    ranksep: 16,
    margin: 8,
  },
};

/** A graph of more is not legible, and its layout would hold the page. */
const MAX_NODES = 200;

/** Letters of a title that are drawn. */
export const MAX_TITLE = 24;

/** `compact`: for a place in which the graph would be too small to be read; edges have no room for figures. */
export type GraphDensity = 'roomy' | 'compact';

/** From left to right, or from top to bottom where the place is narrow. */
export type GraphDirection = 'LR' | 'TB';

/**
 * Nodes in layers by who calls whom. Nodes beyond 200 are left out, those with the fewest edges first;
 * edges to nodes that are not there are dropped.
 */
export function layoutGraph(
  all: readonly GraphNode[],
  allEdges: readonly GraphEdge[],
  direction: GraphDirection = 'LR',
  density: GraphDensity = 'roomy',
): GraphLayout {
  const { radius: usual, labelWidth, labelHeight, figure, nodesep, ranksep, margin } = SPACINGS[density];
  const radiusOf = ({ radius = SPACINGS.roomy.radius }: GraphNode) => (radius * usual) / SPACINGS.roomy.radius;
  const nodes = mostConnected(all, allEdges);
  const known = new Set(nodes.map(({ id }) => id));
  const edges = allEdges.filter(({ source, target }) => known.has(source) && known.has(target));
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep, ranksep, edgesep: nodesep, marginx: margin, marginy: margin });
  for (const node of nodes) {
    const diameter = radiusOf(node) * 2;
    graph.setNode(node.id, { width: Math.max(diameter, labelWidth(node)), height: diameter + labelHeight });
  }
  for (const edge of edges) graph.setEdge(edge.source, edge.target, { ...figure, labelpos: 'c' }, edge.id);
  layout(graph);
  const placed = new Map(
    nodes.map((node) => {
      const { x, y } = graph.node(node.id) as unknown as Point;
      return [node.id, { node, at: { x, y: y - labelHeight / 2 }, radius: radiusOf(node) }] as const;
    }),
  );
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    nodes: [...placed.values()],
    edges: edges.map((edge) => placeEdge(edge, graph, placed)),
    width,
    height,
    omitted: all.length - nodes.length,
  };
}

function mostConnected(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly GraphNode[] {
  if (nodes.length <= MAX_NODES) return nodes;
  const degree = new Map<string, number>();
  for (const end of edges.flatMap(({ source, target }) => [source, target]))
    degree.set(end, (degree.get(end) ?? 0) + 1);
  return [...nodes].sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0)).slice(0, MAX_NODES);
}

function placeEdge(edge: GraphEdge, graph: Graph, nodes: ReadonlyMap<string, PlacedNode>): PlacedEdge {
  const source = nodes.get(edge.source)!;
  const target = nodes.get(edge.target)!;
  if (source === target) return loop(edge, source);
  const { points = [] } = graph.edge({ v: edge.source, w: edge.target, name: edge.id }) as { points?: Point[] };
  const bends = points.slice(1, -1);
  const first = bends[0] ?? target.at;
  const last = bends.at(-1) ?? source.at;
  const path = [towards(source.at, first, source.radius), ...bends, towards(target.at, last, target.radius)];
  return { edge, points: path, middle: middleOf(path) };
}

/** Who calls itself: a bow above the node. */
function loop(edge: GraphEdge, { at, radius }: PlacedNode): PlacedEdge {
  const top = { x: at.x, y: at.y - radius - 28 };
  const points = [
    { x: at.x - radius * 0.7, y: at.y - radius * 0.7 },
    top,
    { x: at.x + radius * 0.7, y: at.y - radius * 0.7 },
  ];
  return { edge, points, middle: top };
}

/** The point on the circle about `from` in the direction of `to`. */
function towards(from: Point, to: Point, radius: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  return { x: from.x + (dx / length) * radius, y: from.y + (dy / length) * radius };
}

function middleOf(points: readonly Point[]): Point {
  const half = (points.length - 1) / 2;
  const [before, after] = [points[Math.floor(half)]!, points[Math.ceil(half)]!];
  return { x: (before.x + after.x) / 2, y: (before.y + after.y) / 2 };
}

/** A curve through the points, as SVG's path. */
export function curveThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  if (rest.length === 1) return `M${at(first)} L${at(rest[0]!)}`;
  let path = `M${at(first)}`;
  for (let i = 0; i < rest.length - 1; i++) {
    const [bend, next] = [rest[i]!, rest[i + 1]!];
    const end = i === rest.length - 2 ? next : { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 };
    path += ` Q${at(bend)} ${at(end)}`;
  }
  return path;
}

const at = ({ x, y }: Point): string => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;

/** The part of a ring between two shares of it, clockwise from the top; a whole ring is two halves. */
export function arcPath(center: Point, radius: number, from: number, to: number): string {
  if (to - from >= 0.9999) {
    return `${arcPath(center, radius, from, from + 0.5)} ${arcPath(center, radius, from + 0.5, from + 0.9998)}`;
  }
  const onRing = (share: number): Point => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return { x: center.x + radius * Math.cos(angle), y: center.y + radius * Math.sin(angle) };
  };
  return `M${at(onRing(from))} A${radius},${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(onRing(to))}`;
}
