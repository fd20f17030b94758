import { Maximize, Minus, Plus } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from '../controls/button';
import { Notice } from '../controls/notice';
import { useSize } from '../controls/use-size';
import type { GraphEdge, GraphNode } from './graph';
import { layoutGraph } from './layout';
import styles from './node-graph.module.css';
import { DrawnEdge, DrawnNode } from './node-shapes';
import { fitted, isFar, textScale, type View, zoomed } from './view-box';

export interface NodeGraphProps {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Its accessible name. */
  readonly label: string;
  /** A click or Enter on a node without `href`. */
  readonly onSelect?: (id: string) => void;
  readonly selected?: string | undefined;
}

const NO_SIZE = { width: 0, height: 0 };
const ZOOM_STEP = 1.25;
const KEYS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [40, 0],
  ArrowRight: [-40, 0],
  ArrowUp: [0, 40],
  ArrowDown: [0, -40],
};

/**
 * Who calls whom, from left to right, or downwards in a narrow place: drag or arrow keys move it, wheel with Ctrl, + and -
 * zoom, Tab goes from node to node. What belongs to the node under the pointer or the focus stays bright. Fills its parent;
 * where that is small, closer together.
 */
export function NodeGraph({ nodes, edges, label, onSelect, selected }: NodeGraphProps) {
  const canvas = useRef<SVGSVGElement>(null);
  const [measure, size = NO_SIZE] = useSize();
  const direction = size.height > size.width ? 'TB' : 'LR';
  const roomy = useMemo(() => layoutGraph(nodes, edges, direction), [nodes, edges, direction]);
  const isCompact = size.width > 0 && isFar(fitted(roomy, size));
  const graph = useMemo(
    () => (isCompact ? layoutGraph(nodes, edges, direction, 'compact') : roomy),
    [isCompact, nodes, edges, direction, roomy],
  );
  const [moved, setMoved] = useState<View>();
  const [active, setActive] = useState<string>();
  const view = moved ?? fitted(graph, size);
  const near = useMemo(() => neighbours(active ?? selected, edges), [active, selected, edges]);
  const center = { x: size.width / 2, y: size.height / 2 };
  const zoom = (factor: number, at = center) => setMoved(zoomed(view, factor, at));
  useWheel(canvas, (factor, at) => setMoved((before) => zoomed(before ?? fitted(graph, size), factor, at)));
  const drag = useDrag(view, setMoved);
  const press = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (by !== undefined) setMoved({ ...view, x: view.x + by[0], y: view.y + by[1] });
    else if (event.key === '+') zoom(ZOOM_STEP);
    else if (event.key === '-') zoom(1 / ZOOM_STEP);
    else if (event.key === '0') setMoved(undefined);
    else return;
    event.preventDefault();
  };
  if (nodes.length === 0) return <Notice title="There is nothing to draw" detail="No node in this time range." />;
  return (
    <div className={styles.frame} ref={measure}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be an SVG */}
      <svg
        ref={canvas}
        className={styles.canvas}
        data-far={isCompact || isFar(view) || undefined}
        style={{ '--text-scale': textScale(view) } as CSSProperties}
        role="group"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by arrow keys
        tabIndex={0}
        onKeyDown={press}
        {...drag}
      >
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="8"
            refY="4"
            markerWidth="10"
            markerHeight="10"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0,0 L8,4 L0,8 Z" className={styles.arrow} />
          </marker>
        </defs>
        <g transform={`translate(${view.x},${view.y}) scale(${view.scale})`}>
          {graph.edges.map((placed) => (
            <DrawnEdge
              key={placed.edge.id}
              placed={placed}
              isDim={near !== undefined && !near.edges.has(placed.edge.id)}
              isNear={near?.edges.has(placed.edge.id) ?? false}
            />
          ))}
          {graph.nodes.map((placed) => (
            <DrawnNode
              key={placed.node.id}
              placed={placed}
              isCompact={isCompact}
              isDim={near !== undefined && !near.nodes.has(placed.node.id)}
              isSelected={placed.node.id === selected}
              onActive={setActive}
              {...(onSelect && { onSelect })}
            />
          ))}
        </g>
      </svg>
      <div className={styles.tools}>
        <IconButton icon={Plus} label="Zoom in" size="small" onClick={() => zoom(ZOOM_STEP)} />
        <IconButton icon={Minus} label="Zoom out" size="small" onClick={() => zoom(1 / ZOOM_STEP)} />
        <IconButton icon={Maximize} label="Show all" size="small" onClick={() => setMoved(undefined)} />
      </div>
      {graph.omitted > 0 && <p className={styles.omitted}>{`${graph.omitted} more nodes are left out`}</p>}
      <Connections nodes={nodes} edges={edges} />
    </div>
  );
}

/** The same for who cannot see it. */
function Connections({ nodes, edges }: Pick<NodeGraphProps, 'nodes' | 'edges'>) {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return (
    <ul className="visually-hidden">
      {edges.slice(0, 200).map(({ id, source, target, mainStat, secondaryStat }) => (
        <li key={id}>
          {[`${titles.get(source) ?? source} to ${titles.get(target) ?? target}`, mainStat, secondaryStat]
            .filter(Boolean)
            .join(', ')}
        </li>
      ))}
    </ul>
  );
}

function neighbours(id: string | undefined, edges: readonly GraphEdge[]) {
  if (id === undefined) return undefined;
  const beside = edges.filter(({ source, target }) => source === id || target === id);
  return {
    nodes: new Set([id, ...beside.flatMap(({ source, target }) => [source, target])]),
    edges: new Set(beside.map((edge) => edge.id)),
  };
}

/** Ctrl and the wheel, or two fingers, zoom; React's own wheel events cannot keep the page from zooming. */
function useWheel(
  canvas: { readonly current: SVGSVGElement | null },
  zoom: (factor: number, at: { x: number; y: number }) => void,
): void {
  const latest = useRef(zoom);
  latest.current = zoom;
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      latest.current(Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top });
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [canvas]);
}

function useDrag(view: View, move: (view: View) => void) {
  const start = useRef<{ readonly x: number; readonly y: number; readonly view: View }>(undefined);
  return {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button !== 0 || (event.target as Element).closest('a, [role="button"]')) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, y: event.clientY, view };
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const from = start.current;
      if (from === undefined) return;
      move({ ...from.view, x: from.view.x + event.clientX - from.x, y: from.view.y + event.clientY - from.y });
    },
    onPointerUp: () => {
      start.current = undefined;
    },
  };
}
