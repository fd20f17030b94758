import { type DataFrame, FieldType, type LinkModel } from '@grafana/data';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type CSSProperties, memo, type ReactNode } from 'react';
import { linkToService, serviceNamed } from '../../app/links';
import { useTheme } from '../../theme/theme';
import { usePick } from '../panel-environment';
import { cellColors, rowColors, stylesOf } from './cell-colors';
import { cellText, displayOf, plainValue } from './cell-value';
import { cellOf } from './cells/cells';
import type { Column } from './columns';
import { InspectButton } from './inspect';
import styles from './table.module.css';
import { frozenAt } from './table-head';

interface TableRowProps {
  readonly frame: DataFrame;
  readonly columns: readonly Column[];
  /** In the frame, and among the rows that are shown. */
  readonly row: number;
  readonly index: number;
  /** CSS px. */
  readonly top: number;
  readonly height: number;
  readonly maxHeight: number | undefined;
  /** Given where rows are as high as their texts. */
  readonly measure: ((element: HTMLElement | null) => void) | undefined;
  readonly frozen: number;
  readonly isExpanded?: boolean;
  readonly onToggle?: (row: number) => void;
  readonly children?: ReactNode;
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { frame, columns, row, index, top, height, maxHeight, measure, frozen, isExpanded, onToggle, children } = props;
  const theme = useTheme();
  const colors = rowColors(frame, row, theme);
  const Arrow = isExpanded ? ChevronDown : ChevronRight;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 1}
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, minHeight: height, ...colors }}
    >
      {onToggle && (
        <td className={styles.expander}>
          <button type="button" aria-expanded={isExpanded} aria-label="Nested table" onClick={() => onToggle(row)}>
            <Arrow size={14} aria-hidden />
          </button>
        </td>
      )}
      {columns.map((column, i) => (
        <Cell
          key={column.index}
          frame={frame}
          column={column}
          row={row}
          height={height}
          maxHeight={maxHeight}
          isDynamic={measure !== undefined}
          frozenLeft={frozenAt(columns, i, frozen, onToggle ? 32 : 0)}
          hasRowColor={colors !== undefined}
        />
      ))}
      {children && <td className={styles.nestedCell}>{children}</td>}
    </tr>
  );
});

interface CellPlace {
  readonly frame: DataFrame;
  readonly column: Column;
  readonly row: number;
  readonly height: number;
  readonly maxHeight: number | undefined;
  readonly isDynamic: boolean;
  readonly frozenLeft: number | undefined;
  readonly hasRowColor: boolean;
}

/** On both sides of the content of a cell together, px. */
const PADDING = 16;

function Cell({ frame, column, row, height, maxHeight, isDynamic, frozenLeft, hasRowColor }: CellPlace) {
  const theme = useTheme();
  const pick = usePick();
  const { field, custom, cell } = column;
  const raw = field.values[row];
  const value = plainValue(raw);
  const display = displayOf(field, value);
  const text = cellText(field, value);
  const links = linksOf(column, row, display, pick !== undefined);
  const Content = cellOf(column);
  const wraps = custom.wrapText === true || cell.dynamicHeight === true;
  const onPick = pick && (() => pick({ frame, field: column.index, row }));
  const style: CSSProperties = {
    width: column.width,
    height: isDynamic ? undefined : height,
    ...(isDynamic && { minHeight: height, maxHeight: wraps ? maxHeight : height }),
    ...(frozenLeft !== undefined && { left: frozenLeft }),
    ...(!hasRowColor && cellColors(display.color, cell, theme)),
    ...stylesOf(siblingValue(frame, custom.styleField, row)),
  };
  const tip = siblingText(frame, custom.tooltip?.field, row);
  return (
    <td
      className={styles.cell}
      data-align={column.align}
      data-text={field.type === FieldType.string || undefined}
      data-wrap={wraps || undefined}
      data-frozen={frozenLeft !== undefined || undefined}
      title={tip ?? (wraps || typeof value === 'object' ? undefined : text)}
      style={style}
      {...(onPick && links.length === 0 && { onClick: onPick })}
    >
      <Content
        frame={frame}
        column={column}
        row={row}
        value={value}
        display={display}
        text={text}
        links={links}
        width={column.width - PADDING}
        height={height}
        onPick={onPick}
      />
      {custom.inspect === true && <InspectButton name={column.name} value={value} text={text} />}
    </td>
  );
}

/** The links that the panel has for the value; of a service without any, where a click does nothing else, its page. */
function linksOf(
  { field }: Column,
  row: number,
  calculatedValue: ReturnType<typeof displayOf>,
  isPicked: boolean,
): readonly LinkModel[] {
  if (field.config.links?.length && field.getLinks !== undefined) {
    return field.getLinks({ valueRowIndex: row, calculatedValue });
  }
  const value = field.values[row];
  const service = isPicked || typeof value !== 'string' ? undefined : serviceNamed(field.name, value);
  if (service === undefined) return [];
  return [{ title: `Service ${service}`, href: linkToService(service), target: undefined, origin: field }];
}

const fieldNamed = (frame: DataFrame, name: string | undefined) =>
  name === undefined || name === ''
    ? undefined
    : frame.fields.find((field) => field.name === name || field.state?.displayName === name);

const siblingValue = (frame: DataFrame, name: string | undefined, row: number): unknown =>
  fieldNamed(frame, name)?.values[row];

function siblingText(frame: DataFrame, name: string | undefined, row: number): string | undefined {
  const field = fieldNamed(frame, name);
  return field && cellText(field, field.values[row]);
}
