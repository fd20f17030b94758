/** How an operation stands around what it works on. */
export type OperationKind = 'range' | 'aggregation' | 'function' | 'scalar';

interface Parameter {
  readonly name: string;
  readonly initial: string;
  readonly isText?: boolean;
}

export interface OperationShape {
  readonly kind: OperationKind;
  readonly parameters: readonly Parameter[];
  /** Whether the parameters stand before what it works on, as the 0.95 of `histogram_quantile`. */
  readonly isParameterFirst?: boolean;
}

const RANGE: Parameter = { name: 'range', initial: '$__rate_interval' };
const QUANTILE: Parameter = { name: 'quantile', initial: '0.95' };
const NUMBER: Parameter = { name: 'number', initial: '1' };
const COUNT: Parameter = { name: 'count', initial: '5' };

const each = (names: readonly string[], shape: OperationShape): [string, OperationShape][] =>
  names.map((name) => [name, shape]);

const text = (name: string): Parameter => ({ name, initial: '', isText: true });

/** What the builder knows of PromQL. https://prometheus.io/docs/prometheus/latest/querying/functions/ and …/operators/ */
export const OPERATIONS: ReadonlyMap<string, OperationShape> = new Map([
  ...each(
    [
      ...[
        'rate',
        'increase',
        'irate',
        'delta',
        'idelta',
        'deriv',
        'changes',
        'resets',
        'avg_over_time',
        'min_over_time',
      ],
      ...[
        'max_over_time',
        'sum_over_time',
        'count_over_time',
        'last_over_time',
        'present_over_time',
        'absent_over_time',
      ],
      ...['stddev_over_time', 'stdvar_over_time'],
    ],
    { kind: 'range', parameters: [RANGE] },
  ),
  ['quantile_over_time', { kind: 'range', parameters: [QUANTILE, RANGE] }],
  ...each(['sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar'], { kind: 'aggregation', parameters: [] }),
  ...each(['topk', 'bottomk'], { kind: 'aggregation', parameters: [COUNT] }),
  ['quantile', { kind: 'aggregation', parameters: [QUANTILE] }],
  ['count_values', { kind: 'aggregation', parameters: [{ ...text('label'), initial: 'value' }] }],
  ['histogram_quantile', { kind: 'function', parameters: [QUANTILE], isParameterFirst: true }],
  ...each(
    [
      ...[
        'histogram_avg',
        'histogram_count',
        'histogram_sum',
        'abs',
        'absent',
        'ceil',
        'exp',
        'floor',
        'ln',
        'log2',
        'log10',
      ],
      ...['sgn', 'sort', 'sort_desc', 'sqrt', 'timestamp', 'scalar', 'round'],
    ],
    { kind: 'function', parameters: [] },
  ),
  ...each(['clamp_min', 'clamp_max'], { kind: 'function', parameters: [NUMBER] }),
  [
    'clamp',
    {
      kind: 'function',
      parameters: [
        { name: 'least', initial: '0' },
        { name: 'most', initial: '1' },
      ],
    },
  ],
  [
    'label_replace',
    {
      kind: 'function',
      parameters: [text('target'), { ...text('replacement'), initial: '$1' }, text('source'), text('regex')],
    },
  ],
  ...each(['+', '-', '*', '/', '%', '^', '==', '!=', '>', '<', '>=', '<='], { kind: 'scalar', parameters: [NUMBER] }),
]);

export const KIND_TITLES: Readonly<Record<OperationKind, string>> = {
  range: 'over time',
  aggregation: 'aggregation',
  function: 'function',
  scalar: 'with a number',
};
