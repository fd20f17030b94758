import type { Option } from '../../../../controls/select';
import { objectOf, textOf } from '../../../model/json';
import type { QuerySetting } from '../queries/query-kinds';

/** How an expression of one type is written. */
export interface ExpressionKind {
  readonly label: string;
  /** One line of what comes out. */
  readonly hint: string;
  /** Its text is an expression of its own rather than the name of a query. */
  readonly isText?: true;
  readonly settings: readonly QuerySetting[];
  /** What a new one has. */
  readonly initial: Readonly<Record<string, unknown>>;
}

const options = (names: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const REDUCERS = {
  last: 'Last',
  mean: 'Mean',
  median: 'Median',
  min: 'Minimum',
  max: 'Maximum',
  sum: 'Sum',
  count: 'Count',
};

const modeOf = (settings: unknown): string => textOf(objectOf(settings).mode) || 'strict';

/** The types of expressions by the names that dashboards have for them. */
export const EXPRESSION_KINDS: Readonly<Record<string, ExpressionKind>> = {
  math: {
    label: 'Math',
    hint: '$A names a query. Series meet where their labels are the same. Functions: abs, ceil, floor, round, log, is_nan, is_null, is_inf, is_number',
    isText: true,
    settings: [],
    initial: { expression: '' },
  },
  reduce: {
    label: 'Reduce',
    hint: 'One number of each series',
    settings: [
      {
        label: 'Function',
        kind: 'select',
        options: options(REDUCERS),
        read: ({ reducer }) => textOf(reducer, 'last'),
        write: (reducer) => ({ reducer }),
      },
      {
        label: 'What is no number',
        kind: 'select',
        options: options({ strict: 'Makes the result none', dropNN: 'Is left out', replaceNN: 'Is replaced' }),
        read: ({ settings }) => modeOf(settings),
        write: (mode) => ({ settings: mode === 'strict' ? undefined : { mode, replaceWithValue: 0 } }),
      },
      {
        label: 'Replaced with',
        kind: 'number',
        isShown: ({ settings }) => modeOf(settings) === 'replaceNN',
        read: ({ settings }) => String(objectOf(settings).replaceWithValue ?? 0),
        write: (value) => ({ settings: { mode: 'replaceNN', replaceWithValue: Number(value) } }),
      },
    ],
    initial: { reducer: 'last' },
  },
  resample: {
    label: 'Resample',
    hint: 'Each series at equal steps',
    settings: [
      { label: 'Step', kind: 'text', field: 'window', placeholder: '1m' },
      {
        label: 'Several values in a step',
        kind: 'select',
        options: options(REDUCERS),
        read: ({ downsampler }) => textOf(downsampler, 'mean'),
        write: (downsampler) => ({ downsampler }),
      },
      {
        label: 'Steps without a value',
        kind: 'select',
        options: options({ fillna: 'Stay empty', pad: 'Take the one before', backfilling: 'Take the next one' }),
        read: ({ upsampler }) => textOf(upsampler, 'fillna'),
        write: (upsampler) => ({ upsampler }),
      },
    ],
    initial: { window: '1m', downsampler: 'mean', upsampler: 'fillna' },
  },
  threshold: {
    label: 'Threshold',
    hint: '1 where the value is beyond it, else 0',
    settings: [],
    initial: { conditions: [{ evaluator: { type: 'gt', params: [0] } }] },
  },
  classic_conditions: {
    label: 'Classic conditions',
    hint: 'One number of all series: 1 where the conditions hold, else 0. It takes queries only',
    settings: [],
    initial: { conditions: [] },
  },
};

/** The data source of expressions, as dashboards name it. */
export const EXPRESSION_SOURCE = { type: '__expr__', uid: '__expr__' } as const;
