import type { DashboardFormat } from '../dashboard';
import { defined, type Json, numberOf, objectOf, objectsOf, textOf, without } from '../json';
import type { AutoGridLayout, GridItem, Layout, Repeat, Row, Tab } from '../layout';
import { readCondition, writeCondition } from './conditions';
import { readVariable, writeVariable } from './variables';

/** Widths of columns and heights of rows by their names, px. */
const COLUMN_WIDTHS: Readonly<Record<string, number>> = { narrow: 192, standard: 448, wide: 768 };
const ROW_HEIGHTS: Readonly<Record<string, number>> = { short: 168, standard: 320, tall: 512 };
const MAX_COLUMNS = 3;

/** A layout of version 2 of the schema; one of a kind that is not known is an empty grid. */
export function readLayout(json: unknown): Layout {
  const { kind, spec } = objectOf(json);
  return (READERS[textOf(kind)] ?? readGrid)(objectOf(spec));
}

const READERS: Readonly<Record<string, (spec: Json) => Layout>> = {
  GridLayout: readGrid,
  AutoGridLayout: readAutoGrid,
  ResponsiveGridLayout: readAutoGrid,
  RowsLayout: (spec) => ({
    kind: 'rows',
    rows: objectsOf(spec.rows).map(({ spec: row }) => readRow(objectOf(row))),
    rest: without(spec, ['rows']),
  }),
  TabsLayout: (spec) => ({
    kind: 'tabs',
    tabs: objectsOf(spec.tabs).map(({ spec: tab }) => readTab(objectOf(tab))),
    rest: without(spec, ['tabs']),
  }),
};

function readGrid(spec: Json): Layout {
  const items = objectsOf(spec.items).map(({ spec: item }): GridItem => {
    const { x, y, width, height, element, repeat, ...rest } = objectOf(item);
    return {
      panel: textOf(objectOf(element).name),
      x: numberOf(x) ?? 0,
      y: numberOf(y) ?? 0,
      width: numberOf(width) ?? 12,
      height: numberOf(height) ?? 8,
      ...repeatOf(repeat),
      rest,
    };
  });
  return { kind: 'grid', items, rest: without(spec, ['items']) };
}

function readAutoGrid(spec: Json): Layout {
  const { items, maxColumnCount, columnWidth, rowHeight, fillScreen, ...rest } = spec;
  return {
    kind: 'auto-grid',
    maxColumns: numberOf(maxColumnCount) ?? MAX_COLUMNS,
    columnWidth: COLUMN_WIDTHS[textOf(rest.columnWidthMode)] ?? numberOf(columnWidth) ?? COLUMN_WIDTHS.standard!,
    rowHeight: ROW_HEIGHTS[textOf(rest.rowHeightMode)] ?? numberOf(rowHeight) ?? ROW_HEIGHTS.standard!,
    fillScreen: fillScreen === true,
    items: objectsOf(items).map(({ spec: item }) => {
      const { element, repeat, conditionalRendering, ...others } = objectOf(item);
      const panel = textOf(objectOf(element).name);
      return { panel, ...repeatOf(repeat), ...conditionOf(conditionalRendering), rest: others };
    }),
    rest: defined({ ...rest, columnWidth, rowHeight }),
  };
}

const OF_ROW = [
  'title',
  'collapse',
  'hideHeader',
  'fillScreen',
  'conditionalRendering',
  'repeat',
  'layout',
  'variables',
];
const OF_TAB = ['title', 'conditionalRendering', 'repeat', 'layout', 'variables'];

const readRow = (spec: Json): Row => ({
  title: textOf(spec.title),
  isCollapsed: spec.collapse === true,
  hidesHeader: spec.hideHeader === true,
  fillScreen: spec.fillScreen === true,
  ...sharedOf(spec),
  rest: without(spec, OF_ROW),
});

const readTab = (spec: Json): Tab => ({
  title: textOf(spec.title),
  ...sharedOf(spec),
  rest: without(spec, OF_TAB),
});

const sharedOf = (spec: Json): Pick<Row, 'repeat' | 'condition' | 'variables' | 'layout'> => ({
  ...repeatOf(spec.repeat),
  ...conditionOf(spec.conditionalRendering),
  ...(Array.isArray(spec.variables) && { variables: objectsOf(spec.variables).map(readVariable) }),
  layout: readLayout(spec.layout),
});

