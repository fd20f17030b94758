import { expect, test } from 'vitest';
import { Cursor } from '../../rules/unit-test/cursor.js';
import { readHistogram } from '../../rules/unit-test/histogram-notation.js';
import { histogramText } from './text.js';
import { trimHistogram } from './trim.js';

const h = (fields: string) => readHistogram(new Cursor(`{{${fields}}}`));

const EXPONENTIAL =
  'schema:-1 count:20 sum:99 z_bucket:2 z_bucket_w:0.5 buckets:[8 4] offset:1 n_buckets:[6] n_offset:1';
const CUSTOM = 'schema:-53 count:10 sum:99 custom_values:[4 8] buckets:[4 4 2]';
const BELOW_ZERO = 'schema:-53 count:5 sum:99 custom_values:[-4 0] buckets:[4 1]';

test.each([
  ['all of it', EXPONENTIAL, '</', Infinity, '{count:20, sum:99, [-4,-1):6, [-0.5,0.5]:2, (1,4]:8, (4,16]:4}'],
  ['all of it', EXPONENTIAL, '>/', -Infinity, '{count:20, sum:99, [-4,-1):6, [-0.5,0.5]:2, (1,4]:8, (4,16]:4}'],
  ['at a bound', EXPONENTIAL, '</', 4, '{count:16, sum:4, [-4,-1):6, [-0.5,0.5]:2, (1,4]:8}'],
  ['at a bound', EXPONENTIAL, '>/', 4, '{count:4, sum:32, (4,16]:4}'],
  ['half a bucket, logarithmically', EXPONENTIAL, '>/', 8, '{count:2, sum:22.627416997969522, (4,16]:2}'],
  ['a negative bucket', EXPONENTIAL, '</', -2, '{count:3, sum:-8.485281374238571, [-4,-1):3}'],
  ['half the zero bucket, linearly', EXPONENTIAL, '>/', 0, '{count:13, sum:48.25, [-0.5,0.5]:1, (1,4]:8, (4,16]:4}'],
  ['nothing left', EXPONENTIAL, '>/', Infinity, '{count:0, sum:0}'],
  ['nothing left', EXPONENTIAL, '</', -Infinity, '{count:0, sum:0}'],
  ['no number', EXPONENTIAL, '</', Number.NaN, '{count:0, sum:0}'],
  ['custom: linearly', CUSTOM, '</', 6, '{count:6, sum:18, [-Inf,4]:4, (4,8]:2}'],
  ['custom: the lowest begins at 0', CUSTOM, '>/', 1, '{count:9, sum:47.5, [-Inf,4]:3, (4,8]:4, (8,+Inf]:2}'],
  ['custom: the lowest begins at 0', CUSTOM, '</', -1, '{count:0, sum:0}'],
  ['custom: the highest is +Inf', CUSTOM, '</', 100, '{count:8, sum:32, [-Inf,4]:4, (4,8]:4}'],
  ['custom: the highest is +Inf', CUSTOM, '>/', 100, '{count:2, sum:200, (8,+Inf]:2}'],
  ['custom: a lowest below zero is -Inf', BELOW_ZERO, '</', -5, '{count:4, sum:-20, [-Inf,-4]:4}'],
  ['custom: a lowest below zero is -Inf', BELOW_ZERO, '>/', -5, '{count:1, sum:-2, (-4,0]:1}'],
] as const)('%s: %s %s %d', (_, histogram, op, bound, trimmed) => {
  expect(histogramText(trimHistogram(h(histogram), op, bound))).toBe(trimmed);
});
