import type { Option } from '../../../../controls/select';

/** A field of a transformation's form. */
export interface FormField {
  /** In the options, with dots. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  /** `field`: a name of the data's fields; `labels`: names of their labels; `operand`: a field or a number. */
  readonly kind:
    | 'text'
    | 'number'
    | 'switch'
    | 'select'
    | 'field'
    | 'fields'
    | 'labels'
    | 'reducer'
    | 'reducers'
    | 'operand';
  readonly options?: readonly Option[];
  readonly isShown?: (options: Readonly<Record<string, unknown>>) => boolean;
}

export interface SimpleForm {
  /** Of a new one; also where an older one has nothing. */
  readonly initial: Readonly<Record<string, unknown>>;
  readonly fields: readonly FormField[];
}

const optionsOf = (labels: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const isMode =
  (...modes: readonly string[]) =>
  ({ mode }: Readonly<Record<string, unknown>>): boolean =>
    modes.includes(String(mode));

const OPERATORS = optionsOf({
  '+': '+',
  '-': '−',
  '*': '×',
  '/': '÷',
  '**': 'to the power of',
  '%': 'modulo',
  '=': 'is',
  '!=': 'is not',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
});

/** Transformations whose options are a few members. https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/transform-data/ */
export const SIMPLE_FORMS: Readonly<Record<string, SimpleForm>> = {
  merge: { initial: {}, fields: [] },
  smoothing: { initial: { resolution: 100 }, fields: [{ path: 'resolution', label: 'Points', kind: 'number' }] },
  regression: {
    initial: { modelType: 'linear', degree: 2, predictionCount: 100 },
    fields: [
      { path: 'xFieldName', label: 'X field', kind: 'field' },
      { path: 'yFieldName', label: 'Y field', kind: 'field' },
      {
        path: 'modelType',
        label: 'Model',
        kind: 'select',
        options: optionsOf({ linear: 'Linear', polynomial: 'Polynomial' }),
      },
      {
        path: 'degree',
        label: 'Degree',
        hint: '1 to 5',
        kind: 'number',
        isShown: ({ modelType }) => modelType === 'polynomial',
      },
      { path: 'predictionCount', label: 'Points', kind: 'number' },
    ],
  },
  heatmap: {
    initial: { xBuckets: { mode: 'size' }, yBuckets: { mode: 'size' } },
    fields: [
      {
        path: 'xBuckets.mode',
        label: 'X buckets by',
        kind: 'select',
        options: optionsOf({ size: 'Size', count: 'Count' }),
      },
      { path: 'xBuckets.value', label: 'X size or count', hint: '1m, 30', kind: 'text' },
      {
        path: 'yBuckets.mode',
        label: 'Y buckets by',
        kind: 'select',
        options: optionsOf({ size: 'Size', count: 'Count' }),
      },
      { path: 'yBuckets.value', label: 'Y size or count', kind: 'text' },
    ],
  },
  seriesToRows: { initial: {}, fields: [] },
  limit: { initial: { limitField: 10 }, fields: [{ path: 'limitField', label: 'Rows', kind: 'number' }] },
  renameByRegex: {
    initial: { regex: '(.*)', renamePattern: '$1' },
    fields: [
      { path: 'regex', label: 'Match', hint: 'A regular expression', kind: 'text' },
      { path: 'renamePattern', label: 'Replace', hint: '$1: the first group', kind: 'text' },
    ],
  },
  joinByField: {
    initial: { mode: 'outer' },
    fields: [
      {
        path: 'mode',
        label: 'Mode',
        kind: 'select',
        options: optionsOf({ outer: 'All rows', inner: 'Rows that all have', outerTabular: 'All rows of tables' }),
      },
      { path: 'byField', label: 'Field', kind: 'field' },
    ],
  },
  labelsToFields: {
    initial: { mode: 'columns' },
    fields: [
      { path: 'mode', label: 'Labels are', kind: 'select', options: optionsOf({ columns: 'Columns', rows: 'Rows' }) },
      { path: 'keepLabels', label: 'Labels', hint: 'All unless some are chosen', kind: 'labels' },
      { path: 'valueLabel', label: 'Name of the value', hint: 'A label', kind: 'text', isShown: isMode('columns') },
    ],
  },
  reduce: {
    initial: { mode: 'seriesToRows', reducers: ['max'] },
    fields: [
      {
        path: 'mode',
        label: 'Result',
        kind: 'select',
        options: optionsOf({ seriesToRows: 'A row for each series', reduceFields: 'One row of the same fields' }),
      },
      { path: 'reducers', label: 'Calculations', kind: 'reducers' },
      { path: 'includeTimeField', label: 'Also of time', kind: 'switch', isShown: isMode('reduceFields') },
      { path: 'labelsToFields', label: 'Labels to fields', kind: 'switch', isShown: isMode('seriesToRows') },
    ],
  },
  sortBy: {
    initial: { fields: {}, sort: [{ field: '' }] },
    fields: [
      { path: 'sort.0.field', label: 'Field', kind: 'field' },
      { path: 'sort.0.desc', label: 'Descending', kind: 'switch' },
    ],
  },
  filterFieldsByName: {
    initial: {},
    fields: [
      { path: 'include.names', label: 'Fields', hint: 'All unless some are chosen', kind: 'fields' },
      { path: 'include.pattern', label: 'Or of this pattern', hint: 'A regular expression', kind: 'text' },
      { path: 'exclude.names', label: 'Without', kind: 'fields' },
      { path: 'exclude.pattern', label: 'Without those of', hint: 'A regular expression', kind: 'text' },
    ],
  },
  calculateField: {
    initial: { mode: 'reduceRow', reduce: { reducer: 'sum' } },
    fields: [
      {
        path: 'mode',
        label: 'Mode',
        kind: 'select',
        options: optionsOf({
          reduceRow: 'Over each row',
          binary: 'Of two',
          unary: 'Of one',
          cumulativeFunctions: 'Running',
          windowFunctions: 'Over a window',
          index: 'Row number',
        }),
      },
      { path: 'reduce.reducer', label: 'Calculation', kind: 'reducer', isShown: isMode('reduceRow') },
      {
        path: 'reduce.include',
        label: 'Fields',
        hint: 'All numbers unless some are chosen',
        kind: 'fields',
        isShown: isMode('reduceRow'),
      },
      { path: 'binary.left', label: 'Left', kind: 'operand', isShown: isMode('binary') },
      { path: 'binary.operator', label: 'Operation', kind: 'select', options: OPERATORS, isShown: isMode('binary') },
      { path: 'binary.right', label: 'Right', kind: 'operand', isShown: isMode('binary') },
      {
        path: 'unary.operator',
        label: 'Operation',
        kind: 'select',
        options: optionsOf({
          abs: 'Absolute value',
          exp: 'e to the power',
          ln: 'Logarithm',
          floor: 'Round down',
          ceil: 'Round up',
          round: 'Round',
        }),
        isShown: isMode('unary'),
      },
      { path: 'unary.fieldName', label: 'Field', kind: 'field', isShown: isMode('unary') },
      { path: 'cumulative.field', label: 'Field', kind: 'field', isShown: isMode('cumulativeFunctions') },
      {
        path: 'cumulative.reducer',
        label: 'Calculation',
        kind: 'select',
        options: optionsOf({ sum: 'Total', mean: 'Mean' }),
        isShown: isMode('cumulativeFunctions'),
      },
      { path: 'window.field', label: 'Field', kind: 'field', isShown: isMode('windowFunctions') },
      {
        path: 'window.reducer',
        label: 'Calculation',
        kind: 'select',
        options: optionsOf({ mean: 'Mean', stdDev: 'Standard deviation', variance: 'Variance' }),
        isShown: isMode('windowFunctions'),
      },
      {
        path: 'window.windowAlignment',
        label: 'Window',
        kind: 'select',
        options: optionsOf({ trailing: 'Before the row', centered: 'Around the row' }),
        isShown: isMode('windowFunctions'),
      },
      { path: 'window.windowSize', label: 'Rows', kind: 'number', isShown: isMode('windowFunctions') },
      { path: 'alias', label: 'Name', kind: 'text' },
      { path: 'replaceFields', label: 'Instead of all fields', kind: 'switch' },
    ],
  },
};
