import type { NativeHistogram } from '../../model/samples.js';
import { type Bucket, sideBuckets, zeroBucket } from './buckets.js';
import { goNumber } from './number-text.js';

/**
 * A native histogram as `count_values` writes it into its label:
 * `{count:3, sum:4.5, [-2,-1):1, [-0.001,0.001]:1, (1,2]:1}`.
 */
export function histogramText(h: NativeHistogram): string {
  const parts = [`count:${goNumber(h.count)}`, `sum:${goNumber(h.sum)}`];
  for (const bucket of sideBuckets(h, 'negative').reverse()) parts.push(bucketText(bucket));
  if (h.zeroCount !== 0) parts.push(bucketText(zeroBucket(h)));
  for (const bucket of sideBuckets(h, 'positive')) parts.push(bucketText(bucket));
  return `{${parts.join(', ')}}`;
}

function bucketText({ lower, upper, count, lowerInclusive, upperInclusive }: Bucket): string {
  const open = lowerInclusive ? '[' : '(';
  const close = upperInclusive ? ']' : ')';
  return `${open}${goNumber(lower)},${goNumber(upper)}${close}:${goNumber(count)}`;
}
