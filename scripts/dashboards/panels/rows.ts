import { TableCellHeight, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { DashboardLinkBuilder, DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { type Query, rowsNow, traces } from '../queries.js';
import { COLORS, hasLimits, type Limits, thresholds } from '../thresholds.js';
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
  /** Where a click on a name, in the first column, leads. */
  readonly links?: readonly DashboardLinkBuilder[];
}

const LETTERS = 'ABCDEFGHIJ';

const NO_FIGURE = '–';

/** A row for each combination of labels, a column for each figure: at the end of the dashboard's time. */
export function rows({ keys, columns, sortBy = columns[0]!.name, links = [], ...text }: RowsOptions): PanelBuilder {
  const values = columns.map((column, index) => ({ ...column, field: valueField(index, columns.length) }));
  const builder = new TableBuilder()
    .cellHeight(TableCellHeight.Sm)
    .showHeader(true)
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
  for (const [index, name] of Object.values(keys).entries()) {
    builder.overrideByName(name, [
      { id: 'custom.filterable', value: true },
      ...(index > 0 || links.length === 0 ? [] : [{ id: 'links', value: links.map((link) => link.build()) }]),
    ]);
  }
  for (const column of columns) builder.overrideByName(column.name, looks(column));
  const queries = columns.map(({ expr }) => rowsNow(expr));
  return describe(builder, { width: 12, height: 9, ...text }, queries);
}

/** What a table of several queries calls the value of one of them. */
const valueField = (index: number, count: number): string => (count === 1 ? 'Value' : `Value #${LETTERS[index]}`);

function looks(column: Column): DynamicConfigValue[] {
  const unit = column.unit ?? (column.decimals === 0 ? 'locale' : undefined);
  return [
    // What is said where there is no row at all would stand in each cell without a figure.
    { id: 'noValue', value: NO_FIGURE },
    ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
    ...(column.decimals === undefined ? [] : [{ id: 'decimals', value: column.decimals }]),
    ...(hasLimits(column)
      ? [
          { id: 'thresholds', value: thresholds(column, COLORS.neutral).build() },
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
        ]
      : []),
  ];
}

export interface TraceRowsOptions extends Omit<PanelText, 'links'> {
  /** TraceQL. */
  readonly query: string;
}

/** px: ids are known by their beginning. */
const TRACE_ID_WIDTH = 96;

/** The latest traces with such spans; each leads to its waterfall. */
export function traceRows({ query, ...text }: TraceRowsOptions): PanelBuilder {
  const builder = new TableBuilder()
    .cellHeight(TableCellHeight.Sm)
    .showHeader(true)
    .overrideByName('Trace ID', [{ id: 'custom.width', value: TRACE_ID_WIDTH }])
    .overrideByName('Start time', [{ id: 'unit', value: 'time:HH:mm:ss' }]);
  return describe(builder, { width: 12, height: 9, ...text }, [traces(query) as Query]);
}
