import { expect, test } from 'vitest';
import { Cursor } from '../../rules/unit-test/cursor.js';
import { readHistogram } from '../../rules/unit-test/histogram-notation.js';
import { HistogramSum } from './sum.js';
import { histogramText } from './text.js';

const h = (fields: string) => readHistogram(new Cursor(`{{${fields}}}`));

function sumOf(first: string, ...rest: string[]): HistogramSum {
  const sum = new HistogramSum(h(first));
  for (const fields of rest) expect(sum.add(h(fields))).toBe(true);
  return sum;
}

test.each([
  [
    'rounding errors',
    [
      'count:1 sum:1e100 z_bucket:1e100 buckets:[1e100]',
      'sum:1 z_bucket:1 buckets:[1]',
      'sum:-1e100 z_bucket:-1e100 buckets:[-1e100]',
    ],
    '{count:1, sum:1, [-0,0]:1, (0.5,1]:1}',
  ],
  [
    'layouts that become coarser',
    [
      'schema:1 count:2 sum:1 buckets:[1 1] offset:1',
      'count:1 sum:1 buckets:[1] offset:2',
      'z_bucket_w:1 z_bucket:3 count:3 sum:0',
    ],
    '{count:6, sum:2, [-1,1]:3, (1,2]:2, (2,4]:1}',
  ],
  ['infinities', ['sum:Inf count:1', 'sum:1 count:1'], '{count:2, sum:+Inf}'],
  ['no numbers', ['sum:Inf count:1', 'sum:-Inf count:1'], '{count:2, sum:NaN}'],
])('%s', (_, [first, ...rest], text) => {
  expect(histogramText(sumOf(first!, ...rest).histogram)).toBe(text);
});

test('histograms with other buckets are not added', () => {
  const sum = sumOf('count:1 buckets:[1]');
  expect(sum.add(h('schema:-53 custom_values:[1] count:1 buckets:[1]'))).toBe(false);
  expect(histogramText(sum.histogram)).toBe('{count:1, sum:0, (0.5,1]:1}');
});

test('tells of custom bounds that were reconciled', () => {
  const one = 'schema:-53 custom_values:[1 2] buckets:[1 1 1]';
  expect(sumOf(one, one).boundsReconciled).toBe(false);
  const sum = sumOf(one, 'schema:-53 custom_values:[2] buckets:[1 1]', 'schema:-53 custom_values:[2] buckets:[1 1]');
  expect(sum.boundsReconciled).toBe(true);
  expect(histogramText(sum.histogram)).toBe('{count:0, sum:0, [-Inf,2]:4, (2,+Inf]:3}');
});

test.each([
  [['reset', 'reset'], 1, false],
  [['reset', 'unknown', 'not_reset'], 0, true],
  [['reset', 'gauge'], 3, false],
] as const)('hints %j', (hints, hint, collision) => {
  const [first, ...rest] = hints.map((each) => `counter_reset_hint:${each}`);
  const sum = sumOf(first!, ...rest);
  expect([sum.histogram.resetHint, sum.counterResetCollision]).toEqual([hint, collision]);
});
