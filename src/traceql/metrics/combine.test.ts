import { describe, expect, it } from 'vitest';
import type { MetricsSeries } from './answer.js';
import { arithmetic, secondStage } from './combine.js';

const series = (service: string, ...values: number[]): MetricsSeries => ({
  labels: [{ name: 'service', value: { type: 'string', value: service } }],
  values: Float64Array.from(values),
});
const named = (name: string, ...values: number[]): MetricsSeries => ({
  labels: [{ name: '__name__', value: { type: 'string', value: name } }],
  values: Float64Array.from(values),
});

const shown = (found: readonly MetricsSeries[] | number) =>
  typeof found === 'number'
    ? found
    : found.map(({ labels, values }) =>
        [labels[0]!.value, ...values].map((one) => (typeof one === 'object' && 'value' in one ? one.value : one)),
      );

const THREE = [series('b', 3, 1, 0), series('a', 1, 2, 0), series('c', 2, Number.NaN, 0)];

describe('second stages', () => {
  it('take the most at each interval by itself; of equal ones the first by label', () => {
    expect(shown(secondStage({ op: 'topk', limit: 1 }, THREE))).toEqual([
      ['a', Number.NaN, 2, 0],
      ['b', 3, Number.NaN, Number.NaN],
    ]);
    expect(shown(secondStage({ op: 'bottomk', limit: 2 }, THREE))).toEqual([
      ['a', 1, 2, 0],
      ['b', Number.NaN, 1, 0],
      ['c', 2, Number.NaN, Number.NaN],
    ]);
  });

  it('compare values, and drop series without any', () => {
    expect(shown(secondStage({ op: '>', value: 1 }, THREE))).toEqual([
      ['b', 3, Number.NaN, Number.NaN],
      ['a', Number.NaN, 2, Number.NaN],
      ['c', 2, Number.NaN, Number.NaN],
    ]);
    expect(shown(secondStage({ op: '=', value: 7 }, THREE))).toEqual([]);
  });
});

describe('arithmetic', () => {
  it('matches series by labels', () => {
    expect(shown(arithmetic('-', [series('a', 5), series('b', 1)], [series('a', 2)]))).toEqual([['a', 3]]);
  });

  it('has no quotients by zero', () => {
    expect(shown(arithmetic('/', [series('a', 4, 1)], [series('a', 2, 0)]))).toEqual([['a', 2, Number.NaN]]);
    expect(shown(arithmetic('/', [series('a', 4)], 0))).toEqual([]);
  });

  it('takes numbers on either side', () => {
    expect(shown(arithmetic('-', 10, [series('a', 4)]))).toEqual([['a', 6]]);
    expect(arithmetic('*', 6, 7)).toBe(42);
  });

  it('says in the name what was computed', () => {
    expect(shown(arithmetic('/', [named('rate', 4)], [named('rate', 2)]))).toEqual([['(rate / rate)', 2]]);
  });
});
