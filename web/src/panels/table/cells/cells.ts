import { FieldType } from '@grafana/data';
import type { ComponentType } from 'react';
import type { Column } from '../columns';
import type { CellType } from '../options';
import { ActionsCell } from './actions-cell';
import type { CellProps } from './cell';
import { DataLinksCell } from './data-links-cell';
import { GaugeCell } from './gauge-cell';
import { ImageCell } from './image-cell';
import { JsonCell } from './json-cell';
import { MarkdownCell } from './markdown-cell';
import { PillCell } from './pill-cell';
import { SparklineCell } from './sparkline-cell';
import { TextCell } from './text-cell';

const CELLS: Readonly<Record<CellType, ComponentType<CellProps>>> = {
  auto: TextCell,
  'color-text': TextCell,
  'color-background': TextCell,
  gauge: GaugeCell,
  sparkline: SparklineCell,
  'data-links': DataLinksCell,
  actions: ActionsCell,
  image: ImageCell,
  'json-view': JsonCell,
  markdown: MarkdownCell,
  pill: PillCell,
  geo: JsonCell,
  custom: TextCell,
};

/** What draws the cells of a column; `auto` goes by the kind of its field. */
export function cellOf({ cell, field }: Column): ComponentType<CellProps> {
  if (cell.type === 'auto' && field.type === FieldType.frame) return SparklineCell;
  return CELLS[cell.type] ?? TextCell;
}
