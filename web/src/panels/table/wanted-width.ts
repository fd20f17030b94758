import { FieldType } from '@grafana/data';
import { textWidth } from '../../charts/text-width';
import { cellText } from './cell-value';
import type { Column } from './columns';
import type { CellType } from './options';

/** Rows whose texts are looked at, and how many of the longest of them are measured. */
const ROWS = 100;
const MEASURED = 3;
/** Texts beyond this many characters are read elsewhere. */
const LONGEST = 200;
/** px: padding of a cell, and what may stand in a head beside its name. */
const PADDING = 16;
const SORT_ARROW = 16;
const FILTER = 28;
/** px: figures that change do not move the columns. */
const STEP = 8;
const CELL_FONT = '13px "Inter Variable", sans-serif';
const HEAD_FONT = '500 12px "Inter Variable", sans-serif';
/** px a character where nothing is drawn. */
const CHARACTER = 7;
/** Digits and signs of cells of figures are as wide as each other (`tabular-nums`), which a canvas cannot draw: px at 13 px. */
const TABULAR = 8.43;
const TABULAR_SIGNS = /[\d+−-]/g;

/** Cells that are a text; others have no width of their own. */
const TEXTS: ReadonlySet<CellType> = new Set(['auto', 'color-text', 'color-background']);

type Shown = Pick<Column, 'field' | 'name' | 'custom' | 'cell'>;

/** How wide a column would have to be for nothing in it to be cut, px. */
export function wantedWidth({ field, name, custom, cell }: Shown): number {
  const head = custom.hideHeader
    ? 0
    : width(name, HEAD_FONT) + (custom.sortable === false ? 0 : SORT_ARROW) + (custom.filterable === true ? FILTER : 0);
  const texts = TEXTS.has(cell.type)
    ? field.values.slice(0, ROWS).map((value) => cellText(field, value).slice(0, LONGEST))
    : [];
  const longest = texts.sort((a, b) => b.length - a.length).slice(0, MEASURED);
  const widthOf = field.type === FieldType.string ? (text: string) => width(text, CELL_FONT) : figuresWidth;
  const widest = Math.max(head, ...longest.map(widthOf));
  return Math.ceil((widest + PADDING) / STEP) * STEP;
}

let canvas: CanvasRenderingContext2D | null | undefined;

function figuresWidth(text: string): number {
  const others = text.replace(TABULAR_SIGNS, '');
  return width(others, CELL_FONT) + (text.length - others.length) * TABULAR;
}

/** Names that differ in their digits make columns of one width. */
function width(text: string, font: string): number {
  if (canvas === undefined) canvas = document.createElement('canvas').getContext('2d');
  return canvas === null ? text.length * CHARACTER : textWidth(canvas, text.replace(/\d/g, '0'), font);
}
