import { describe, expect, it } from 'vitest';
import { histogramRows } from '../../../test/support/metric-rows.js';
import { integerHistogram, openDecoder, VERSIONS } from '../../../test/support/remote-write-decoders.js';
import type { HistogramMessage } from '../../../test/support/remote-write-messages.js';

const T = 1_795_168_800_000;

describe.each(VERSIONS)('histograms of remote write $version', (version) => {
  const { encode } = version;
  const open = () => openDecoder(version);

  it('reads integer histograms, adding up their deltas', () => {
    const { series, decode } = open();
    const outcome = decode([{ labels: { __name__: 'h' }, histograms: [integerHistogram()] }]);
    expect(outcome.problem()).toBeUndefined();
    expect(histogramRows(outcome.batch(), series.refs)[0]).toMatchObject({
      labels: { __name__: 'h' },
      ms: T,
      schema: 3,
      isFloat: false,
      resetHint: 2,
      zeroThreshold: 1e-128,
      zeroCount: 2,
      count: 12,
      sum: 18.5,
      positiveSpans: [0, 2, 1, 2],
      positiveCounts: [1, 2, 1, 1],
      negativeSpans: [-3, 1],
      negativeCounts: [5],
    });
  });

  it('reads float histograms and those with custom bounds', () => {
    const { series, decode } = open();
    const outcome = decode([
      {
        labels: { __name__: 'h' },
        histograms: [
          {
            countFloat: 2.5,
            sum: 1,
            schema: 0,
            zeroCountFloat: 0.5,
            positiveSpans: [{ offset: 0, length: 1 }],
            positiveCounts: [2],
            timestamp: T,
          },
          {
            countInt: 3,
            sum: 9,
            schema: -53,
            positiveSpans: [{ offset: 1, length: 2 }],
            positiveDeltas: [1, 1],
            customValues: [5, 10],
            timestamp: T + 1,
          },
        ],
      },
    ]);
    expect(outcome.problem()).toBeUndefined();
    const rows = histogramRows(outcome.batch(), series.refs);
    expect(rows[0]).toMatchObject({ isFloat: true, count: 2.5, zeroCount: 0.5, positiveCounts: [2] });
    expect(rows[1]).toMatchObject({ schema: -53, customValues: [5, 10], positiveCounts: [1, 2] });
  });

  it('reduces schemas finer than 8', () => {
    const { series, decode } = open();
    const outcome = decode([
      {
        labels: { __name__: 'h' },
        histograms: [
          {
            countInt: 11,
            schema: 10,
            positiveSpans: [
              { offset: 1, length: 5 },
              { offset: 10, length: 1 },
            ],
            positiveDeltas: [1, 0, 0, 0, 1, 3],
            timestamp: T,
          },
        ],
      },
    ]);
    // Buckets 1-4 become bucket 1, bucket 5 becomes 2, bucket 16 becomes 4.
    expect(histogramRows(outcome.batch(), series.refs)[0]).toMatchObject({
      schema: 8,
      positiveSpans: [1, 4],
      positiveCounts: [4, 2, 0, 5],
    });
  });

  it('keeps a stale histogram as one', () => {
    const { series, decoder } = open();
    const body = encode([{ labels: { __name__: 'h' }, histograms: [{ countInt: 7, sum: 1234.5, timestamp: T }] }]);
    const value = Buffer.alloc(8);
    value.writeDoubleLE(1234.5);
    Buffer.from('020000000000f07f', 'hex').copy(body, body.indexOf(value));
    const outcome = decoder.decode(body, 't');
    expect(outcome.problem()).toBeUndefined();
    expect(histogramRows(outcome.batch(), series.refs)[0]).toMatchObject({ sumBits: '7ff0000000000002', count: 0 });
  });

  it.each<[string, HistogramMessage, RegExp]>([
    ['counts that disagree', { ...integerHistogram(), countInt: 99 }, /buckets hold 12 observations, its count is 99/],
    ['too few buckets', { ...integerHistogram(), positiveDeltas: [1] }, /positive spans need 4 buckets, there are 1/],
    ['a huge span', { countInt: 0, positiveSpans: [{ offset: 0, length: 4294967295 }], timestamp: T }, /4294967295/],
    [
      'a negative count',
      { countInt: 1, positiveSpans: [{ offset: 0, length: 2 }], positiveDeltas: [2, -3], timestamp: T },
      /count -1/,
    ],
    [
      'a span backwards',
      {
        countInt: 2,
        positiveSpans: [
          { offset: 0, length: 1 },
          { offset: -1, length: 1 },
        ],
        positiveDeltas: [1, 0],
        timestamp: T,
      },
      /negative offset/,
    ],
    ['an unknown schema', { countInt: 0, schema: -9, timestamp: T }, /schema -9/],
    [
      'bounds out of order',
      { countInt: 0, schema: -53, customValues: [5, 5], timestamp: T },
      /not above the one before/,
    ],
    ['a time that is none', { countInt: 0, timestamp: 9e15 }, /time 9000000000000000 ms/],
  ])('refuses a histogram with %s', (_, histogram, message) => {
    const { decode } = open();
    const outcome = decode([{ labels: { __name__: 'h' }, histograms: [histogram] }]);
    expect(outcome.problem()).toMatch(message);
    expect(outcome.batch()).toBeUndefined();
  });
});
