import type { Field } from '@grafana/data';

/** How a cell is drawn. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/table/#cell-options */
export type CellType =
  | 'auto'
  | 'color-text'
  | 'color-background'
  | 'gauge'
  | 'sparkline'
  | 'data-links'
  | 'actions'
  | 'image'
  | 'json-view'
  | 'markdown'
  | 'pill'
  | 'geo'
  | 'custom';

export interface CellOptions {
  type: CellType;
  /** Of a background `basic` or `gradient`; of a gauge `basic`, `gradient` or `lcd`. */
  mode?: 'basic' | 'gradient' | 'lcd';
  /** Of a gauge: how its value is written. */
  valueDisplayMode?: 'color' | 'text' | 'hidden';
  /** The colour of this cell goes over its whole row. */
  applyToRow?: boolean;
  /** Of an image. */
  alt?: string;
  title?: string;
  /** Of a sparkline. */
  hideValue?: boolean;
  drawStyle?: 'line' | 'bars' | 'points';
  lineWidth?: number;
  fillOpacity?: number;
  /** Of markdown: as high as its content. */
  dynamicHeight?: boolean;
}

/** The `custom` part of a field's configuration in tables. */
export interface TableField {
  align?: 'auto' | 'left' | 'right' | 'center';
  cellOptions?: CellOptions;
  filterable?: boolean;
  sortable?: boolean;
  inspect?: boolean;
  /** CSS px. */
  width?: number;
  minWidth?: number;
  wrapText?: boolean;
  wrapHeaderText?: boolean;
  hideHeader?: boolean;
  hideFrom?: { viz?: boolean };
  footer?: { reducers?: string[] };
  /** The field whose values tell more about those of this one. */
  tooltip?: { field?: string; placement?: string };
  /** The field whose values are styles of those of this one, as JSON. */
  styleField?: string;
}

export interface SortBy {
  displayName: string;
  desc?: boolean;
}

export interface TableOptions {
  frameIndex: number;
  showHeader: boolean;
  showTypeIcons?: boolean;
  sortBy?: SortBy[];
  cellHeight?: 'sm' | 'md' | 'lg' | 'auto';
  /** CSS px. */
  maxRowHeight?: number;
  enablePagination?: boolean;
  pageSize?: number;
  frozenColumns?: { left?: number };
  disableKeyboardEvents?: boolean;
}

/** Heights of rows, CSS px. */
export const ROW_HEIGHTS: Readonly<Record<NonNullable<TableOptions['cellHeight']>, number>> = {
  sm: 32,
  md: 40,
  lg: 48,
  auto: 32,
};

export const tableFieldOf = (field: Field): TableField => (field.config.custom ?? {}) as TableField;
