import { describe, expect, it } from 'vitest';
import { operate } from '../../../../test/support/promql-operator.js';

const FLOATS = ['m{g="x", i="1"} 1 _ NaN', 'm{g="x", i="2"} 3 4 5', 'm{g="y", i="1"} 10 20 -Inf', 'm{i="3"} 7 7 7'];

describe('floats', () => {
  it.each([
    ['sum by (g) (m)', ['{g="x"} 4 4 NaN', '{g="y"} 10 20 -Inf', '{} 7 7 7']],
    ['sum without (g) (m)', ['{i="1"} 11 20 NaN', '{i="2"} 3 4 5', '{i="3"} 7 7 7']],
    ['sum by (nothing) (m)', ['{} 21 31 NaN']],
    ['avg by (g) (m)', ['{g="x"} 2 4 NaN', '{g="y"} 10 20 -Inf', '{} 7 7 7']],
    ['min by (g) (m)', ['{g="x"} 1 4 5', '{g="y"} 10 20 -Inf', '{} 7 7 7']],
    ['max by (g) (m)', ['{g="x"} 3 4 5', '{g="y"} 10 20 -Inf', '{} 7 7 7']],
    ['count by (g) (m)', ['{g="x"} 2 1 2', '{g="y"} 1 1 1', '{} 1 1 1']],
    ['group by (g) (m)', ['{g="x"} 1 1 1', '{g="y"} 1 1 1', '{} 1 1 1']],
    ['stddev by (g) (m)', ['{g="x"} 1 0 NaN', '{g="y"} 0 0 NaN', '{} 0 0 0']],
    ['stdvar by (g) (m)', ['{g="x"} 1 0 NaN', '{g="y"} 0 0 NaN', '{} 0 0 0']],
    ['quantile by (g) (0.5, m)', ['{g="x"} 2 4 NaN', '{g="y"} 10 20 NaN', '{} 7 7 7']],
    ['sum by (__name__) (m)', ['{__name__="m"} 21 31 NaN']],
    ['sum(nothing)', []],
  ])('%s', async (query, expected) => {
    expect(await operate(query, FLOATS)).toEqual({ series: expected, warnings: [], infos: [] });
  });

  it.each([
    ['sum', ['1e100', '1', '-1e100'], '1'],
    ['sum', ['0.1', '0.2', '0.3', '-0.6'], '0.000000000000000027755575615628914'],
    ['sum', ['Inf', '-Inf'], 'NaN'],
    ['sum', ['1.5e308', '1.5e308'], '+Inf'],
    ['avg', ['1.5e308', '1.5e308', '1.5e308'], formatted(1.5e308)],
    ['avg', ['Inf', '1'], '+Inf'],
    ['avg', ['Inf', '-Inf'], 'NaN'],
    ['avg', ['1e100', '3', '-1e100'], '1'],
    ['min', ['NaN', 'NaN'], 'NaN'],
    ['max', ['NaN', '-1'], '-1'],
    ['stddev', ['1', '3', '5', '7'], '2.23606797749979'],
    ['stdvar', ['1e9', '1000000001', '1000000002'], '0.6666666666666666'],
    ['stdvar', ['Inf'], 'NaN'],
  ])('%s of %j is %s', async (op, values, expected) => {
    const lines = values.map((value, i) => `m{i="${i}"} ${value}`);
    expect((await operate(`${op}(m)`, lines)).series).toEqual([`{} ${expected}`]);
  });
});

function formatted(value: number): string {
  return BigInt(value)
    .toString()
    .replace(/(?<=^.{2}).*$/, (rest) => '0'.repeat(rest.length));
}

