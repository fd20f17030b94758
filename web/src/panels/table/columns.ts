import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';
import { type CellOptions, type TableField, tableFieldOf } from './options';

export interface Column {
  /** Of its field in the frame. */
  readonly index: number;
  readonly field: Field;
  readonly name: string;
  readonly custom: TableField;
  readonly cell: CellOptions;
  readonly align: 'left' | 'right' | 'center';
  /** CSS px. */
  readonly width: number;
}

/** Least width of a column that is not told, px; times are not cut. */
const LEAST = 120;
const LEAST_OF_TIME = 176;
/** No column is made narrower by hand, px. */
export const NARROWEST = 32;

/** The columns of a frame that are shown. `widths` are those that were drawn by hand, by name. */
export function columnsOf(
  frame: DataFrame,
  frames: readonly DataFrame[],
  room: number,
  widths: Readonly<Record<string, number>> = {},
): Column[] {
  const shown = frame.fields.flatMap((field, index) => {
    const custom = tableFieldOf(field);
    if (custom.hideFrom?.viz === true || field.type === FieldType.nestedFrames) return [];
    const name = getFieldDisplayName(field, frame, [...frames]);
    return [{ index, field, name, custom, cell: custom.cellOptions ?? { type: 'auto' as const } }];
  });
  const fixed = shown.map(({ name, custom }) => widths[name] ?? custom.width ?? 0);
  const least = shown.map(
    ({ custom, field }) => custom.minWidth || (field.type === FieldType.time ? LEAST_OF_TIME : LEAST),
  );
  const shared = sharedWidths(fixed, least, room);
  return shown.map((column, i) => ({ ...column, align: alignOf(column.field, column.custom), width: shared[i]! }));
}

/** What is left over is shared by those without a width, none less than its least. */
function sharedWidths(fixed: readonly number[], least: readonly number[], room: number): number[] {
  const free = fixed.flatMap((width, i) => (width > 0 ? [] : [i]));
  let left = room - fixed.reduce((sum, width) => sum + width, 0);
  const widths = [...fixed];
  // Those that need more than an equal share get their least first.
  let open = free;
  for (;;) {
    const share = Math.floor(left / Math.max(1, open.length));
    const tight = open.filter((i) => least[i]! > share);
    if (tight.length === 0) {
      for (const i of open) widths[i] = share;
      if (open.length > 0) widths[open.at(-1)!]! += Math.max(0, left - share * open.length);
      return widths;
    }
    for (const i of tight) {
      widths[i] = least[i]!;
      left -= least[i]!;
    }
    open = open.filter((i) => !tight.includes(i));
    if (open.length === 0) return widths;
  }
}

function alignOf(field: Field, { align = 'auto' }: TableField): Column['align'] {
  if (align !== 'auto') return align;
  return field.type === FieldType.number ? 'right' : 'left';
}
