import { expect, test } from 'vitest';
import { Cursor } from '../../rules/unit-test/cursor.js';
import { readHistogram } from '../../rules/unit-test/histogram-notation.js';
import { histogramJson } from './json.js';
import { histogramText } from './text.js';

const h = (fields: string) => readHistogram(new Cursor(`{{${fields}}}`));

test('buckets ascend, each with the rule of its bounds', () => {
  const histogram = h('count:6 sum:-0.5 z_bucket:1 z_bucket_w:1e-128 buckets:[2 0 1] n_buckets:[1 1]');
  expect(histogramJson(histogram)).toEqual({
    count: '6',
    sum: '-0.5',
    buckets: [
      [1, '-2', '-1', '1'],
      [1, '-1', '-0.5', '1'],
      [3, '-1e-128', '1e-128', '1'],
      [0, '0.5', '1', '2'],
      [0, '2', '4', '1'],
    ],
  });
  expect(histogramText(histogram)).toBe(
    '{count:6, sum:-0.5, [-2,-1):1, [-1,-0.5):1, [-1e-128,1e-128]:1, (0.5,1]:2, (2,4]:1}',
  );
});

test('buckets begin at the zero threshold where it lies within or beyond them', () => {
  const histogram = h('count:7 sum:0 z_bucket:1 z_bucket_w:2 buckets:[1 1 1 1] n_buckets:[1 1 1]');
  expect(histogramJson(histogram).buckets).toEqual([
    [1, '-4', '-2', '1'],
    [1, '-2', '-2', '1'],
    [1, '-1', '-2', '1'],
    [3, '-2', '2', '1'],
    [0, '2', '1', '1'],
    [0, '2', '2', '1'],
    [0, '2', '4', '1'],
    [0, '4', '8', '1'],
  ]);
});

test('custom buckets', () => {
  expect(histogramJson(h('schema:-53 count:2 sum:NaN custom_values:[5] buckets:[1 1]')).buckets).toEqual([
    [3, '-Inf', '5', '1'],
    [0, '5', '+Inf', '1'],
  ]);
});

test('without anything in them there are no buckets', () => {
  expect(histogramJson(h('count:0 sum:-Inf buckets:[0]'))).toEqual({ count: '0', sum: '-Inf' });
});

test('a negative zero bucket is left out of the JSON alone', () => {
  const negative = h('count:-1 sum:0 z_bucket:-1 z_bucket_w:0.5');
  expect(histogramJson(negative)).toEqual({ count: '-1', sum: '0' });
  expect(histogramText(negative)).toBe('{count:-1, sum:0, [-0.5,0.5]:-1}');
});

test('the highest exponential bucket ends with the largest float', () => {
  const highest = { ...h('count:1 sum:1 buckets:[1]'), positiveSpans: [{ offset: 1024, length: 1 }] };
  expect(histogramText(highest)).toBe(`{count:1, sum:1, (8.98846567431158e+307,1.7976931348623157e+308]:1}`);
});
