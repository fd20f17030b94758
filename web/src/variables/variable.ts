import type { SourceRef } from '../data/sources';

/** The types of variables. https://grafana.com/docs/grafana/latest/dashboards/variables/ */
export type VariableType =
  | 'query'
  | 'custom'
  | 'constant'
  | 'datasource'
  | 'interval'
  | 'textbox'
  | 'adhoc'
  | 'groupby'
  | 'switch';

/** What may be chosen. */
export interface VariableOption {
  readonly text: string;
  readonly value: string;
}

/** What is chosen: one, or several of a multi-value variable; `$__all` for all. */
interface Current {
  readonly text?: string | readonly string[];
  readonly value?: string | readonly string[];
}

/** One condition of an ad hoc variable. */
export interface AdhocFilter {
  readonly key: string;
  /** `=`, `!=`, `=~`, `!~`, `<`, `>`, `=|` and `!=|` (one of `values`). */
  readonly operator: string;
  readonly value: string;
  readonly values?: readonly string[];
  readonly condition?: string;
}

/** A variable as it stands in `templating.list` of a dashboard; what is not known here is kept. */
export interface Variable {
  readonly type: VariableType;
  readonly name: string;
  readonly label?: string | null;
  readonly description?: string | null;
  /** 0 shown, 1 without its label, 2 not at all, 3 in the menu of controls. */
  readonly hide?: number;
  readonly skipUrlSync?: boolean;
  readonly current?: Current;
  /** Text, or the object of a data source's editor. */
  readonly query?: unknown;
  readonly definition?: string;
  readonly datasource?: SourceRef;
  readonly regex?: string;
  readonly regexApplyTo?: 'value' | 'text';
  /** 0 never, 1 when the dashboard opens, 2 also when the time range changes. */
  readonly refresh?: number;
  /** 0 to 8: none; text, number, text without case, natural: each ascending, then descending. */
  readonly sort?: number;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string | null;
  readonly allowCustomValue?: boolean;
  readonly options?: readonly VariableOption[];
  readonly staticOptions?: readonly VariableOption[];
  readonly staticOptionsOrder?: 'before' | 'after' | 'sorted';
  /** Of custom variables. */
  readonly valuesFormat?: 'csv' | 'json';
  /** Of interval variables. */
  readonly auto?: boolean;
  readonly auto_count?: number;
  readonly auto_min?: string;
  /** Of ad hoc variables. */
  readonly filters?: readonly AdhocFilter[];
  readonly baseFilters?: readonly AdhocFilter[];
  readonly defaultKeys?: readonly VariableOption[];
  readonly [field: string]: unknown;
}

/** The value that stands for all. */
export const ALL = '$__all';
export const ALL_TEXT = 'All';
/** The value of an interval variable that follows the time range. */
export const AUTO_PREFIX = '$__auto_interval_';
