import { expect, test } from 'vitest';
import { Cursor } from '../../rules/unit-test/cursor.js';
import { readHistogram } from '../../rules/unit-test/histogram-notation.js';
import { equalHistograms } from './equal.js';

const h = (fields: string) => readHistogram(new Cursor(`{{${fields}}}`));

test.each([
  ['count:1 sum:1 buckets:[1]', 'count:1 sum:1 buckets:[1]', true],
  ['count:1 sum:1 buckets:[1]', 'count:1 sum:1 buckets:[0 1 0] offset:-1', true],
  ['count:1 sum:1 buckets:[1]', 'count:1 sum:1 buckets:[1] counter_reset_hint:gauge', true],
  ['count:1 sum:NaN', 'count:1 sum:NaN', true],
  ['count:1 sum:1 buckets:[1]', 'count:1 sum:1 buckets:[1] offset:1', false],
  ['count:1 sum:1 buckets:[1]', 'count:1 sum:1 n_buckets:[1]', false],
  ['count:1 sum:1 buckets:[1]', 'count:1 sum:1 buckets:[1 1]', false],
  ['count:1', 'count:2', false],
  ['sum:1', 'sum:2', false],
  ['schema:1', 'schema:2', false],
  ['z_bucket:1', 'z_bucket:2', false],
  ['z_bucket_w:1', 'z_bucket_w:2', false],
  ['schema:-53 custom_values:[1]', 'schema:-53 custom_values:[2]', false],
])('%s == %s: %s', (a, b, equal) => {
  expect(equalHistograms(h(a), h(b))).toBe(equal);
  expect(equalHistograms(h(b), h(a))).toBe(equal);
});
