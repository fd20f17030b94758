import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';
import { type CellOptions, type TableField, tableFieldOf } from './options';
import { wantedWidth } from './wanted-width';

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

/**
 * px: figures and times are not cut, and names up to so wide are cut only if that brings every column into sight. Longer texts
 * keep so much where there is no room for all.
 */
const WHOLE_NAME = 144;
const LEAST_OF_TEXT = 96;
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
  const asked = shown.map((column, i): Asked => {
    if (fixed[i]! > 0) return { least: fixed[i]!, whole: fixed[i]!, wanted: fixed[i]! };
    const { custom, field } = column;
    const wanted = Math.max(wantedWidth(column), custom.minWidth || 0);
    const isFigure = field.type === FieldType.number || field.type === FieldType.time;
    const least = isFigure ? wanted : custom.minWidth || Math.min(wanted, LEAST_OF_TEXT);
    return { least, whole: wanted <= WHOLE_NAME ? wanted : least, wanted };
  });
  const isTooWide = asked.reduce((sum, { least }) => sum + least, 0) > room;
  const kept = isTooWide ? asked.map((column) => ({ ...column, least: column.whole })) : asked;
  const shared = sharedWidths(fixed, kept, room);
  return shown.map((column, i) => ({ ...column, align: alignOf(column.field, column.custom), width: shared[i]! }));
}

interface Asked {
  /** px. */
  readonly least: number;
  /** Its least in a table that has to be scrolled anyway. */
  readonly whole: number;
  readonly wanted: number;
}

/** Equal widths where that cuts nothing; else what each wants; where there is too little, no less than its least. */
function sharedWidths(fixed: readonly number[], asked: readonly Asked[], room: number): number[] {
  const free = fixed.flatMap((width, i) => (width > 0 ? [] : [i]));
  const left = room - fixed.reduce((sum, width) => sum + width, 0);
  const wanted = free.reduce((sum, i) => sum + asked[i]!.wanted, 0);
  const widths = wanted <= left ? grown(free, asked, left) : filled(free, asked, left);
  return fixed.map((width, i) => widths.get(i) ?? width);
}

/** Those that want more than an equal share get it; the others share what is left equally. */
function grown(free: readonly number[], asked: readonly Asked[], room: number): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  let left = room;
  const byWant = [...free].sort((a, b) => asked[b]!.wanted - asked[a]!.wanted);
  byWant.forEach((i, place) => {
    const width = Math.max(asked[i]!.wanted, Math.floor(left / (byWant.length - place)));
    widths.set(i, width);
    left -= width;
  });
  return widths;
}

/** Each has its least; what is left goes to those that want more, none more than it wants. */
function filled(free: readonly number[], asked: readonly Asked[], room: number): ReadonlyMap<number, number> {
  const lacks = (i: number) => asked[i]!.wanted - asked[i]!.least;
  let left = Math.max(0, room - free.reduce((sum, i) => sum + asked[i]!.least, 0));
  const byLack = [...free].sort((a, b) => lacks(a) - lacks(b));
  return new Map(
    byLack.map((i, place) => {
      const more = Math.min(lacks(i), Math.floor(left / (byLack.length - place)));
      left -= more;
      return [i, asked[i]!.least + more];
    }),
  );
}

function alignOf(field: Field, { align = 'auto' }: TableField): Column['align'] {
  if (align !== 'auto') return align;
  return field.type === FieldType.number ? 'right' : 'left';
}
