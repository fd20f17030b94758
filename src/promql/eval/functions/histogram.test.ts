import { describe, expect, test } from 'vitest';
import type { NativeHistogram } from '../../../model/samples.js';
import { Cursor } from '../../../rules/unit-test/cursor.js';
import { readHistogram } from '../../../rules/unit-test/histogram-notation.js';
import { ABSENT, GridSeries } from '../../../vector/grid-series.js';
import { Annotations } from '../../annotations.js';
import type { Evaluation } from '../evaluation.js';
import { HISTOGRAM_FUNCTIONS } from './histogram.js';
import type { CallContext } from './implementation.js';

const h = (fields: string) => readHistogram(new Cursor(`{{${fields}}}`));

/** Labels as `name=value name=value`, and what the series has at each step. */
type Input = readonly [labels: string, ...points: (number | NativeHistogram | undefined)[]];
type Argument = number | readonly number[] | string | readonly Input[];

const pairs = (labels: string) => (labels === '' ? [] : labels.split(' ').flatMap((pair) => pair.split('=')));

function seriesOf([labels, ...points]: Input): GridSeries {
  const series = new GridSeries(pairs(labels), points.length);
  for (const [step, point] of points.entries()) {
    if (typeof point === 'number') series.setFloat(step, point);
    else if (point !== undefined) series.setHistogram(step, point);
  }
  return series;
}

/** Calls a function as the evaluator does, one second a step. Argument n stands at column n + 1 of the query. */
async function call(name: string, args: readonly Argument[], features: readonly string[] = []) {
  const annotations = new Annotations();
  const vector = args.find((arg) => typeof arg === 'object' && Array.isArray(arg[0])) as readonly Input[];
  const count = vector[0]!.length - 1;
  const evaluation = {
    annotations,
    features: new Set(features),
    grid: { start: 0, step: 1000, count },
    pace: { isDue: false },
  } as unknown as Evaluation;
  const context = {
    node: { args: args.map((_, i) => ({ position: { start: i, end: i + 1 } })) },
    evaluation,
    scalar: async (i: number) =>
      Float64Array.from({ length: count }, (_, step) => ([args[i]].flat()[step] as number) ?? (args[i] as number)),
    text: (i: number) => args[i] as string,
    vector: async () => vector.map(seriesOf),
  } as unknown as CallContext;
  const implementation = HISTOGRAM_FUNCTIONS[name]!;
  let results: GridSeries[];
  if (implementation.kind === 'elements') {
    const change = await implementation.prepare(context);
    results = await context.vector(0);
    results.forEach(change);
  } else if (implementation.kind === 'vector') results = await implementation.evaluate(context);
  else throw new Error(`${name} is ${implementation.kind}`);
  return {
    series: Object.fromEntries(
      results.map(({ labels, kinds, values }) => [
        labels
          .map((text, i) => text + (i % 2 === 0 ? '=' : ' '))
          .join('')
          .trim(),
        [...values].map((value, step) => (kinds[step] === ABSENT ? undefined : value)),
      ]),
    ),
    warnings: annotations.texts('warning', '....'),
    infos: annotations.texts('info', '....'),
  };
}

const NATIVE = h('count:4 sum:6 buckets:[4] offset:1');

const CLASSIC: readonly Input[] = [
  ['__name__=x_bucket job=a le=1', 1, 2],
  ['__name__=x_bucket job=a le=+Inf', 2, 4],
  ['__name__=x_bucket job=a le=2', 2, 4],
  ['__name__=x_bucket job=b le=1', 1, undefined],
  ['__name__=x_bucket job=b le=Inf', 1, undefined],
];

describe('numbers of a native histogram', () => {
  test.each([
    ['histogram_count', 4],
    ['histogram_sum', 6],
    ['histogram_avg', 1.5],
    ['histogram_stdvar', (Math.SQRT2 - 1.5) ** 2],
    ['histogram_stddev', 1.5 - Math.SQRT2],
  ])('%s leaves out floats', async (name, value) => {
    const { series, warnings } = await call(name, [[['job=a', NATIVE, 3, undefined]]]);
    expect(series).toEqual({ 'job=a': [expect.closeTo(value, 12), undefined, undefined] });
    expect(warnings).toEqual([]);
  });
});