describe('topk and bottomk', () => {
  const LINES = ['m{i="a"} 1 9 _', 'm{i="b"} 2 _ NaN', 'm{i="c"} 3 7 1', 'm{i="d"} 3 8 NaN', 'k 1 2 1'];

  it.each([
    [
      'topk(2, m)',
      [
        '{__name__="m", i="a"} _ 9 _',
        '{__name__="m", i="b"} _ _ NaN',
        '{__name__="m", i="c"} 3 _ 1',
        '{__name__="m", i="d"} 3 8 _',
      ],
    ],
    ['bottomk(1, m)', ['{__name__="m", i="a"} 1 _ _', '{__name__="m", i="c"} _ 7 1']],
    [
      'topk(scalar(k), m)',
      ['{__name__="m", i="a"} _ 9 _', '{__name__="m", i="c"} 3 _ 1', '{__name__="m", i="d"} _ 8 _'],
    ],
    ['topk(0, m)', []],
    ['topk(-1e30, m)', []],
    ['topk(0.9, m)', []],
  ])('%s', async (query, expected) => {
    const { series } = await operate(query, LINES);
    expect(series.sort()).toEqual(expected);
  });

  it.each([
    ['topk(9, m)', ['d', 'a', 'b', 'c']],
    ['topk(2, m)', ['d', 'a']],
    ['bottomk(9, m)', ['b', 'a', 'd', 'c']],
  ])('%s orders its only step, with NaN last', async (query, expected) => {
    const lines = ['m{i="c"} NaN', 'm{i="b"} 2', 'm{i="d"} 7', 'm{i="a"} 3'];
    const { series } = await operate(query, lines);
    expect(series.map((text) => /i="(.)"/.exec(text)![1])).toEqual(expected);
  });

  it('chooses the same among equal values in whatever order the store gives them', async () => {
    const lines = Array.from({ length: 20 }, (_, i) => `m{i="${i}"} ${i % 3} ${i % 2}`);
    const chosen = async (from: readonly string[]) => (await operate('topk(5, m)', from)).series.sort();
    expect(await chosen([...lines].reverse())).toEqual(await chosen(lines));
  });

  it.each([
    ['topk(NaN, m)', 'Parameter value is NaN'],
    ['topk(Inf, m)', 'Scalar value +Inf overflows int64'],
    ['bottomk(1e30, m)', 'Scalar value 1e+30 overflows int64'],
    ['limitk(NaN, m)', 'Parameter value is NaN'],
    ['topk(NaN, nothing)', 'Parameter value is NaN'],
    ['limit_ratio(NaN, m)', 'Ratio value is NaN'],
    ['count_values("", m)', 'invalid label name ""'],
  ])('%s fails', async (query, message) => {
    await expect(operate(query, LINES)).rejects.toMatchObject({ code: 'execution', message });
  });
});

describe('quantile', () => {
  const LINES = ['m{i="1"} 1 NaN', 'm{i="2"} 2 2', 'm{i="3"} 4 4', 'q 0.5 2'];

  it.each([
    ['quantile(0, m)', '1 NaN', []],
    ['quantile(1, m)', '4 4', []],
    ['quantile(0.25, m)', '1.5 NaN', []],
    ['quantile(0.75, m)', '3 3', []],
    ['quantile(-1, m)', '-Inf -Inf', ['quantile value should be between 0 and 1, got -1 (1:10)']],
    ['quantile(1e30, m)', '+Inf +Inf', ['quantile value should be between 0 and 1, got 1e+30 (1:10)']],
    ['quantile(NaN, m)', 'NaN NaN', ['quantile value should be between 0 and 1, got NaN (1:10)']],
    ['quantile(scalar(q), m)', '2 +Inf', ['quantile value should be between 0 and 1, got 2 (1:10)']],
  ])('%s', async (query, points, warnings) => {
    expect(await operate(query, LINES)).toEqual({ series: [`{} ${points}`], warnings, infos: [] });
  });
});

describe('count_values', () => {
  const LINES = ['m{g="x", i="1"} 1 2', 'm{g="x", i="2"} 1 1', 'm{g="y", i="3"} 2.5 2'];

  it.each([
    ['count_values("v", m)', ['{v="1"} 2 1', '{v="2"} _ 2', '{v="2.5"} 1 _']],
    [
      'count_values by (g) ("v", m)',
      ['{g="x", v="1"} 2 1', '{g="x", v="2"} _ 1', '{g="y", v="2"} _ 1', '{g="y", v="2.5"} 1 _'],
    ],
    ['count_values without (i) ("g", m)', ['{g="1"} 2 1', '{g="2"} _ 2', '{g="2.5"} 1 _']],
    ['count_values without (i, v) ("v", m)', ['{g="x"} 2 2', '{g="y"} 1 1']],
  ])('%s', async (query, expected) => {
    expect((await operate(query, LINES)).series.sort()).toEqual(expected);
  });
});

