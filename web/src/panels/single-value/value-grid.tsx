import { type ReactNode, useState } from 'react';
import { chartJson, describe } from '../../charts/summary';
import type { FieldValue } from './field-values';
import { summaryOf } from './field-values';
import { type Direction, gridOf, inSight } from './grid';
import styles from './single-value.module.css';

interface ValueGridProps {
  readonly title: string;
  readonly values: readonly FieldValue[];
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly direction: Direction;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly maxHeight?: number;
  readonly aspect?: number;
  readonly gap?: number;
  readonly render: (value: FieldValue, size: { readonly width: number; readonly height: number }) => ReactNode;
}

/** Values as cells of one size, in rows and columns; where they do not fit it scrolls, and only those in sight are drawn. */
export function ValueGrid(props: ValueGridProps) {
  const {
    title,
    values,
    width,
    height,
    direction,
    minWidth,
    minHeight,
    maxHeight,
    aspect = 2,
    gap = 8,
    render,
  } = props;
  const [scrolled, setScrolled] = useState({ top: 0, left: 0 });
  const count = values.length;
  const grid = gridOf({ count, width, height, direction, minWidth, minHeight, maxHeight, gap, aspect });
  const { columns, rows, cellWidth, cellHeight } = grid;
  const all = { width: columns * (cellWidth + gap) - gap, height: rows * (cellHeight + gap) - gap };
  const [top, bottom] = inSight(scrolled.top, height, cellHeight, gap, rows);
  const [left, right] = inSight(scrolled.left, width, cellWidth, gap, columns);
  const cells: ReactNode[] = [];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const value = values[row * columns + column];
      if (value === undefined) continue;
      const place = { left: column * (cellWidth + gap), top: row * (cellHeight + gap) };
      cells.push(
        <li
          key={row * columns + column}
          className={styles.cell}
          style={{ ...place, width: cellWidth, height: cellHeight }}
        >
          {render(value, { width: cellWidth, height: cellHeight })}
        </li>,
      );
    }
  }
  const scrolls = all.width > width || all.height > height;
  const summary = summaryOf(values);
  return (
    <section
      className={styles.grid}
      style={{
        width,
        height,
        overflowX: all.width > width ? 'auto' : 'hidden',
        overflowY: all.height > height ? 'auto' : 'hidden',
      }}
      data-panel-state={values.some(({ isNone }) => !isNone) ? 'done' : 'empty'}
      data-chart={chartJson(summary)}
      aria-label={describe(title, summary, 'values')}
      {...(scrolls && {
        tabIndex: 0,
        onScroll: ({ currentTarget: { scrollTop, scrollLeft } }) => setScrolled({ top: scrollTop, left: scrollLeft }),
      })}
    >
      <ul className={styles.cells} style={all}>
        {cells}
      </ul>
    </section>
  );
}
