import type { Cell } from './cells';

interface ColumnHistogramProps {
  readonly cells: readonly Cell[];
  readonly cell: Cell;
  readonly color: (count: number) => string;
}

/** All cells of the same time, the greatest values at the top: the histogram in the tooltip. */
export function ColumnHistogram({ cells, cell, color }: ColumnHistogramProps) {
  const column = cells.filter(({ x0 }) => x0 === cell.x0).toSorted((a, b) => b.y0 - a.y0);
  const most = column.reduce((found, { count }) => Math.max(found, count), 0);
  return (
    <svg
      viewBox={`0 0 100 ${column.length * 4}`}
      width="100%"
      height={Math.min(160, column.length * 6)}
      preserveAspectRatio="none"
      aria-hidden
    >
      {column.map(({ y0, count }, i) => (
        <rect
          key={y0}
          y={i * 4}
          height={3.4}
          width={most > 0 ? (count / most) * 100 : 0}
          fill={color(count)}
          opacity={y0 === cell.y0 ? 1 : 0.6}
        />
      ))}
    </svg>
  );
}
