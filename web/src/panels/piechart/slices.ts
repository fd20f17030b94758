import type { FieldValue } from '../single-value/field-values';
import type { PieOptions } from './options';

export interface Slice {
  readonly value: FieldValue;
  readonly name: string;
  readonly color: string;
  /** Of the whole, 0 to 1. */
  readonly share: number;
  /** Where it begins, 0 to 1 clockwise from the top. */
  readonly start: number;
  readonly percentText: string;
}

/** Values that are numbers over zero have a slice. Of those in `hidden` none is drawn and none counts. */
export function slicesOf(
  values: readonly FieldValue[],
  sort: PieOptions['sort'],
  hidden: (name: string) => boolean,
): Slice[] {
  const shown = sortedValues(values, sort).filter(({ title }) => !hidden(title));
  const total = shown.reduce((sum, value) => sum + sizeOf(value), 0);
  let start = 0;
  return shown.map((value) => {
    const share = total > 0 ? sizeOf(value) / total : 0;
    const slice = {
      value,
      name: value.title,
      color: value.display.color ?? '',
      share,
      start,
      percentText: percentText(share, value.field.decimals),
    };
    start += share;
    return slice;
  });
}

export function sortedValues(values: readonly FieldValue[], sort: PieOptions['sort']): readonly FieldValue[] {
  if (sort === 'none') return values;
  const sign = sort === 'asc' ? 1 : -1;
  return values.toSorted((a, b) => sign * (sizeOf(a) - sizeOf(b)));
}

const sizeOf = ({ display: { numeric } }: FieldValue): number => (Number.isFinite(numeric) ? Math.max(0, numeric) : 0);

/** With the decimals of the field, or none. */
const percentText = (share: number, decimals: number | null | undefined): string =>
  `${(share * 100).toFixed(decimals ?? 0)}%`;

/** A slice of a pie (or of a ring) of radius 1 about 0,0, as SVG's `d`; a whole one is two halves. */
export function slicePath(start: number, share: number, hole: number): string {
  if (share >= 0.9999) return `${slicePath(start, 0.5, hole)} ${slicePath(start + 0.5, 0.4999, hole)}`;
  const at = (turn: number, radius: number) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    return `${(Math.cos(angle) * radius).toFixed(4)},${(Math.sin(angle) * radius).toFixed(4)}`;
  };
  const isLarge = share > 0.5 ? 1 : 0;
  const end = start + share;
  const outer = `${at(start, 1)} A1,1 0 ${isLarge} 1 ${at(end, 1)}`;
  if (hole === 0) return `M0,0 L${outer} Z`;
  return `M${outer} L${at(end, hole)} A${hole},${hole} 0 ${isLarge} 0 ${at(start, hole)} Z`;
}

export interface Piece {
  readonly start: number;
  readonly share: number;
  /** Undefined: of several that are too thin to be told apart. */
  readonly slice: Slice | undefined;
}

/** Thinner slices are drawn as one where they lie side by side. */
const LEAST_DRAWN = 0.0005;

export function piecesOf(slices: readonly Slice[]): Piece[] {
  const pieces: Piece[] = [];
  for (const slice of slices) {
    const { start, share } = slice;
    const before = pieces.at(-1);
    if (share === 0) continue;
    if (share >= LEAST_DRAWN) pieces.push({ start, share, slice });
    else if (before?.slice === undefined && before !== undefined)
      pieces[pieces.length - 1] = { ...before, share: before.share + share };
    else pieces.push({ start, share, slice: undefined });
  }
  return pieces;
}
