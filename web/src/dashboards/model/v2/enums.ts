import type { VariableType } from '../../../variables/variable';

/** Words of version 2 of the schema for what the classic JSON numbers: the index is the number. */
export const HIDE = ['dontHide', 'hideLabel', 'hideVariable', 'inControlsMenu'] as const;
export const REFRESH = ['never', 'onDashboardLoad', 'onTimeRangeChanged'] as const;
export const SORT = [
  'disabled',
  'alphabeticalAsc',
  'alphabeticalDesc',
  'numericalAsc',
  'numericalDesc',
  'alphabeticalCaseInsensitiveAsc',
  'alphabeticalCaseInsensitiveDesc',
  'naturalAsc',
  'naturalDesc',
] as const;

export const VARIABLE_KINDS: Readonly<Record<VariableType, string>> = {
  query: 'QueryVariable',
  custom: 'CustomVariable',
  constant: 'ConstantVariable',
  datasource: 'DatasourceVariable',
  interval: 'IntervalVariable',
  textbox: 'TextVariable',
  adhoc: 'AdhocVariable',
  groupby: 'GroupByVariable',
  switch: 'SwitchVariable',
};

/** The number of a word, the first where it is none of them. */
export const numberOfWord = (words: readonly string[], word: unknown): number =>
  Math.max(0, words.indexOf(String(word)));
