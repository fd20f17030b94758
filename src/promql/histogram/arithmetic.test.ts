import { describe, expect, test } from 'vitest';
import { Cursor } from '../../rules/unit-test/cursor.js';
import { readHistogram } from '../../rules/unit-test/histogram-notation.js';
import { addHistograms, divideHistogram, scaleHistogram, subtractHistograms } from './arithmetic.js';
import { histogramText } from './text.js';

const h = (fields: string) => readHistogram(new Cursor(`{{${fields}}}`));

describe('addition brings both to one layout', () => {
  test.each([
    [
      'same layout',
      'count:4 sum:5 z_bucket:1 z_bucket_w:0.5 buckets:[1 2] offset:1',
      'count:3 sum:2 z_bucket_w:0.5 buckets:[1 0 2] offset:2',
      '{count:7, sum:7, [-0.5,0.5]:1, (1,2]:1, (2,4]:3, (8,16]:2}',
    ],
    [
      'the coarser schema',
      'schema:1 count:4 sum:5 buckets:[1 1 1 1] offset:1',
      'schema:0 count:2 sum:1 buckets:[1 1] offset:1',
      '{count:6, sum:6, (1,2]:3, (2,4]:3}',
    ],
    [
      'negative schemas, indexes below zero',
      'schema:0 count:3 sum:1 buckets:[1 1 1] offset:-3',
      'schema:-1 count:1 sum:1 buckets:[1]',
      '{count:4, sum:2, (0.0625,0.25]:2, (0.25,1]:2}',
    ],
    [
      'the wider zero bucket swallows whole buckets',
      'count:6 sum:1 z_bucket:1 z_bucket_w:0.25 buckets:[2 3] offset:-1 n_buckets:[1] n_offset:-1',
      'count:1 sum:1 z_bucket:1 z_bucket_w:0.5',
      '{count:7, sum:2, [-0.5,0.5]:5, (0.5,1]:3}',
    ],
    [
      'and grows to the end of a populated bucket that it ends within',
      'count:3 sum:1 z_bucket_w:0.001 buckets:[3] offset:1 n_buckets:[1] n_offset:2',
      'count:1 sum:1 z_bucket:1 z_bucket_w:1.5',
      '{count:4, sum:2, [-4,-2):1, [-2,2]:4}',
    ],
    [
      'which may move it into a bucket of the other side',
      'schema:0 count:2 sum:1 z_bucket_w:0.001 buckets:[1] offset:1',
      'schema:-1 count:2 sum:1 z_bucket_w:1.5 n_buckets:[1] n_offset:1',
      '{count:4, sum:2, [-4,4]:2}',
    ],
    [
      'custom bounds alike',
      'schema:-53 count:3 sum:1 custom_values:[5 10] buckets:[1 0 2]',
      'schema:-53 count:1 sum:1 custom_values:[5 10] buckets:[1] offset:1',
      '{count:4, sum:2, [-Inf,5]:1, (5,10]:1, (10,+Inf]:2}',
    ],
    [
      'custom bounds that both have',
      'schema:-53 count:4 sum:1 custom_values:[1 5 10] buckets:[1 1 1 1]',
      'schema:-53 count:3 sum:1 custom_values:[2 5 20] buckets:[1 0 1 1]',
      '{count:7, sum:2, [-Inf,5]:3, (5,+Inf]:4}',
    ],
    [
      'no bound that both have',
      'schema:-53 count:1 sum:1 custom_values:[1] buckets:[1]',
      'schema:-53 count:1 sum:1 custom_values:[2] buckets:[1]',
      '{count:2, sum:2, [-Inf,+Inf]:2}',
    ],
  ])('%s', (_, a, b, sum) => {
    expect(histogramText(addHistograms(h(a), h(b))!.histogram)).toBe(sum);
    expect(histogramText(addHistograms(h(b), h(a))!.histogram)).toBe(sum);
  });

  test('says when bounds were reconciled', () => {
    const a = h('schema:-53 custom_values:[1 5] buckets:[1]');
    expect(addHistograms(a, a)!.boundsReconciled).toBe(false);
    expect(addHistograms(a, h('schema:-53 custom_values:[1] buckets:[1]'))!.boundsReconciled).toBe(true);
  });

  test('is not defined between exponential and custom buckets', () => {
    expect(addHistograms(h('buckets:[1]'), h('schema:-53 custom_values:[1] buckets:[1]'))).toBeUndefined();
  });

  test('ends with thresholds that are not numbers', () => {
    expect(addHistograms({ ...h('buckets:[1]'), zeroThreshold: Number.NaN }, h('buckets:[1]'))).toBeDefined();
  });
});

test.each([
  ['unknown', 'unknown', 0, false],
  ['reset', 'reset', 1, false],
  ['reset', 'unknown', 0, false],
  ['not_reset', 'reset', 0, true],
  ['gauge', 'reset', 3, false],
  ['not_reset', 'gauge', 3, false],
])('hints %s + %s', (a, b, hint, collision) => {
  const added = addHistograms(h(`counter_reset_hint:${a}`), h(`counter_reset_hint:${b}`))!;
  expect([added.histogram.resetHint, added.counterResetCollision]).toEqual([hint, collision]);
});

test('a difference is a gauge, without buckets that are empty', () => {
  const { histogram } = subtractHistograms(
    h('count:4 sum:5 buckets:[1 2 1]'),
    h('count:5 sum:7 buckets:[1 1] n_buckets:[3]'),
  )!;
  expect(histogramText(histogram)).toBe('{count:-1, sum:-2, [-1,-0.5):-3, (1,2]:1, (2,4]:1}');
  expect(histogram.resetHint).toBe(3);
  expect(histogram.positiveSpans).toEqual([{ offset: 1, length: 2 }]);
});

test('scaling', () => {
  const a = h('count:4 sum:5 z_bucket:2 z_bucket_w:0.1 buckets:[2] counter_reset_hint:reset');
  expect(histogramText(scaleHistogram(a, 2))).toBe('{count:8, sum:10, [-0.1,0.1]:4, (0.5,1]:4}');
  expect(histogramText(divideHistogram(a, 4))).toBe('{count:1, sum:1.25, [-0.1,0.1]:0.5, (0.5,1]:0.5}');
  expect(scaleHistogram(a, 2).resetHint).toBe(1);
  expect(scaleHistogram(a, -1).resetHint).toBe(3);
  expect(histogramText(divideHistogram(a, 0))).toBe('{count:+Inf, sum:+Inf, [-0.1,0.1]:+Inf}');
});
