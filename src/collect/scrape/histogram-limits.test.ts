import { describe, expect, it } from 'vitest';
import { limited } from '../../../test/support/scraping.js';
import { emptyHistogram } from '../../wire/prometheus/native-histogram.js';
import { limitedHistogram } from './histogram-limits.js';

const given = {
  ...emptyHistogram(false),
  schema: 3,
  count: 15,
  positiveSpans: [
    { offset: 1, length: 4 },
    { offset: 3, length: 1 },
  ],
  positiveCounts: [1, 2, 3, 4, 5],
};

describe('native histograms with limits', () => {
  it('stay as they are within them', () => {
    const { limits } = limited({ histogramBuckets: 5, histogramBucketFactor: 1.09 });
    expect(limitedHistogram(given, limits)).toEqual(given);
  });

  it('have fewer buckets where they have too many', () => {
    const { limits } = limited({ histogramBuckets: 3 });
    // Buckets 1 to 4 and 8 of schema 3 are 1, 1, 2, 2 and 4 of schema 2.
    expect(limitedHistogram(given, limits)).toMatchObject({
      schema: 1,
      positiveSpans: [{ offset: 1, length: 2 }],
      positiveCounts: [10, 5],
    });
  });

  it.each([
    [1.1, 2],
    [2, 0],
    [4, -1],
    [1e9, -4],
  ])('grow by a factor of %d at least', (histogramBucketFactor, schema) => {
    expect(limitedHistogram(given, limited({ histogramBucketFactor }).limits)).toMatchObject({ schema, count: 15 });
  });

  it('fail where no resolution is low enough', () => {
    const { limits } = limited({ histogramBuckets: 1 });
    const wide = {
      ...given,
      positiveSpans: [
        { offset: -500, length: 1 },
        { offset: 998, length: 1 },
      ],
      positiveCounts: [7, 8],
    };
    expect(() => limitedHistogram(wide, limits)).toThrow('histogram bucket limit exceeded');
    const custom = { ...given, schema: -53, customValues: [1, 2, 3, 4, 5, 6, 7, 8] };
    expect(() => limitedHistogram(custom, limits)).toThrow('histogram bucket limit exceeded');
  });
});
