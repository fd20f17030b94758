import type { VariableType } from '../variable';
import { adhocKind, groupbyKind } from './adhoc';
import { customKind } from './custom';
import { datasourceKind } from './datasource';
import { intervalKind } from './interval';
import type { VariableKind } from './kind';
import { queryKind } from './query';

const textOf = (value: unknown): readonly string[] =>
  value === undefined || value === null ? [] : [String(Array.isArray(value) ? (value[0] ?? '') : value)];

/** The types of variables. https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/ */
export const KINDS: Readonly<Record<VariableType, VariableKind>> = {
  query: queryKind,
  custom: customKind,
  datasource: datasourceKind,
  interval: intervalKind,
  adhoc: adhocKind,
  groupby: groupbyKind,
  textbox: {
    options: () => [],
    isFree: true,
    initial: ({ current, query }) => textOf(current?.value ?? query),
  },
  constant: { options: () => [], isFree: true, initial: ({ query }) => textOf(query) },
  switch: {
    options: ({ enabledValue = 'true', disabledValue = 'false' }) =>
      [enabledValue, disabledValue].map((value) => ({ text: String(value), value: String(value) })),
  },
};
