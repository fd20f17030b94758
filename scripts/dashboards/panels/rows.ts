import { TableCellHeight, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { type Query, rowsNow, traces } from '../queries.js';
import { hasLimits, type Limits, thresholds } from '../thresholds.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

interface Column extends Limits {
  readonly name: string;
  /** PromQL whose series have the labels that are rows' keys. */
  readonly expr: string;
  readonly unit?: string;
  readonly decimals?: number;
}

export interface RowsOptions extends PanelText {
  /** Labels in this order, with their titles. */
  readonly keys: Readonly<Record<string, string>>;
  readonly columns: readonly Column[];
  /** Sorted by this column, greatest first; the first of `columns` unless given. */
  readonly sortBy?: string;
  /** Of the first column, px: names are longer than figures. */
  readonly nameWidth?: number;
}

const LETTERS = 'ABCDEFGHIJ';

/** A row for each combination of labels, a column for each figure: at the end of the dashboard's time. */
export function rows({
  keys,
  columns,
  sortBy = columns[0]!.name,
  nameWidth = 180,
  ...text
}: RowsOptions): PanelBuilder {
  const values = columns.map((column, index) => ({ ...column, field: valueField(index, columns.length) }));
  const builder = new TableBuilder()
    .cellHeight(TableCellHeight.Sm)
    .showHeader(true)
    .filterable(true)
    .sortBy([new TableSortByFieldStateBuilder().displayName(sortBy).desc(true)])
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(
          [...Object.keys(keys), ...values.map(({ field }) => field)].map((name, at) => [name, at]),
        ),
        renameByName: { ...keys, ...Object.fromEntries(values.map(({ field, name }) => [field, name])) },
      },
    });
  builder.overrideByName(Object.values(keys)[0]!, [{ id: 'custom.width', value: nameWidth }]);
  for (const column of columns) builder.overrideByName(column.name, looks(column));
  const queries = columns.map(({ expr }) => rowsNow(expr));
  return describe(builder, { width: 12, height: 9, ...text }, queries);
}

/** What a table of several queries calls the value of one of them. */
const valueField = (index: number, count: number): string => (count === 1 ? 'Value' : `Value #${LETTERS[index]}`);

function looks(column: Column): DynamicConfigValue[] {
  return [
    ...(column.unit === undefined ? [] : [{ id: 'unit', value: column.unit }]),
    ...(column.decimals === undefined ? [] : [{ id: 'decimals', value: column.decimals }]),
    ...(hasLimits(column)
      ? [
          { id: 'thresholds', value: thresholds(column).build() },
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
        ]
      : []),
  ];
}

export interface TraceRowsOptions extends PanelText {
  /** TraceQL. */
  readonly query: string;
}

/** The latest traces with such spans; each leads to its waterfall. */
export const traceRows = ({ query, ...text }: TraceRowsOptions): PanelBuilder =>
  describe(new TableBuilder().cellHeight(TableCellHeight.Sm).showHeader(true), { width: 12, height: 9, ...text }, [
    traces(query) as Query,
  ]);
