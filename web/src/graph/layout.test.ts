import { describe, expect, it } from 'vitest';
import { arcPath, curveThrough, layoutGraph } from './layout';

const node = (id: string) => ({ id, title: id });
const edge = (source: string, target: string, id = `${source}-${target}`) => ({ id, source, target });

describe('layoutGraph', () => {
  it('places callers left of those they call', () => {
    const { nodes } = layoutGraph([node('c'), node('a'), node('b')], [edge('a', 'b'), edge('b', 'c')]);
    const x = Object.fromEntries(nodes.map((placed) => [placed.node.id, placed.at.x]));
    expect(x.a).toBeLessThan(x.b!);
    expect(x.b).toBeLessThan(x.c!);
  });

  it('places them above in a narrow place', () => {
    const { nodes, width, height } = layoutGraph([node('b'), node('a')], [edge('a', 'b')], 'TB');
    const y = Object.fromEntries(nodes.map((placed) => [placed.node.id, placed.at.y]));
    expect(y.a).toBeLessThan(y.b!);
    expect(width).toBeLessThan(height);
  });

  it('puts nodes closer together in a small place, but not the names under them', () => {
    const nodes = [node('a'), node('platform-services'), node('automation-services')];
    const edges = [edge('a', 'platform-services'), edge('a', 'automation-services')];
    const [roomy, compact] = (['roomy', 'compact'] as const).map((density) => layoutGraph(nodes, edges, 'TB', density));
    expect(compact!.height).toBeLessThan(roomy!.height * 0.8);
    expect(compact!.nodes.every(({ radius }) => radius < 40)).toBe(true);
    const [left, right] = compact!.nodes.slice(1).map(({ at }) => at.x);
    expect(Math.abs(left! - right!)).toBeGreaterThan(160);
  });

  it('ends edges at the rings of their nodes', () => {
    const { nodes, edges } = layoutGraph([node('a'), node('b')], [edge('a', 'b')]);
    const [a, b] = nodes;
    const [start, end] = [edges[0]!.points[0]!, edges[0]!.points.at(-1)!];
    expect(Math.hypot(start.x - a!.at.x, start.y - a!.at.y)).toBeCloseTo(a!.radius, 3);
    expect(Math.hypot(end.x - b!.at.x, end.y - b!.at.y)).toBeCloseTo(b!.radius, 3);
  });

  it('takes circles, loops, several edges between two, and edges to nowhere', () => {
    const edges = [edge('a', 'b'), edge('b', 'a'), edge('a', 'a'), edge('a', 'b', 'again'), edge('a', 'gone')];
    const found = layoutGraph([node('a'), node('b'), node('alone')], edges);
    expect(found.edges.map((placed) => placed.edge.id)).toEqual(['a-b', 'b-a', 'a-a', 'again']);
    for (const placed of found.edges) expect(placed.points.every(({ x, y }) => Number.isFinite(x + y))).toBe(true);
    expect(found.nodes).toHaveLength(3);
  });

  it('keeps the 200 nodes with the most edges', () => {
    const many = Array.from({ length: 205 }, (_, i) => node(`n${i}`));
    const found = layoutGraph(many, [edge('n204', 'n203')]);
    expect(found.omitted).toBe(5);
    expect(found.nodes.map((placed) => placed.node.id)).toContain('n204');
  });

  it('of nothing is empty', () => {
    expect(layoutGraph([], [])).toMatchObject({ nodes: [], edges: [], omitted: 0 });
  });
});

it('curves begin and end where they are told', () => {
  expect(curveThrough([])).toBe('');
  expect(
    curveThrough([
      { x: 0, y: 0 },
      { x: 4, y: 2 },
    ]),
  ).toBe('M0,0 L4,2');
  expect(
    curveThrough([
      { x: 0, y: 0 },
      { x: 4, y: 2 },
      { x: 8, y: 0 },
    ]),
  ).toMatch(/^M0,0 Q4,2 8,0$/);
});

it('a whole ring is drawn as two halves', () => {
  expect(arcPath({ x: 0, y: 0 }, 10, 0, 1).match(/A/g)).toHaveLength(2);
  expect(arcPath({ x: 0, y: 0 }, 10, 0, 0.25)).toBe('M0,-10 A10,10 0 0 1 10,0');
});
