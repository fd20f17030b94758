import { expect, test } from 'vitest';
import { Cursor } from '../../rules/unit-test/cursor.js';
import { readHistogram } from '../../rules/unit-test/histogram-notation.js';
import { detectReset } from './reset.js';

const h = (fields: string) => readHistogram(new Cursor(`{{${fields}}}`));

test.each([
  ['nothing new', 'count:2 buckets:[2]', 'count:2 buckets:[2]', false],
  ['more of all', 'count:2 buckets:[2]', 'count:4 buckets:[3 1]', false],
  ['a smaller count', 'count:2 buckets:[2]', 'count:1 buckets:[1]', true],
  ['a smaller bucket', 'count:3 buckets:[2 1]', 'count:9 buckets:[1 8]', true],
  ['a bucket gone', 'count:3 buckets:[2 1]', 'count:9 buckets:[9]', true],
  ['an empty bucket gone', 'count:2 buckets:[2 0]', 'count:9 buckets:[9]', false],
  ['a smaller negative bucket', 'count:3 n_buckets:[3]', 'count:9 n_buckets:[2] buckets:[7]', true],
  ['a smaller zero bucket', 'count:3 z_bucket:3', 'count:9 z_bucket:2 buckets:[7]', true],
  ['a coarser schema', 'schema:1 count:4 buckets:[1 1 1 1] offset:1', 'count:5 buckets:[2 3] offset:1', false],
  ['coarser, and less in it', 'schema:1 count:4 buckets:[2 1 1 0] offset:1', 'count:5 buckets:[2 3] offset:1', true],
  ['a finer schema', 'count:1 buckets:[1]', 'schema:1 count:9 buckets:[9]', true],
  ['a wider zero bucket', 'count:2 z_bucket_w:0.25 buckets:[2] offset:-1', 'count:3 z_bucket:3 z_bucket_w:0.5', false],
  ['that cuts a bucket', 'count:2 z_bucket_w:0.25 buckets:[2]', 'count:3 z_bucket:3 z_bucket_w:0.6', true],
  ['a narrower zero bucket', 'count:1 z_bucket:1 z_bucket_w:0.5', 'count:2 z_bucket:2 z_bucket_w:0.1', true],
  ['to custom buckets', 'count:1 buckets:[1]', 'schema:-53 custom_values:[1] count:1 buckets:[1]', true],
  [
    'other custom bounds with nothing less in the shared ones',
    'schema:-53 custom_values:[1 5] count:2 buckets:[1 1]',
    'schema:-53 custom_values:[2 5] count:3 buckets:[0 2 1]',
    false,
  ],
  ['the hint says so', 'count:1', 'count:2 counter_reset_hint:reset', true],
  ['the hint says not', 'count:2', 'count:1 counter_reset_hint:not_reset', false],
  ['a gauge is looked at', 'count:2', 'count:1 counter_reset_hint:gauge', true],
])('%s', (_, previous, current, isReset) => {
  expect(detectReset(h(current), h(previous))).toBe(isReset);
});
