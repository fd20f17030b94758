import { describe, expect, test } from 'vitest';
import { Cursor } from '../../rules/unit-test/cursor.js';
import { readHistogram } from '../../rules/unit-test/histogram-notation.js';
import { histogramAverage, histogramFraction, histogramQuantile, histogramVariance } from './statistics.js';

const h = (fields: string) => readHistogram(new Cursor(`{{${fields}}}`));

const about = (value: number) => (Number.isFinite(value) ? expect.closeTo(value, 12) : value);

const POSITIVE = 'count:12 sum:100 z_bucket:2 z_bucket_w:0.5 buckets:[2 3 0 5]';
const BOTH = 'count:12 sum:3 z_bucket:4 z_bucket_w:0.5 buckets:[4] offset:1 n_buckets:[4] n_offset:1';
const NEGATIVE = 'count:4 sum:-3 z_bucket:2 z_bucket_w:0.5 n_buckets:[2] n_offset:1';
const CUSTOM = 'schema:-53 count:10 sum:40 custom_values:[2 4 8] buckets:[2 4 2 2]';
const BELOW_ZERO = 'schema:-53 count:4 sum:-20 custom_values:[-4 0] buckets:[2 2]';
const WITH_NAN = 'count:10 sum:NaN buckets:[4 4] offset:1';

describe('quantile', () => {
  test.each([
    ['below 0', -0.1, POSITIVE, -Infinity],
    ['above 1', 1.1, POSITIVE, Infinity],
    ['no number', Number.NaN, POSITIVE, Number.NaN],
    ['no observations', 0.5, 'count:0', Number.NaN],
    ['zero bucket of positive histograms begins at 0', 1 / 12, POSITIVE, 0.25],
    ['zero bucket of negative histograms ends at 0', 0.75, NEGATIVE, -0.25],
    ['zero bucket between both sides', 0.5, BOTH, 0],
    ['logarithmic', 3 / 12, POSITIVE, 2 ** -0.5],
    ['logarithmic from above', 9.5 / 12, POSITIVE, 4 * 2 ** 0.5],
    ['negative', 2 / 12, BOTH, -(2 ** 0.5)],
    ['lowest', 0, POSITIVE, 0],
    ['highest', 1, POSITIVE, 8],
    ['custom, linear', 0.4, CUSTOM, 3],
    ['custom, the lowest begins at 0', 0.1, CUSTOM, 1],
    ['custom, the highest', 0.95, CUSTOM, 8],
    ['custom, a lowest below 0', 0.25, BELOW_ZERO, -4],
    ['NaN observations are the greatest', 0.6, WITH_NAN, 2 * 2 ** 0.5],
    ['and a quantile within them is NaN', 0.9, WITH_NAN, Number.NaN],
    ['buckets that hold less than the count', 0.2, 'count:10 sum:1', Number.NaN],
  ])('%s: %d', (_, q, histogram, quantile) => {
    expect(histogramQuantile(q, h(histogram))).toEqual(about(quantile));
  });
});

describe('fraction', () => {
  test.each([
    ['all', -Infinity, Infinity, POSITIVE, 1],
    ['whole buckets', 0.5, 2, POSITIVE, 5 / 12],
    ['logarithmic', 0, 2 ** 0.5, POSITIVE, 5.5 / 12],
    ['half the zero bucket', 0, Infinity, BOTH, 0.5],
    ['zero bucket of positive histograms', 0.25, Infinity, POSITIVE, 11 / 12],
    ['negative', -Infinity, -(2 ** 0.5), BOTH, 2 / 12],
    ['nothing between', 2, 2, POSITIVE, 0],
    ['upside down', 3, 2, POSITIVE, 0],
    ['no number', Number.NaN, 2, POSITIVE, Number.NaN],
    ['no observations', 0, 1, 'count:0', Number.NaN],
    ['custom', 1, 6, CUSTOM, 6 / 10],
    ['custom, within the highest', 100, Infinity, CUSTOM, 2 / 10],
    ['custom, within a lowest below 0', -Infinity, -100, BELOW_ZERO, 2 / 4],
    ['NaN is in no range', -Infinity, Infinity, WITH_NAN, 0.8],
  ])('%s: %d to %d', (_, lower, upper, histogram, fraction) => {
    expect(histogramFraction(lower, upper, h(histogram))).toEqual(about(fraction));
  });
});

test.each([
  ['geometric means', 'schema:-1 count:2 sum:10 buckets:[1 1] offset:1', 5, (3 ** 2 + 3 ** 2) / 2],
  ['zero bucket and negative side', 'schema:-1 count:2 sum:0 z_bucket:1 n_buckets:[1] n_offset:1', 0, 2],
  ['arithmetic means', 'schema:-53 count:2 sum:8 custom_values:[2 4 6] buckets:[0 1 1]', 4, 1],
  ['a bucket without a bound', 'schema:-53 count:2 sum:8 custom_values:[4] buckets:[2]', 4, Infinity],
  ['no observations', 'count:0 sum:0', Number.NaN, Number.NaN],
])('average and variance: %s', (_, histogram, average, variance) => {
  expect(histogramAverage(h(histogram))).toBe(average);
  expect(histogramVariance(h(histogram))).toEqual(about(variance));
});
