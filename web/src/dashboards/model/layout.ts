import type { Variable } from '../../variables/variable';
import type { Json } from './json';

/** How panels are placed; rows and tabs hold further layouts. */
export type Layout = GridLayout | AutoGridLayout | RowsLayout | TabsLayout;

/** 24 columns; places in them, from the top of the layout. */
export interface GridLayout {
  readonly kind: 'grid';
  readonly items: readonly GridItem[];
  readonly rest?: Json;
}

export interface GridItem {
  /** Name of the panel among the dashboard's. */
  readonly panel: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** In rows of 30 px with 8 px between them. */
  readonly height: number;
  readonly repeat?: Repeat;
  readonly rest?: Json;
}

/** Once for each value of a variable. */
export interface Repeat {
  readonly variable: string;
  readonly direction?: 'h' | 'v';
  readonly maxPerRow?: number;
}

/** As many columns of equal width as fit. */
export interface AutoGridLayout {
  readonly kind: 'auto-grid';
  readonly maxColumns: number;
  /** Least width, px. */
  readonly columnWidth: number;
  readonly rowHeight: number;
  readonly fillScreen: boolean;
  readonly items: readonly AutoGridItem[];
  readonly rest?: Json;
}

export interface AutoGridItem {
  readonly panel: string;
  readonly repeat?: Repeat;
  readonly condition?: Condition;
  readonly rest?: Json;
}

export interface RowsLayout {
  readonly kind: 'rows';
  readonly rows: readonly Row[];
  readonly rest?: Json;
}

export interface Row {
  readonly title: string;
  readonly isCollapsed: boolean;
  /** Its panels stand without a title above them, as those before the first row of a classic dashboard. */
  readonly hidesHeader: boolean;
  readonly fillScreen: boolean;
  readonly repeat?: Repeat;
  readonly condition?: Condition;
  readonly variables?: readonly Variable[];
  readonly layout: Layout;
  readonly rest?: Json;
}

export interface TabsLayout {
  readonly kind: 'tabs';
  readonly tabs: readonly Tab[];
  readonly rest?: Json;
}

export interface Tab {
  readonly title: string;
  readonly repeat?: Repeat;
  readonly condition?: Condition;
  readonly variables?: readonly Variable[];
  readonly layout: Layout;
  readonly rest?: Json;
}

/** When something is shown. */
export interface Condition {
  readonly shows: boolean;
  readonly all: boolean;
  readonly tests: readonly ConditionTest[];
}

export type ConditionTest =
  | {
      readonly kind: 'variable';
      readonly variable: string;
      readonly operator: 'equals' | 'notEquals' | 'matches' | 'notMatches';
      readonly value: string;
    }
  | { readonly kind: 'data'; readonly value: boolean }
  /** Whether the time range is at most as long: `7d`. */
  | { readonly kind: 'time-range'; readonly value: string };

/** The names of all panels of a layout, in the order in which they stand. */
export function panelsOf(layout: Layout): readonly string[] {
  if (layout.kind === 'rows') return layout.rows.flatMap((row) => panelsOf(row.layout));
  if (layout.kind === 'tabs') return layout.tabs.flatMap((tab) => panelsOf(tab.layout));
  return layout.items.map(({ panel }) => panel);
}

/**
 * The variables of rows and tabs, of several with one name the first, without those whose name one of `own` has. They have
 * their values for the whole dashboard.
 */
export function sectionVariables(layout: Layout, own: readonly Variable[]): readonly Variable[] {
  if (layout.kind === 'grid' || layout.kind === 'auto-grid') return [];
  const parts: readonly (Row | Tab)[] = layout.kind === 'rows' ? layout.rows : layout.tabs;
  const found: Variable[] = [];
  for (const { variables = [], layout: inside } of parts) {
    for (const variable of [...variables, ...sectionVariables(inside, [])]) {
      if (![...own, ...found].some(({ name }) => name === variable.name)) found.push(variable);
    }
  }
  return found;
}
