import { describe, expect, it } from 'vitest';
import {
  type CallOptions,
  callOf,
  HISTOGRAM_OF_ONE,
  pointsOf,
  seriesOf,
  vectorOf,
} from '../../../../test/support/promql-call.js';
import { SORT_FUNCTIONS } from './sort.js';

const values = async (name: string, ...all: number[]) =>
  (await vectorOf(SORT_FUNCTIONS, name, [all.map((value, i) => seriesOf({ i: `${i}` }, value))])).map(
    (series) => series.values[0],
  );

describe('sort, sort_desc', () => {
  const INFINITY = Number.POSITIVE_INFINITY;
  it('order by value, NaN last either way', async () => {
    expect(await values('sort', 2, Number.NaN, -INFINITY, INFINITY, -1)).toEqual([
      -INFINITY,
      -1,
      2,
      INFINITY,
      Number.NaN,
    ]);
    expect(await values('sort_desc', 2, Number.NaN, -INFINITY, INFINITY)).toEqual([INFINITY, 2, -INFINITY, Number.NaN]);
  });

  it('order equal values by labels', async () => {
    const all = [seriesOf({ a: '2' }, 1), seriesOf({ a: '1' }, 1)];
    for (const name of ['sort', 'sort_desc']) {
      const sorted = await vectorOf(SORT_FUNCTIONS, name, [all]);
      expect(sorted.map(({ labels }) => labels[1])).toEqual(['1', '2']);
    }
  });

  it('leave histograms out', async () => {
    const [series] = await vectorOf(SORT_FUNCTIONS, 'sort', [[seriesOf({}, HISTOGRAM_OF_ONE)]]);
    expect(pointsOf(series!)).toEqual([undefined]);
  });

  it('warn in range queries', async () => {
    const options: CallOptions = { grid: { start: 0, step: 1000, count: 1 }, isInstant: false };
    const call = callOf('sort', [[seriesOf({}, 1)]], options);
    const implementation = SORT_FUNCTIONS.sort!;
    if (implementation.kind === 'vector') await implementation.evaluate(call);
    expect(call.evaluation.annotations.texts('warning', '')).toEqual([
      'PromQL warning: sort is ineffective for range queries since results are always ordered by labels (1:1)',
    ]);
  });
});

describe('sort_by_label, sort_by_label_desc', () => {
  const all = () =>
    [
      ['b', 'n10'],
      ['a', 'n9'],
      ['a', 'n10'],
      ['b', 'n9'],
    ].map(([group, name]) => seriesOf({ group: group!, name: name! }, 1));

  it.each([
    ['sort_by_label', ['group', 'name'], ['a n9', 'a n10', 'b n9', 'b n10']],
    ['sort_by_label_desc', ['group', 'name'], ['b n10', 'b n9', 'a n10', 'a n9']],
    ['sort_by_label', ['name'], ['a n9', 'b n9', 'a n10', 'b n10']],
    // All equal: by all labels, as texts.
    ['sort_by_label', ['none'], ['a n10', 'a n9', 'b n10', 'b n9']],
    ['sort_by_label_desc', [], ['b n9', 'b n10', 'a n9', 'a n10']],
  ])('%s %j', async (name, labels, expected) => {
    const sorted = await vectorOf(SORT_FUNCTIONS, name, [all(), ...labels]);
    expect(sorted.map(({ labels: found }) => `${found[1]} ${found[3]}`)).toEqual(expected);
  });
});
