import { type DataFrame, FieldType } from '@grafana/data';
import { ArrowDown, ArrowUp, Braces, Calendar, Hash, type LucideIcon, ToggleLeft, Type } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { ColumnFilter } from './column-filter';
import { type Column, NARROWEST } from './columns';
import type { Filters } from './filter';
import type { SortBy } from './options';
import styles from './table.module.css';

/** CSS px. */
export const HEAD_HEIGHT = 32;

interface TableHeadProps {
  readonly columns: readonly Column[];
  /** Room before the first column, px. */
  readonly lead: number;
  readonly frozen: number;
  readonly frame: DataFrame;
  readonly rows: readonly number[];
  readonly sortBy: readonly SortBy[];
  readonly onSort: (name: string, isAdded: boolean) => void;
  readonly filters: Filters;
  readonly onFilter: (name: string, texts: ReadonlySet<string> | undefined) => void;
  readonly onWidth: (name: string, width: number, isDone: boolean) => void;
  readonly hasIcons: boolean;
}

const ICONS: Readonly<Partial<Record<FieldType, LucideIcon>>> = {
  [FieldType.time]: Calendar,
  [FieldType.number]: Hash,
  [FieldType.string]: Type,
  [FieldType.boolean]: ToggleLeft,
  [FieldType.other]: Braces,
};

/** Names of columns: a click sorts by one, with Shift by one more; the edge draws it wider. */
export function TableHead(props: TableHeadProps) {
  const { columns, lead, frozen, frame, rows, sortBy, filters, onFilter, onWidth, hasIcons } = props;
  return (
    <thead className={styles.head} style={{ minHeight: HEAD_HEIGHT }}>
      <tr>
        {lead > 0 && (
          <th scope="col" className={styles.expander}>
            <span className="visually-hidden">Nested tables</span>
          </th>
        )}
        {columns.map((column, i) => {
          const { name, custom, field, align, width } = column;
          const order = sortBy.find(({ displayName }) => displayName === name);
          const Icon = hasIcons ? ICONS[field.type] : undefined;
          const left = frozenAt(columns, i, frozen, lead);
          return (
            <th
              key={column.index}
              scope="col"
              className={styles.headCell}
              data-align={align}
              data-wrap={custom.wrapHeaderText || undefined}
              data-frozen={left !== undefined || undefined}
              aria-sort={order === undefined ? 'none' : order.desc ? 'descending' : 'ascending'}
              style={{ width, ...(left !== undefined && { left }) }}
            >
              {custom.hideHeader ? (
                <span className="visually-hidden">{name}</span>
              ) : (
                <HeadName column={column} order={order} Icon={Icon} onSort={props.onSort} />
              )}
              {custom.filterable === true && (
                <ColumnFilter
                  column={column}
                  rows={filters[name] === undefined ? rows : frame.fields[column.index]!.values.map((_, row) => row)}
                  chosen={filters[name]}
                  onChange={(texts) => onFilter(name, texts)}
                />
              )}
              <Edge column={column} onWidth={onWidth} />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface HeadNameProps {
  readonly column: Column;
  readonly order: SortBy | undefined;
  readonly Icon: LucideIcon | undefined;
  readonly onSort: (name: string, isAdded: boolean) => void;
}

function HeadName({ column: { name, custom }, order, Icon, onSort }: HeadNameProps) {
  const Arrow = order?.desc ? ArrowDown : ArrowUp;
  const content = (
    <>
      {Icon && <Icon size={12} aria-hidden />}
      <span className={styles.headText}>{name}</span>
      {order && <Arrow size={12} aria-hidden />}
    </>
  );
  if (custom.sortable === false) return <span className={styles.sort}>{content}</span>;
  return (
    <button type="button" className={styles.sort} title={name} onClick={({ shiftKey }) => onSort(name, shiftKey)}>
      {content}
    </button>
  );
}

/** By how much an arrow key changes a width, px. */
const KEY_STEP = 10;

/** The right edge of a head: drawn, or moved by arrow keys, it changes the width of its column. */
function Edge({ column: { name, width }, onWidth }: { column: Column; onWidth: TableHeadProps['onWidth'] }) {
  const change = (next: number, isDone: boolean) => onWidth(name, Math.max(NARROWEST, Math.round(next)), isDone);
  const drag = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const start = event.clientX;
    edge.setPointerCapture?.(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => change(width + moved.clientX - start, false);
    const end = (moved: globalThis.PointerEvent) => {
      edge.removeEventListener('pointermove', move);
      change(width + moved.clientX - start, true);
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', end, { once: true });
  };
  const press = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') change(width - KEY_STEP, true);
    if (key === 'ArrowRight') change(width + KEY_STEP, true);
  };
  return (
    <button
      type="button"
      className={styles.edge}
      aria-label={`Width of ${name}`}
      onPointerDown={drag}
      onKeyDown={press}
    />
  );
}

/** Where a frozen column stands, px from the left; undefined for others. */
export function frozenAt(columns: readonly Column[], index: number, frozen: number, lead: number): number | undefined {
  if (index >= frozen) return undefined;
  let left = lead;
  for (let i = 0; i < index; i++) left += columns[i]!.width;
  return left;
}
