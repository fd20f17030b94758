// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the text under test
import { describe, expect, it } from 'vitest';
import { evaluateExpressions } from './evaluate.js';
import type { Expression } from './expression.js';
import { itemsOf } from './frame-items.js';
import type { Item } from './item.js';
import { inputsOf } from './kinds.js';

const series = (labels: Record<string, string>, values: (number | null)[], from = 0) => ({
  fields: [
    { name: 'Time', type: 'time', values: values.map((_, i) => from + i * 1000) },
    { name: 'Value', type: 'number', labels, values },
  ],
});

const QUERIES: Readonly<Record<string, Parameters<typeof itemsOf>[1]>> = {
  A: [series({ job: 'a' }, [1, 2, 4]), series({ job: 'b' }, [10, null, 30])],
  B: [series({ job: 'a', code: '200' }, [1, 1, 1]), series({ job: 'c' }, [5, 5, 5])],
  C: [series({}, [2, 2, 2], 1000)],
  N: [
    {
      fields: [
        { name: 'host', type: 'string', values: ['x', 'y'] },
        { name: 'Value', type: 'number', values: [3, -2.5] },
      ],
    },
  ],
  T: [
    {
      fields: [
        { name: 'Time', type: 'time', values: [1000, 1000, 2000, 2000] },
        { name: 'host', type: 'string', values: ['x', 'y', 'x', 'y'] },
        { name: 'Value', type: 'number', values: [1, 2, 3, 4] },
      ],
    },
  ],
  L: [{ fields: [{ name: 'Line', type: 'string', values: ['text'] }] }],
  E: [],
  M: [series({ __name__: 'm', job: 'a' }, [8])],
  O: [series({ __name__: 'o', job: 'a' }, [2])],
};

const all = (...expressions: readonly Partial<Expression>[]) => {
  const named = expressions.map((expression, i) => ({ refId: `X${i}`, ...expression }));
  return [
    ...evaluateExpressions(named, {
      from: 0,
      to: 4000,
      durationOf: (text) => (text.endsWith('ms') ? Number(text.slice(0, -2)) : Number(text.slice(0, -1)) * 1000),
      itemsOfQuery: (refId) => {
        if (refId === 'F') throw new Error('no such metric');
        const frames = QUERIES[refId];
        return frames && itemsOf(refId, frames);
      },
    }),
  ];
};
const run = (...expressions: readonly Partial<Expression>[]) => {
  const outcome = all(...expressions).at(-1)!;
  return 'error' in outcome ? { items: [], error: outcome.error } : { items: outcome.items, error: undefined };
};
/** Labels and values of what comes out. */
const values = (...expressions: readonly Partial<Expression>[]) =>
  run(...expressions).items.map((item) => [
    Object.values(item.labels).join(),
    item.kind === 'number' ? [item.value] : item.values,
  ]);
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
      'X0 → X1 → X0',
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

it('rows of a table with texts are series of their own', () => {
  expect(values(math('$T'))).toEqual([
    ['x', [1, 3]],
    ['y', [2, 4]],
  ]);
});

describe('classic conditions', () => {
  const condition = (query: string, reducer: string, type: string, params: number[], operator = 'and') => ({
    type: 'query',
    query: { params: [query] },
    reducer: { type: reducer, params: [] },
    evaluator: { type, params },
    operator: { type: operator },
  });
  const classic = (...conditions: readonly object[]) => ({ type: 'classic_conditions', conditions });

  it.each<[string, object[], number | null]>([
    ['any series is enough', [condition('A', 'avg', 'gt', [15])], 1],
    ['none is', [condition('A', 'max', 'gt', [30])], 0],
    ['and', [condition('A', 'max', 'gt', [20]), condition('C', 'last', 'lt', [1])], 0],
    ['or', [condition('C', 'last', 'lt', [1]), condition('A', 'max', 'gt', [20], 'or')], 1],
    ['a difference', [condition('A', 'diff', 'eq', [3])], 1],
    ['percent of what it was', [condition('A', 'percent_diff_abs', 'within_range', [299, 301])], 1],
    ['how many have a value', [condition('A', 'count_non_null', 'eq', [2])], 1],
    ['a number is what it is', [condition('N', 'sum', 'lt', [-2])], 1],
    ['nothing to look at', [condition('E', 'last', 'gt', [0])], null],
    ['nothing is what is asked for', [condition('E', 'last', 'no_value', [])], 1],
  ])('%s', (_, conditions, wanted) => {
    expect(values(classic(...conditions))).toEqual([['', [wanted]]]);
  });

  it('tells what fulfils them', () => {
    const [item] = run(classic(condition('A', 'max', 'gt', [20]))).items;
    expect(item).toMatchObject({ matches: [{ metric: 'A', labels: { job: 'b' }, value: 30 }] });
  });

  it.each<[string, Partial<Expression>[], string]>([
    ['no conditions', [classic()], 'need at least one condition'],
    ['an unknown reducer', [classic(condition('A', 'mode', 'gt', [1]))], 'there is no reducer "mode" of conditions'],
    ['what an expression gives', [math('$A'), classic(condition('X0', 'max', 'gt', [1]))], 'take queries only'],
    ['what takes it', [classic(condition('A', 'max', 'gt', [1])), math('$X0 + 1')], 'X0 is the input for X1'],
  ])('%s', (_, expressions, message) => {
    expect(run(...expressions).error?.message).toContain(message);
  });
});

describe('names of metrics', () => {
  it('stay, and do not stand between two of them', () => {
    expect(values(math('$M * 2'))).toEqual([['m,a', [16]]]);
    expect(values(math('$M / $O'))).toEqual([['a', [4]]]);
  });
});

it('thousands of series find each other', () => {
  const items = Array.from({ length: 20_000 }, (_, i): Item => ({ kind: 'number', labels: { job: `${i}` }, value: i }));
  const [outcome] = evaluateExpressions([{ refId: 'X', ...math('$A / $A') }], {
    from: 0,
    to: 1,
    durationOf: () => undefined,
    itemsOfQuery: () => items,
  });
  // To compare each with each would take longer than a test may.
  expect(outcome).toMatchObject({ items: { length: 20_000 } });
});

describe('what fails', () => {
  it.each<[string, Partial<Expression>[], string, string]>([
    ['a query that is not there', [math('$Z')], 'missing', 'there is no query Z, which X0 names'],
    ['a query that failed', [math('$F')], 'dependency', 'F failed: no such metric'],
    ['by way of another', [math('$F'), math('$X0')], 'dependency', 'F failed: no such metric'],
    ['an expression that cannot be read', [math('1 +'), math('$X0')], 'dependency', 'X0 failed: "the end"'],
    [
      'SQL',
      [{ type: 'sql', expression: 'SELECT 1' }],
      'parse',
      'expressions of the type "sql" are not calculated here',
    ],
    ['no input', [{ type: 'reduce', expression: '', reducer: 'sum' }], 'parse', 'no variable specified to reduce'],
  ])('%s', (_, expressions, code, message) => {
    const { error } = run(...expressions);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(message);
  });

  it('does not touch the others', () => {
    expect(all(math('$F'), math('1 + 1')).map((outcome) => 'items' in outcome)).toEqual([false, true]);
  });
});

it('inputs are known', () => {
  expect(inputsOf({ refId: 'X', ...math('$A + ${B C}') })).toEqual(['A', 'B C']);
  expect(inputsOf({ refId: 'X', type: 'reduce', expression: '$A' })).toEqual(['A']);
});
