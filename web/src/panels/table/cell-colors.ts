import { colorManipulator, type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import type { CSSProperties } from 'react';
import { readableOn } from '../../charts/canvas-colors';
import { CONTRAST, legible } from '../../charts/legible-color';
import { displayOf, plainValue } from './cell-value';
import type { CellOptions, TableField } from './options';

/** Text and background of a cell by the colour of its value. */
export function cellColors(color: string | undefined, cell: CellOptions, theme: GrafanaTheme2): CSSProperties {
  if (color === undefined) return {};
  if (cell.type === 'color-text') return { color: legible(color, theme, CONTRAST.text) };
  if (cell.type !== 'color-background') return {};
  const background = cell.mode === 'gradient' ? gradient(color, theme) : color;
  return { background, color: readableOn(color, theme) };
}

function gradient(color: string, theme: GrafanaTheme2): string {
  try {
    return `linear-gradient(120deg, ${colorManipulator[theme.isDark ? 'darken' : 'lighten'](color, 0.2)}, ${color})`;
  } catch {
    return color;
  }
}

/** The colours of a row: of its first cell that colours the whole of it. */
export function rowColors(frame: DataFrame, row: number, theme: GrafanaTheme2): CSSProperties | undefined {
  for (const field of frame.fields) {
    const cell = (field.config.custom as TableField | undefined)?.cellOptions;
    if (cell?.type !== 'color-background' || cell.applyToRow !== true) continue;
    return cellColors(displayOf(field, plainValue(field.values[row])).color, cell, theme);
  }
  return undefined;
}

/** Styles that data may give to a cell. */
const STYLES = [
  'color',
  'background',
  'backgroundColor',
  'fontWeight',
  'fontStyle',
  'textDecoration',
  'opacity',
] as const;

/** The styles that another field of the row has for a cell: an object or its JSON. Addresses are left out. */
export function stylesOf(value: unknown): CSSProperties {
  const given = typeof value === 'string' ? parsed(value) : value;
  if (typeof given !== 'object' || given === null) return {};
  const styles = given as Record<string, unknown>;
  return Object.fromEntries(
    STYLES.flatMap((name) => {
      const style = styles[name];
      const isPlain = (typeof style === 'string' && !/url\s*\(/i.test(style)) || typeof style === 'number';
      return isPlain ? [[name, style]] : [];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
