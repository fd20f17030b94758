import type { Option } from '../../../../controls/select';
import type { VariableType } from '../../../../variables/variable';

/** A member of a variable in its form. */
export interface VariableField {
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'text' | 'area' | 'number' | 'switch' | 'select' | 'query' | 'source' | 'constant';
  readonly options?: readonly Option<string | number>[];
  /** Shown only where another member is set. */
  readonly needs?: string;
}

const SOURCE: VariableField = { field: 'datasource', label: 'Data source', kind: 'source' };
const REGEX: VariableField = {
  field: 'regex',
  label: 'Regular expression',
  hint: '/…/: what it finds, or its groups <text> and <value>',
  kind: 'text',
};

/** Of variables with a list of values. */
const CHOICE: readonly VariableField[] = [
  { field: 'multi', label: 'Several values', kind: 'switch' },
  { field: 'includeAll', label: 'With All', kind: 'switch' },
  { field: 'allowCustomValue', label: 'Also typed values', kind: 'switch' },
  {
    field: 'allValue',
    label: 'All means',
    hint: '.*; empty for all values, one after another',
    kind: 'text',
    needs: 'includeAll',
  },
];

const SORTS = [
  'As they come',
  'A to Z',
  'Z to A',
  'Numbers upwards',
  'Numbers downwards',
  'A to Z without case',
  'Z to A without case',
  'Natural upwards',
  'Natural downwards',
].map((label, value) => ({ value, label }));

const SOURCES = ['prometheus', 'loki', 'tempo', 'alertmanager'].map((value) => ({ value, label: value }));

/** The types of variables with what each asks for. https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/ */
export const VARIABLE_FORMS: Readonly<
  Record<VariableType, { readonly title: string; readonly fields: readonly VariableField[] }>
> = {
  query: {
    title: 'Query',
    fields: [
      SOURCE,
      {
        field: 'query',
        label: 'Query',
        hint: 'label_values(up, job), label_names(), metrics(.*), query_result(…)',
        kind: 'query',
      },
      REGEX,
      { field: 'sort', label: 'Order', kind: 'select', options: SORTS },
      {
        field: 'refresh',
        label: 'Found anew',
        kind: 'select',
        options: [
          { value: 1, label: 'When the dashboard opens' },
          { value: 2, label: 'Also when the time range changes' },
        ],
      },
      ...CHOICE,
    ],
  },
  custom: {
    title: 'Custom',
    fields: [{ field: 'query', label: 'Values', hint: 'a, b, Text : value', kind: 'area' }, ...CHOICE],
  },
  textbox: { title: 'Text', fields: [{ field: 'query', label: 'Value at first', kind: 'text' }] },
  constant: { title: 'Constant', fields: [{ field: 'query', label: 'Value', kind: 'text' }] },
  datasource: {
    title: 'Data source',
    fields: [
      { field: 'query', label: 'Type', kind: 'select', options: SOURCES },
      { ...REGEX, hint: 'Of names' },
      ...CHOICE,
    ],
  },
  interval: {
    title: 'Interval',
    fields: [
      { field: 'query', label: 'Values', hint: '1m,10m,1h', kind: 'text' },
      { field: 'auto', label: 'With Auto', kind: 'switch' },
      { field: 'auto_count', label: 'Steps of Auto', kind: 'number', needs: 'auto' },
      { field: 'auto_min', label: 'Least interval of Auto', kind: 'text', needs: 'auto' },
    ],
  },
  adhoc: { title: 'Ad hoc filters', fields: [SOURCE] },
  groupby: { title: 'Group by', fields: [SOURCE] },
  switch: {
    title: 'Switch',
    fields: [
      { field: 'enabledValue', label: 'Value when on', hint: 'true', kind: 'text' },
      { field: 'disabledValue', label: 'Value when off', hint: 'false', kind: 'text' },
    ],
  },
};
