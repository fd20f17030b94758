import type { CSSProperties } from 'react';
import { Link } from 'wouter';
import { classNames } from '../controls/class-names';
import type { GraphNode } from './graph';
import { arcPath, curveThrough, MAX_TITLE, type PlacedEdge, type PlacedNode, type Point } from './layout';
import styles from './node-graph.module.css';

/** What the ring takes of the width within it, px. */
const RING = 8;
/** Width of a letter, on the average, in heights of the font. */
const LETTER_EM = 0.56;

interface DrawnNodeProps {
  readonly placed: PlacedNode;
  /** Its ring has room for one figure; the other stands below. */
  readonly isCompact: boolean;
  readonly isDim: boolean;
  readonly isSelected: boolean;
  readonly onActive: (id: string | undefined) => void;
  readonly onSelect?: (id: string) => void;
}

export function DrawnNode({ placed, isCompact, isDim, isSelected, onActive, onSelect }: DrawnNodeProps) {
  const { node, at, radius } = placed;
  const { mainStat, secondaryStat, subtitle } = node;
  const inRing = isCompact ? undefined : secondaryStat;
  const second = isCompact ? (secondaryStat ?? subtitle) : subtitle;
  const below = { x: at.x, y: at.y + radius };
  const hover = {
    onPointerEnter: () => onActive(node.id),
    onPointerLeave: () => onActive(undefined),
    onFocus: () => onActive(node.id),
    onBlur: () => onActive(undefined),
  };
  const className = classNames(styles.node, isDim && styles.dim, (isSelected || node.isHighlighted) && styles.selected);
  const shape = (
    <>
      <title>{described(node)}</title>
      <circle cx={at.x} cy={at.y} r={radius - 5} className={styles.disc} />
      <circle
        cx={at.x}
        cy={at.y}
        r={radius - 2}
        className={styles.ring}
        style={node.color ? { stroke: node.color } : {}}
      />
      <Arcs node={node} at={at} radius={radius - 2} />
      <Text at={at} line={inRing === undefined ? 0.35 : -0.15} className={styles.main} room={2 * radius - RING}>
        {mainStat}
      </Text>
      <Text at={at} line={1.1} className={styles.secondary} room={2 * radius - RING}>
        {inRing}
      </Text>
      <Text at={below} line={1.25} className={styles.title}>
        {cut(node.title)}
      </Text>
      <Text at={below} line={2.6} className={styles.subtitle}>
        {second && cut(second)}
      </Text>
    </>
  );
  if (node.href !== undefined) {
    return (
      <Link href={node.href} className={className} {...hover}>
        {shape}
      </Link>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside of an SVG
    <g
      className={className}
      role="button"
      tabIndex={0}
      aria-pressed={isSelected}
      onClick={() => onSelect?.(node.id)}
      onKeyDown={(event) => event.key === 'Enter' && onSelect?.(node.id)}
      {...hover}
    >
      {shape}
    </g>
  );
}

function Arcs({ node, at, radius }: { node: GraphNode; at: Point; radius: number }) {
  let from = 0;
  return node.arcs?.map(({ share, color, name }) => {
    const start = from;
    from = Math.min(1, from + (Number.isFinite(share) ? Math.max(0, share) : 0));
    if (from === start) return null;
    return <path key={name} d={arcPath(at, radius, start, from)} className={styles.arc} style={{ stroke: color }} />;
  });
}

interface DrawnEdgeProps {
  readonly placed: PlacedEdge;
  readonly isDim: boolean;
  /** Of the node under the pointer or the focus. */
  readonly isNear: boolean;
}

export function DrawnEdge({ placed, isDim, isNear }: DrawnEdgeProps) {
  const { edge, points, middle } = placed;
  const figures = [edge.mainStat, edge.secondaryStat].filter((text) => text !== undefined);
  return (
    <g
      className={classNames(
        styles.edge,
        isDim && styles.dim,
        isNear && styles.near,
        edge.isHighlighted && styles.selected,
      )}
    >
      <title>{[`${edge.source} → ${edge.target}`, ...figures, ...detailLines(edge.details)].join('\n')}</title>
      <path
        d={curveThrough(points)}
        markerEnd="url(#arrow)"
        style={{ strokeWidth: edge.thickness ?? 1, ...(edge.color && { stroke: edge.color }) }}
        strokeDasharray={edge.dashes}
      />
      <Text at={middle} line={-0.3} className={styles.figure}>
        {edge.mainStat}
      </Text>
      <Text at={middle} line={0.9} className={styles.figure}>
        {edge.secondaryStat}
      </Text>
    </g>
  );
}

interface TextProps {
  readonly at: Point;
  /** Where its base line is below `at`, in heights of its font. */
  readonly line: number;
  readonly className: string | undefined;
  /** Its letters are as small as it takes to fit in, px of the graph; any width without it. */
  readonly room?: number;
  readonly children: string | undefined;
}

function Text({ at, line, className, room, children }: TextProps) {
  if (children === undefined || children === '') return null;
  const style = room === undefined ? {} : { '--widest': `${room / (children.length * LETTER_EM)}px` };
  return (
    <text x={at.x} y={at.y} dy={`${line}em`} className={className} style={style as CSSProperties} textAnchor="middle">
      {children}
    </text>
  );
}

const cut = (text: string): string => (text.length > MAX_TITLE ? `${text.slice(0, MAX_TITLE - 1)}…` : text);

const detailLines = (details: GraphNode['details'] = []): string[] =>
  details.map(([name, value]) => `${name}: ${value}`);

const described = (node: GraphNode): string =>
  [node.title, node.subtitle, node.mainStat, node.secondaryStat, ...detailLines(node.details)]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
