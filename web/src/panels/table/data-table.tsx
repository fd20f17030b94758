import { type DataFrame, FieldType } from '@grafana/data';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTheme } from '../../theme/theme';
import { type Column, columnsOf } from './columns';
import { type Filters, filteredRows } from './filter';
import { footerOf } from './footer';
import { ROW_HEIGHTS, type SortBy, type TableOptions } from './options';
import { nextSort, sortedRows } from './sort';
import styles from './table.module.css';
import { TableFoot } from './table-foot';
import { HEAD_HEIGHT, TableHead } from './table-head';
import { TableRow } from './table-row';

export interface ShownTable {
  readonly columns: readonly Column[];
  /** Rows of the frame in the order in which they stand, filtered. */
  readonly rows: readonly number[];
}

interface DataTableProps {
  readonly label: string;
  readonly frame: DataFrame;
  readonly frames: readonly DataFrame[];
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly options: TableOptions;
  readonly sortBy: readonly SortBy[];
  readonly onSort: (sortBy: SortBy[]) => void;
  /** Of the rows that are shown: those of one page. */
  readonly page?: { readonly from: number; readonly count: number };
  /** Told what is shown, for pages and exports. */
  readonly onShown?: (shown: ShownTable) => void;
  readonly onWidth?: (name: string, width: number) => void;
}

const EXPANDER = 32;
/** Height of a scrollbar, px: what is left for rows where columns scroll too. */
const SCROLLBAR = 10;
const MOST_NESTED = 320;

/** A frame as a table: rows are drawn as they come into sight. */
export function DataTable(props: DataTableProps) {
  const { label, frame, frames, width, height, options, sortBy, onSort, page, onShown, onWidth } = props;
  const theme = useTheme();
  const scroller = useRef<HTMLDivElement>(null);
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const [filters, setFilters] = useState<Filters>({});
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set());
  const nested = frame.fields.find(({ type }) => type === FieldType.nestedFrames);
  const lead = nested === undefined ? 0 : EXPANDER;
  const columns = useMemo(
    () => columnsOf(frame, frames, width - lead - SCROLLBAR, widths),
    [frame, frames, width, lead, widths],
  );
  const filtered = useMemo(() => filteredRows(frame.length, columns, filters), [frame, columns, filters]);
  const sorted = useMemo(() => sortedRows(filtered, columns, sortBy), [filtered, columns, sortBy]);
  const rows = useMemo(
    () => (page ? sorted.slice(page.from, page.from + page.count) : sorted),
    [sorted, page?.from, page?.count],
  );
  const foot = useMemo(() => footerOf(columns, filtered, theme), [columns, filtered, theme]);
  useEffect(() => onShown?.({ columns, rows: sorted }), [onShown, columns, sorted]);

  const base = ROW_HEIGHTS[options.cellHeight ?? 'sm'] ?? ROW_HEIGHTS.sm;
  const isDynamic = columns.some(({ custom, cell }) => custom.wrapText === true || cell.dynamicHeight === true);
  const nestedHeight = (row: number) => (expanded.has(row) ? heightOfNested(nested?.values[row], base) : 0);
  const headHeight = options.showHeader ? HEAD_HEIGHT : 0;
  const virtual = useRowWindow({
    width,
    height,
    count: rows.length,
    scroller,
    headHeight,
    sizeOf: (i) => base + nestedHeight(rows[i]!),
  });
  useEffect(() => virtual.measure(), [expanded, rows, base]);

  const onToggle = useCallback((row: number) => setExpanded((before) => toggled(before, row)), []);
  const total = columns.reduce((sum, column) => sum + column.width, lead);
  return (
    <div ref={scroller} className={styles.scroller} style={{ width, height }}>
      <table className={styles.table} style={{ width: total }} aria-label={label} aria-rowcount={filtered.length}>
        {options.showHeader && (
          <TableHead
            columns={columns}
            lead={lead}
            frozen={options.frozenColumns?.left ?? 0}
            rows={filtered}
            frame={frame}
            sortBy={sortBy}
            onSort={(name, isAdded) => onSort(nextSort(sortBy, name, isAdded))}
            filters={filters}
            onFilter={(name, texts) => setFilters((before) => withFilter(before, name, texts))}
            onWidth={(name, next, isDone) => {
              setWidths((before) => ({ ...before, [name]: next }));
              if (isDone) onWidth?.(name, next);
            }}
            hasIcons={options.showTypeIcons === true}
          />
        )}
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]!;
            return (
              <TableRow
                key={item.key}
                frame={frame}
                columns={columns}
                row={row}
                index={item.index}
                top={item.start - headHeight}
                height={base}
                maxHeight={options.maxRowHeight || undefined}
                measure={isDynamic ? virtual.measureElement : undefined}
                frozen={options.frozenColumns?.left ?? 0}
                {...(nested && { isExpanded: expanded.has(row), onToggle })}
              >
                {expanded.has(row) && (
                  <Nested
                    frames={nested!.values[row]}
                    options={options}
                    width={width - EXPANDER - SCROLLBAR}
                    height={nestedHeight(row)}
                  />
                )}
              </TableRow>
            );
          })}
        </tbody>
        {foot.length > 0 && <TableFoot columns={columns} values={foot} lead={lead} />}
      </table>
      {rows.length === 0 && <p className={styles.none}>{frame.length > 0 ? 'No row passes the filters' : 'No data'}</p>}
    </div>
  );
}

interface RowWindow {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly scroller: { readonly current: HTMLDivElement | null };
  readonly headHeight: number;
  readonly sizeOf: (index: number) => number;
}

/** Which rows are in sight. The panel knows its size: nothing is measured for it. */
function useRowWindow({ width, height, count, scroller, headHeight, sizeOf }: RowWindow) {
  const told = useRef<(rect: { width: number; height: number }) => void>(undefined);
  useEffect(() => told.current?.({ width, height }), [width, height]);
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: sizeOf,
    overscan: 8,
    scrollMargin: headHeight,
    initialRect: { width, height },
    observeElementRect: (_, tell) => {
      told.current = tell;
      tell({ width, height });
    },
  });
}

interface NestedProps {
  readonly frames: unknown;
  readonly options: TableOptions;
  readonly width: number;
  readonly height: number;
}

/** The frames within a row. */
function Nested({ frames, options, width, height }: NestedProps) {
  const [sortBy, setSortBy] = useState<SortBy[]>([]);
  const [frame] = framesOf(frames);
  if (frame === undefined) return null;
  const { frozenColumns: _, ...own } = options;
  return (
    <div className={styles.nested} style={{ paddingLeft: EXPANDER }}>
      <DataTable
        label="Nested table"
        frame={frame}
        frames={[frame]}
        width={width}
        height={height}
        options={{ ...own, showHeader: frame.meta?.custom?.noHeader !== true }}
        sortBy={sortBy}
        onSort={setSortBy}
      />
    </div>
  );
}

const framesOf = (value: unknown): readonly DataFrame[] => (Array.isArray(value) ? (value as DataFrame[]) : []);

function heightOfNested(value: unknown, rowHeight: number): number {
  const [frame] = framesOf(value);
  return frame === undefined ? 0 : Math.min(MOST_NESTED, HEAD_HEIGHT + SCROLLBAR + frame.length * rowHeight);
}

function toggled(before: ReadonlySet<number>, row: number): ReadonlySet<number> {
  const next = new Set(before);
  if (!next.delete(row)) next.add(row);
  return next;
}

function withFilter(before: Filters, name: string, texts: ReadonlySet<string> | undefined): Filters {
  const { [name]: _, ...others } = before;
  return texts === undefined ? others : { ...others, [name]: texts };
}
