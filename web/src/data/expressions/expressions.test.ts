import { type DataFrame, dateTime, FieldType } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { seriesFrame } from '../frames';
import type { Target } from '../source';
import { expressionAnswers, inputsOf } from './expressions';

const series = (labels: Record<string, string>, values: (number | null)[], from = 0): DataFrame =>
  seriesFrame({ refId: 'A', labels, times: values.map((_, i) => from + i * 1000), values });

const QUERIES: Readonly<Record<string, readonly DataFrame[]>> = {
  A: [series({ job: 'a' }, [1, 2, 4]), series({ job: 'b' }, [10, null, 30])],
  B: [series({ job: 'a', code: '200' }, [1, 1, 1]), series({ job: 'c' }, [5, 5, 5])],
  C: [series({}, [2, 2, 2], 1000)],
  N: [
    {
      fields: [
        { name: 'host', type: FieldType.string, config: {}, values: ['x', 'y'] },
        { name: 'Value', type: FieldType.number, config: {}, values: [3, -2.5] },
      ],
      length: 2,
    },
  ],
  L: [{ fields: [{ name: 'Line', type: FieldType.string, config: {}, values: ['text'] }], length: 1 }],
};
const range = { from: dateTime(0), to: dateTime(4000), raw: { from: '', to: '' } };

const run = (...targets: readonly Partial<Target>[]) => {
  const named = targets.map((target, i) => ({ refId: `X${i}`, ...target }) as Target);
  return expressionAnswers(named, (refId) => QUERIES[refId] ?? [], range).at(-1)!;
};
/** Labels and values of what comes out. */
const values = (...targets: readonly Partial<Target>[]) =>
  run(...targets).frames.map(({ fields }) => {
    const { labels = {}, values: column } = fields.at(-1)!;
    return [Object.values(labels).join(), column];
  });
const math = (expression: string) => ({ type: 'math', expression });

describe('math', () => {
  it.each<[string, unknown]>([
    [
      '$A * 2',
      [
        ['a', [2, 4, 8]],
        ['b', [20, null, 60]],
      ],
    ],
    ['1 + 2 * 3 ** 2', [['', [19]]]],
    ['-2 ** 2', [['', [-4]]]],
    ['(1 + 2) % 2 == 1 && !0', [['', [1]]]],
    // Labels of one side are among those of the other.
    ['$A - $B', [['a,200', [0, 1, 3]]]],
    // No labels go with all; only times that both have.
    [
      '$A / $C',
      [
        ['a', [1, 2]],
        ['b', [null, 15]],
      ],
    ],
    [
      '${A} > 3',
      [
        ['a', [0, 0, 1]],
        ['b', [1, null, 1]],
      ],
    ],
    [
      'is_null($A)',
      [
        ['a', [0, 0, 0]],
        ['b', [0, 1, 0]],
      ],
    ],
    [
      'round($N)',
      [
        ['x', [3]],
        ['y', [-3]],
      ],
    ],
    [
      'abs(floor($N))',
      [
        ['x', [3]],
        ['y', [3]],
      ],
    ],
    ['is_nan(nan()) + is_inf(inf())', [['', [2]]]],
  ])('%s', (expression, wanted) => {
    expect(values(math(expression))).toEqual(wanted);
  });

  it.each([
    ['$A +', '"the end" is unexpected at position 5'],
    ['$A § 2', '"§" is unexpected at position 3'],
    ['sin($A)', 'there is no function sin'],
    ['$L + 1', 'expressions take numbers: L gives string'],
  ])('%s: %s', (expression, message) => {
    expect(run(math(expression)).error?.message).toContain(message);
  });

  it('an expression that hangs on itself says so', () => {
    expect(run({ ...math('$X1'), refId: 'X0' }, { ...math('$X0 + 1'), refId: 'X1' }).error?.message).toContain(
      'X1 → X0 → X1',
    );
  });
});

describe('reduce', () => {
  const reduce = (reducer: string, mode?: string) => ({
    type: 'reduce',
    expression: '$A',
    reducer,
    settings: { mode, replaceWithValue: 5 },
  });

  it.each([
    ['mean', undefined, 7 / 3, Number.NaN],
    ['sum', 'dropNN', 7, 40],
    ['median', 'replaceNN', 2, 10],
    ['min', 'dropNN', 1, 10],
    ['max', 'dropNN', 4, 30],
    ['count', undefined, 3, 3],
    ['last', undefined, 4, 30],
  ])('%s %s', (reducer, mode, a, b) => {
    expect(values(reduce(reducer, mode))).toEqual([
      ['a', [a]],
      ['b', [b]],
    ]);
  });

  it('is a number that a threshold and math take', () => {
    const threshold = {
      type: 'threshold',
      expression: 'X0',
      conditions: [{ evaluator: { type: 'within_range', params: [5, 50] } }],
    };
    expect(values(reduce('max', 'dropNN'), threshold, math('$X0 * $X1'))).toEqual([
      ['a', [0]],
      ['b', [30]],
    ]);
  });
});

it.each([
  ['mean', 'fillna', '1s', [1, 2, 4, null, null]],
  ['mean', 'pad', '1s', [1, 2, 4, 4, 4]],
  ['sum', 'fillna', '2s', [1, 6, null]],
  ['last', 'backfilling', '500ms', [1, 2, 2, 4, 4, null, null, null, null]],
])('resample: %s, %s, each %s', (downsampler, upsampler, window, wanted) => {
  const resample = { type: 'resample', expression: 'A', window, downsampler, upsampler };
  expect(values(resample)[0]).toEqual(['a', wanted]);
});

it.each([
  ['gt', [2], [0, 0, 1]],
  ['outside_range', [2, 3], [1, 0, 1]],
  ['lte', [2], [1, 1, 0]],
])('threshold: %s %s', (type, params, wanted) => {
  const threshold = { type: 'threshold', expression: 'A', conditions: [{ evaluator: { type, params } }] };
  expect(values(threshold)[0]).toEqual(['a', wanted]);
});

it('what is not calculated says so, and inputs are known', () => {
  expect(run({ type: 'classic_conditions' }).error?.message).toContain('"classic_conditions"');
  expect(inputsOf({ refId: 'X', ...math('$A + ${B C}') } as Target)).toEqual(['A', 'B C']);
  expect(inputsOf({ refId: 'X', type: 'reduce', expression: '$A' } as Target)).toEqual(['A']);
});