function repeatOf(json: unknown): { repeat?: Repeat } {
  const { value, direction, maxPerRow } = objectOf(json);
  if (typeof value !== 'string' || value === '') return {};
  const most = numberOf(maxPerRow);
  return {
    repeat: {
      variable: value,
      ...((direction === 'h' || direction === 'v') && { direction }),
      ...(most !== undefined && { maxPerRow: most }),
    },
  };
}

function conditionOf(json: unknown): { condition?: Row['condition'] & object } {
  const condition = readCondition(json);
  return condition === undefined ? {} : { condition };
}

/** A layout as `format` has it. */
export function writeLayout(layout: Layout, format: DashboardFormat): Json {
  if (layout.kind === 'rows') {
    const rows = layout.rows.map((row) => ({ kind: 'RowsLayoutRow', spec: writeRow(row, format) }));
    return { kind: 'RowsLayout', spec: { ...layout.rest, rows } };
  }
  if (layout.kind === 'tabs') {
    const tabs = layout.tabs.map((tab) => ({
      kind: 'TabsLayoutTab',
      spec: { ...tab.rest, title: tab.title, ...writeShared(tab, format) },
    }));
    return { kind: 'TabsLayout', spec: { ...layout.rest, tabs } };
  }
  if (layout.kind === 'auto-grid') return writeAutoGrid(layout);
  const items = layout.items.map(({ panel, x, y, width, height, repeat, rest }) => ({
    kind: 'GridLayoutItem',
    spec: { ...rest, x, y, width, height, element: reference(panel), ...writeRepeat(repeat) },
  }));
  return { kind: 'GridLayout', spec: { ...layout.rest, items } };
}

const reference = (name: string): Json => ({ kind: 'ElementReference', name });

const writeRepeat = (repeat: Repeat | undefined): Json =>
  repeat === undefined
    ? {}
    : { repeat: defined({ mode: 'variable', ...repeat, value: repeat.variable, variable: undefined }) };

function writeRow(row: Row, format: DashboardFormat): Json {
  return {
    ...row.rest,
    title: row.title,
    collapse: row.isCollapsed,
    ...(row.hidesHeader && { hideHeader: true }),
    ...(row.fillScreen && { fillScreen: true }),
    ...writeShared(row, format),
  };
}

const writeShared = ({ repeat, condition, variables, layout }: Row | Tab, format: DashboardFormat): Json => ({
  ...writeRepeat(repeat),
  ...(condition && { conditionalRendering: writeCondition(condition) }),
  ...(variables && { variables: variables.map((one) => writeVariable(one, format)) }),
  layout: writeLayout(layout, format),
});

function writeAutoGrid(layout: AutoGridLayout): Json {
  const items = layout.items.map(({ panel, repeat, condition, rest }) => ({
    kind: 'AutoGridLayoutItem',
    spec: {
      ...rest,
      element: reference(panel),
      ...writeRepeat(repeat),
      ...(condition && { conditionalRendering: writeCondition(condition) }),
    },
  }));
  const { columnWidthMode, rowHeightMode } = layout.rest ?? {};
  const column = modeOf(COLUMN_WIDTHS, columnWidthMode, layout.columnWidth);
  const row = modeOf(ROW_HEIGHTS, rowHeightMode, layout.rowHeight);
  return {
    kind: 'AutoGridLayout',
    spec: {
      ...layout.rest,
      maxColumnCount: layout.maxColumns,
      columnWidthMode: column.mode,
      ...(column.mode === 'custom' && { columnWidth: column.px }),
      rowHeightMode: row.mode,
      ...(row.mode === 'custom' && { rowHeight: row.px }),
      ...(layout.fillScreen && { fillScreen: true }),
      items,
    },
  };
}

/** The name of a length, where it has one. */
function modeOf(names: Readonly<Record<string, number>>, given: unknown, px: number): { mode: string; px: number } {
  const named = typeof given === 'string' && names[given] === px ? given : undefined;
  return { mode: named ?? Object.keys(names).find((name) => names[name] === px) ?? 'custom', px };
}