describe('limitk and limit_ratio', () => {
  const LINES = Array.from(
    { length: 100 },
    (_, i) => `m{i="${String(i).padStart(2, '0')}"} ${i} ${i % 2 === 0 ? i : '_'}`,
  );

  it('limitk keeps the first series by labels that there are at a step', async () => {
    const { series } = await operate('limitk(2, m)', [...LINES].reverse());
    expect(series).toEqual(['{__name__="m", i="00"} 0 0', '{__name__="m", i="01"} 1 _', '{__name__="m", i="02"} _ 2']);
  });

  it('limit_ratio keeps about that part, and its opposite keeps the rest', async () => {
    const kept = (await operate('limit_ratio(0.3, m)', LINES)).series;
    const rest = (await operate('limit_ratio(-0.7, m)', LINES)).series;
    expect(kept.length).toBeGreaterThan(15);
    expect(kept.length).toBeLessThan(45);
    expect(new Set([...kept, ...rest]).size).toBe(100);
    expect(kept.length + rest.length).toBe(100);
  });

  it.each([
    ['limit_ratio(0, m)', 0, []],
    ['limit_ratio(1, m)', 100, []],
    ['limit_ratio(2, m)', 100, ['ratio value should be between -1 and 1, got 2, capping to 1 (1:13)']],
    ['limit_ratio(-2, m)', 100, ['ratio value should be between -1 and 1, got -2, capping to -1 (1:13)']],
  ])('%s', async (query, count, warnings) => {
    const answer = await operate(query, LINES);
    expect(answer.series).toHaveLength(count);
    expect(answer.warnings).toEqual(warnings);
  });
});

describe('native histograms', () => {
  const LINES = [
    'h{i="1"} {{schema:0 count:3 sum:5 buckets:[1 2]}}',
    'h{i="2"} {{schema:0 count:1 sum:1 buckets:[1]}}',
    'mixed{i="1"} {{schema:0 count:3 sum:5 buckets:[1 2]}}',
    'mixed{i="2"} 1',
    'layouts{i="1"} {{schema:0 count:3 sum:5 buckets:[1 2]}}',
    'layouts{i="2"} {{schema:-53 count:3 sum:5 custom_values:[1 2] buckets:[1 2]}}',
    'large{i="1"} {{schema:0 count:1.5e308 sum:1 buckets:[1.5e308]}}',
    'large{i="2"} {{schema:0 count:1.5e308 sum:1 buckets:[1.5e308]}}',
    'resets{i="1"} {{schema:0 count:1 buckets:[1] counter_reset_hint:reset}}',
    'resets{i="2"} {{schema:0 count:1 buckets:[1] counter_reset_hint:not_reset}}',
  ];

  it.each([
    ['sum(h)', ['{} {count:4, sum:6, (0.5,1]:2, (1,2]:2}']],
    ['avg(h)', ['{} {count:2, sum:3, (0.5,1]:1, (1,2]:1}']],
    ['avg(large)', ['{} {count:1.5e+308, sum:1, (0.5,1]:1.5e+308}']],
    ['count(h)', ['{} 2']],
    ['group(mixed)', ['{} 1']],
    ['count_values("v", mixed)', ['{v="{count:3, sum:5, (0.5,1]:1, (1,2]:2}"} 1', '{v="1"} 1']],
  ])('%s', async (query, expected) => {
    expect(await operate(query, LINES)).toEqual({ series: expected, warnings: [], infos: [] });
  });

  it.each([
    ['min(mixed)', '{} 1', [], ['ignored histogram in min aggregation (1:5)']],
    ['stddev(h)', undefined, [], ['ignored histogram in stddev aggregation (1:8)']],
    ['quantile(0.5, mixed)', '{} 1', [], ['ignored histogram in quantile aggregation (1:15)']],
    ['topk(1, mixed)', '{__name__="mixed", i="2"} 1', [], ['ignored histogram in topk aggregation (1:1)']],
    ['topk(0, mixed)', undefined, [], []],
    ['sum(mixed)', undefined, ['encountered a mix of histograms and floats for aggregation (1:5)'], []],
    ['avg(mixed)', undefined, ['encountered a mix of histograms and floats for aggregation (1:5)'], []],
    [
      'sum(layouts)',
      undefined,
      [
        'vector contains a mix of histograms with exponential and custom buckets schemas for metric name "layouts" (1:5)',
      ],
      [],
    ],
    [
      'sum(resets)',
      '{} {count:2, sum:0, (0.5,1]:2}',
      ['conflicting counter resets during histogram aggregation (1:5)'],
      [],
    ],
  ])('%s', async (query, series, warnings, infos) => {
    expect(await operate(query, LINES)).toEqual({ series: series === undefined ? [] : [series], warnings, infos });
  });
});