describe('histogram_quantile', () => {
  test('groups classic buckets by all labels but le, at each step those that there are', async () => {
    const { series } = await call('histogram_quantile', [0.75, CLASSIC]);
    expect(series).toEqual({ 'job=a': [1.5, 1.5], 'job=b': [0.75, undefined] });
  });

  test('may change from step to step', async () => {
    const { series, warnings } = await call('histogram_quantile', [[0.5, 7], CLASSIC]);
    expect(series).toEqual({ 'job=a': [1, Infinity], 'job=b': [0.5, undefined] });
    expect(warnings).toEqual(['PromQL warning: quantile value should be between 0 and 1, got 7 (1:1)']);
  });

  test('adds buckets whose bounds are the same number', async () => {
    const vector: Input[] = [
      ['le=1', 2],
      ['le=1.0', 2],
      ['le=+Inf', 8],
    ];
    expect((await call('histogram_quantile', [0.25, vector])).series).toEqual({ '': [0.5] });
  });

  test('takes native histograms beside classic ones', async () => {
    const { series } = await call('histogram_quantile', [1, [...CLASSIC, ['__name__=x job=n', NATIVE, undefined]]]);
    expect(series).toEqual({ 'job=a': [2, 2], 'job=b': [1, undefined], 'job=n': [2, undefined] });
  });

  test('leaves out what is both, and warns', async () => {
    const vector: Input[] = [
      ['job=a le=1', 1, 1],
      ['job=a le=+Inf', 1, 1],
      ['job=a', NATIVE, undefined],
    ];
    const { series, warnings } = await call('histogram_quantile', [1, vector]);
    expect(series).toEqual({ 'job=a': [undefined, 1] });
    expect(warnings).toEqual(['PromQL warning: vector contains a mix of classic and native histograms (1:2)']);
  });

  test.each([
    ['__name__=x le=x', [], '"x" (1:2)'],
    ['__name__=x', [], '"" (1:2)'],
    ['__name__=x le=x', ['promql-delayed-name-removal'], '"x" for metric name "x" (1:2)'],
  ])('warns of bounds that are no number: %s', async (labels, features, end) => {
    const { series, warnings } = await call('histogram_quantile', [1, [[labels, 1]]], features);
    expect(series).toEqual({});
    expect(warnings).toEqual([`PromQL warning: bucket label "le" is missing or has a malformed value of ${end}`]);
  });

  test('tells once what had to be fixed for monotonicity', async () => {
    const vector: Input[] = [
      ['le=1', 4, 4, 1],
      ['le=2', 3, 1, 2],
      ['le=+Inf', 8, 8, 8],
    ];
    const { series, infos } = await call('histogram_quantile', [0.5, vector]);
    expect(series).toEqual({ '': [1, 1, 2] });
    expect(infos).toEqual([
      'PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile), from buckets 2 to 2, with a max diff of 3, over 2 samples from 1970-01-01T00:00:00Z to 1970-01-01T00:00:01Z (1:2)',
    ]);
  });

  test('tells what NaN observations do', async () => {
    const vector: Input[] = [['', { ...NATIVE, sum: Number.NaN }, { ...NATIVE, count: 8, sum: Number.NaN }]];
    expect((await call('histogram_quantile', [0.9, vector])).infos).toEqual([
      'PromQL info: input to histogram_quantile has NaN observations, result is skewed higher (1:1)',
      'PromQL info: input to histogram_quantile has NaN observations, result is NaN (1:1)',
    ]);
  });

  test('fails when two histograms differ by name alone', async () => {
    const vector: Input[] = [
      ['__name__=x', NATIVE],
      ['__name__=y', NATIVE],
    ];
    await expect(call('histogram_quantile', [0.5, vector])).rejects.toThrow('same labelset');
    await expect(call('histogram_quantile', [0.5, vector], ['promql-delayed-name-removal'])).resolves.toBeDefined();
  });
});

describe('histogram_quantiles', () => {
  test('tells the quantiles apart by a label', async () => {
    const { series } = await call('histogram_quantiles', [CLASSIC.slice(0, 3), 'job', 0.5, 1, 1e-7]);
    expect(series).toEqual({ 'job=0.5': [1, 1], 'job=1.0': [2, 2], 'job=1e-07': [2e-7, 2e-7] });
  });

  test('which changes where the quantile does', async () => {
    const { series, warnings } = await call('histogram_quantiles', [CLASSIC.slice(0, 3), 'q', [0.5, -1]]);
    expect(series).toEqual({ 'job=a q=0.5': [1, undefined], 'job=a q=-1.0': [undefined, -Infinity] });
    expect(warnings).toEqual(['PromQL warning: quantile value should be between 0 and 1, got -1 (1:3)']);
  });

  test.each([
    ['the same quantile twice', 'q', 'same labelset'],
    ['no label', '', 'invalid label name in histogram_quantiles(): ""'],
  ])('fails: %s', async (_, label, message) => {
    await expect(call('histogram_quantiles', [CLASSIC, label, 0.5, 0.5])).rejects.toThrow(message);
  });
});

describe('histogram_fraction', () => {
  test('of classic and native histograms', async () => {
    const { series } = await call('histogram_fraction', [0, 1.5, [...CLASSIC, ['job=n', NATIVE, undefined]]]);
    expect(series).toEqual({ 'job=a': [0.75, 0.75], 'job=b': [1, undefined], 'job=n': [Math.log2(1.5), undefined] });
  });

  test('tells that NaN observations are in no range', async () => {
    const { series, infos } = await call('histogram_fraction', [
      0,
      9,
      [['', { ...NATIVE, count: 8, sum: Number.NaN }]],
    ]);
    expect(series).toEqual({ '': [0.5] });
    expect(infos).toEqual([
      'PromQL info: input to histogram_fraction has NaN observations, which are excluded from all fractions (1:1)',
    ]);
  });
});
